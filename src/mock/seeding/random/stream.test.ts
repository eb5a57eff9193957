import { Stream } from './stream';

const draws = (key: number, index: number, count = 3) => {
  const stream = new Stream(key, index);
  return Array.from({ length: count }, () => stream.next());
};

test('a stream follows from its key and index', () => {
  expect(draws(7, 3)).toEqual(draws(7, 3));
});

test.each([
  ['key', 8, 3],
  ['index', 7, 4],
  ['index beyond 32 bits', 7, 3 + 2 ** 32],
])('another %s gives another stream', (_, key, index) => {
  expect(draws(key, index)).not.toEqual(draws(7, 3));
});

test('first draws of neighbours are spread evenly and are not alike', () => {
  const first = Array.from({ length: 20_000 }, (_, index) => draws(1, index, 1)[0]!);
  const buckets = new Array<number>(10).fill(0);
  for (const drawn of first) buckets[Math.floor(drawn * 10)]!++;
  for (const count of buckets) expect(Math.abs(count - 2000)).toBeLessThan(200);
  const mean = first.reduce((sum, drawn) => sum + drawn) / first.length;
  const together = first.slice(1).reduce((sum, drawn, index) => sum + (drawn - mean) * (first[index]! - mean), 0);
  expect(Math.abs(together / first.length / (1 / 12))).toBeLessThan(0.03);
});

test('integers reach both ends, picks reach every item', () => {
  const integers = new Set(Array.from({ length: 200 }, (_, index) => new Stream(1, index).integer(2, 5)));
  expect([...integers].sort()).toEqual([2, 3, 4, 5]);
  expect(new Set(Array.from({ length: 100 }, (_, index) => new Stream(1, index).pick('abc'.split('')))).size).toBe(3);
});

test('a chance of 0 never comes, of 1 always', () => {
  const chances = (probability: number) =>
    Array.from({ length: 50 }, (_, index) => new Stream(1, index).chance(probability));
  expect(new Set(chances(0))).toEqual(new Set([false]));
  expect(new Set(chances(1))).toEqual(new Set([true]));
});
