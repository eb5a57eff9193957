import { nl } from '../locales/nl';
import { Stream } from '../random/stream';
import { dial, fillPattern, momentOf, OLDEST_AGE, SEED_CLOCK } from './generators';

test.each([
  [0, 0, SEED_CLOCK],
  [1, 0, SEED_CLOCK - OLDEST_AGE],
  [1, 1, SEED_CLOCK],
  [0.5, 0.5, SEED_CLOCK - OLDEST_AGE / 4],
  [0.3, 1.5, SEED_CLOCK + OLDEST_AGE / 2],
])('at age %d and life %d', (age, life, moment) => {
  expect(Math.abs(momentOf(age, life) - moment)).toBeLessThan(1000);
});

test('a number has its calling code, the block, and as many digits as the block', () => {
  expect(dial(nl, '20#######', 123_456, new Stream(1, 1))).toMatch(/^\+3120[2-9]\d{6}$/);
});

test('numbers of one exchange begin alike and end each in its own way', () => {
  const numbers = Array.from({ length: 50 }, (_, index) => dial(nl, '30#######', 987_654, new Stream(1, index)));
  expect(new Set(numbers.map((number) => number.slice(0, -3))).size).toBe(1);
  expect(new Set(numbers).size).toBeGreaterThan(40);
});

test('numbers of two exchanges begin differently', () => {
  const [one, other] = [123_456, 654_321].map((exchange) => dial(nl, '30#######', exchange, new Stream(1, 1)));
  expect(one!.slice(0, -3)).not.toBe(other!.slice(0, -3));
});

test.each([
  ['35## @@', /^35\d\d [A-Z]{2}$/],
  ['EC1# #@@', /^EC1\d \d[A-Z]{2}$/],
])('the pattern %s is filled', (pattern, shape) => {
  expect(fillPattern(pattern, new Stream(1, 1))).toMatch(shape);
});
