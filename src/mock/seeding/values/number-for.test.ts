import type { JsonSchema } from '../../../json-schema/model/json-schema';
import { Stream } from '../random/stream';
import { numberFor } from './number-for';

const many = (name: string, schema: JsonSchema, integer = false) =>
  Array.from({ length: 300 }, (_, index) => numberFor(name, schema, integer, new Stream(1, index))!);

test.each<[string, JsonSchema, boolean, number, number]>([
  ['price', {}, false, 1, 500],
  ['price', { minimum: 400 }, false, 400, 500],
  ['price', { minimum: 5000 }, false, 5000, 5010],
  ['unitCost', { maximum: 0.5 }, false, -9.5, 0.5],
  ['stock', {}, true, 0, 250],
  ['rating', { minimum: 1, maximum: 5 }, true, 1, 5],
  ['weight', { minimum: 0, maximum: 1 }, false, 0, 1],
  ['latitude', { minimum: -90, maximum: 90 }, false, -60, 70],
  ['coordinates', {}, false, -60, 70],
  ['x', { exclusiveMinimum: 0, exclusiveMaximum: 3 }, true, 1, 2],
  ['pack_size', { minimum: 6, maximum: 144, multipleOf: 6 }, true, 6, 144],
  ['x', { minimum: -3, maximum: -1 }, true, -3, -1],
  ['x', { minimum: 2_000_000_000 }, true, 2_000_000_000, 2_000_001_000],
])('%s with %j (integer: %s) lies between %d and %d', (name, schema, integer, low, high) => {
  const drawn = many(name, schema, integer);
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(low);
  expect(Math.max(...drawn)).toBeLessThanOrEqual(high);
  if (integer) expect(drawn.filter((value) => !Number.isInteger(value))).toEqual([]);
});

test.each([0.01, 0.1, 0.25, 7, 1e-7])('multiples of %d carry no rounding noise', (multipleOf) => {
  const decimals = { 0.01: 2, 0.1: 1, 0.25: 2, 7: 0, 1e-7: 7 }[multipleOf]!;
  const drawn = many('amount', { multipleOf, maximum: 900 });
  expect(drawn.filter((value) => value !== Number(value.toFixed(decimals)))).toEqual([]);
  expect(new Set(drawn).size).toBeGreaterThan(60);
});

test.each<[JsonSchema, boolean]>([
  [{ minimum: 1, maximum: 2, multipleOf: 5 }, false],
  [{ minimum: 3, maximum: 1 }, true],
  [{ minimum: 1e300 }, false],
])('%j leaves nothing to choose', (schema, integer) => {
  expect(numberFor('x', schema, integer, new Stream(1, 1))).toBeUndefined();
});

test('zero is not negative', () => {
  expect(many('x', { minimum: -1, maximum: 1 }, true).filter((value) => Object.is(value, -0))).toEqual([]);
});
