import { createUuidIndexes, createUuids } from './uuid';

const shape = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

test('a series of 100,000 has no id twice, all shaped like version 4', () => {
  const uuids = createUuids(1, 'notes');
  const all = Array.from({ length: 100_000 }, (_, index) => uuids(index));
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((uuid) => !shape.test(uuid))).toEqual([]);
});

test('the first 32 bits alone tell ids of a series apart', () => {
  const uuids = createUuids('x');
  expect(new Set(Array.from({ length: 100_000 }, (_, index) => uuids(index).slice(0, 8))).size).toBe(100_000);
});

test('an index beyond 32 bits gives an id of its own', () => {
  expect(createUuids(1)(2 ** 32 + 5)).not.toBe(createUuids(1)(5));
});

test.each([
  ['another seed', [2, 'notes']],
  ['another name', [1, 'note']],
])('%s gives another series', (_, keys) => {
  expect(createUuids(...keys)(0)).not.toBe(createUuids(1, 'notes')(0));
});

test('every digit varies', () => {
  const all = Array.from({ length: 500 }, (_, index) => createUuids(1, 'notes')(index));
  const varying = [...all[0]!].map((_, place) => new Set(all.map((uuid) => uuid[place])).size);
  expect(varying.flatMap((count, place) => (count === 1 ? [place] : []))).toEqual([8, 13, 14, 18, 23]);
  expect(varying[19]).toBe(4);
});

test('ids stay what they were: data of a seed is the same in every version', () => {
  expect(createUuids(1, 'notes')(0)).toMatchInlineSnapshot(`"cd1f60ee-7cd3-4f0f-8a7f-0401b3f2d286"`);
});

test.each([0, 1, 2, 1000, 65_535, 65_536, 1_000_003, 2 ** 31, 2 ** 32 - 1])(
  'the UUID at %d leads back to it',
  (index) => {
    const keys = [3, 'notes'] as const;
    expect(createUuidIndexes(...keys)(createUuids(...keys)(index))).toBe(index);
  },
);
