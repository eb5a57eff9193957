import fc from 'fast-check';
import { createRandom, hashKeys } from './random';

test('the same keys give the same stream on every machine, for ever', () => {
  const random = createRandom(1, 'notes', 42, 'title');
  expect([random.integer(0, 999_999), random.integer(0, 999_999), random.integer(0, 999_999)]).toEqual([
    449242, 378939, 482099,
  ]);
  expect(hashKeys(['a', 'b'])).toBe(-1098725093);
});

test.each([
  [['a', 'b'], ['ab']],
  [
    ['a', 'b'],
    ['b', 'a'],
  ],
  [
    [1, 'x'],
    [2, 'x'],
  ],
  [[11], [1, 1]],
  [[''], []],
])('keys %j and %j give different streams', (one, other) => {
  expect(createRandom(...one).next()).not.toBe(createRandom(...other).next());
});

test('a number names the same stream as its text', () => {
  expect(hashKeys([7])).toBe(hashKeys(['7']));
});

test('streams do not depend on each other', () => {
  const first = createRandom('a');
  const expected = [first.next(), first.next()];
  const again = createRandom('a');
  const other = createRandom('b');
  const interleaved = [again.next(), other.next(), again.next()];
  expect([interleaved[0], interleaved[2]]).toEqual(expected);
});

test('streams of neighbouring keys look unrelated', () => {
  const draws = Array.from({ length: 10_000 }, (_, index) => createRandom(1, 'notes', index, 'title').next());
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  const products = draws.slice(1).map((draw, index) => (draw - mean) * (draws[index]! - mean));
  const covariance = products.reduce((sum, product) => sum + product, 0) / products.length;
  expect(mean).toBeCloseTo(0.5, 1);
  // The variance of a uniform draw is 1/12; neighbours that depended on each other would come near it.
  expect(Math.abs(covariance)).toBeLessThan(0.005);
});

test('draws stay in their range', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: -1e9, max: 1e9 }), fc.nat(1e9), (key, min, width) => {
      const random = createRandom(key);
      const draw = random.integer(min, min + width);
      expect(Number.isInteger(draw)).toBe(true);
      expect(draw).toBeGreaterThanOrEqual(min);
      expect(draw).toBeLessThanOrEqual(min + width);
      expect(['a', 'b']).toContain(random.pick(['a', 'b']));
    }),
  );
});

test('every value of a range comes up, about equally often', () => {
  const random = createRandom('dice');
  const counts = [0, 0, 0, 0, 0, 0];
  for (let roll = 0; roll < 6000; roll++) counts[random.integer(0, 5)]!++;
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test.each([
  [0, 0],
  [1, 1000],
])('a chance of %d comes true %d times in 1000', (probability, expected) => {
  const random = createRandom('chance');
  expect(Array.from({ length: 1000 }, () => random.chance(probability)).filter(Boolean)).toHaveLength(expected);
});
