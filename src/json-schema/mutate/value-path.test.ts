import type { JsonObject } from '../model/json-schema';
import { getAt, removeAt, replaceAt, withProperty } from './value-path';

const value = { a: [{ b: 1 }, { b: 2 }], c: null };

test.each([
  [[], value],
  [['a', 1, 'b'], 2],
  [['c'], null],
  [['c', 'd'], undefined],
  [['a', '1'], undefined],
  [[0], undefined],
  [['toString'], undefined],
])('at %j stands %j', (path, expected) => {
  expect(getAt(value, path)).toBe(expected);
});

test.each([
  [[], 7, 7],
  [['a', 0, 'b'], 7, { a: [{ b: 7 }, { b: 2 }], c: null }],
  [['a', 2], 7, { a: [{ b: 1 }, { b: 2 }, 7], c: null }],
  [['d'], 7, { ...value, d: 7 }],
  [['c', 'd'], 7, { ...value, c: { d: 7 } }],
])('with another value at %j', (path, replacement, expected) => {
  const before = structuredClone(value);
  expect(replaceAt(value, path, replacement)).toEqual(expected);
  expect(value).toEqual(before);
});

test('what is not on the path is shared', () => {
  const changed = replaceAt(value, ['c'], 7) as typeof value;
  expect(changed.a).toBe(value.a);
});

test.each([
  [['c'], { a: value.a }],
  [['a', 0], { a: [{ b: 2 }], c: null }],
  [['a', 0, 'b'], { a: [{}, { b: 2 }], c: null }],
  [['x'], value],
])('without %j', (path, expected) => {
  expect(removeAt(value, path)).toEqual(expected);
});

test('a property called __proto__ is a property', () => {
  const object = withProperty({}, '__proto__', 1);
  expect(Object.keys(object)).toEqual(['__proto__']);
  expect(JSON.stringify(replaceAt(object as JsonObject, ['__proto__'], 2))).toBe('{"__proto__":2}');
});
