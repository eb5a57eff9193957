import { hashKeys } from '../../../json-schema/model/random';

const { imul } = Math;

const digits = [...'0123456789abcdef'].map((digit) => digit.charCodeAt(0));
const hyphen = '-'.charCodeAt(0);
const four = '4'.charCodeAt(0);

/**
 * Creates a series of UUIDs shaped like version 4 (RFC 9562, section 5.4). They look random but follow from the keys and
 * the index; within a series no two are alike, since the first 32 bits are a permutation of the index.
 *
 * @param keys - name the series
 * @example createUuids(1, 'notes')(0) // the id of the first note with seed 1
 */
export function createUuids(...keys: readonly (string | number)[]): (index: number) => string {
  const keyOf = (word: string): number => hashKeys([...keys, 'uuid', word]);
  const [a, b, c, d] = [keyOf('a'), keyOf('b'), keyOf('c'), keyOf('d')];
  return (index) => {
    const high = Math.floor(index / 0x100000000);
    return spell(permute(index, a), permute(index ^ high, b), permute(index, c) ^ high, permute(index, d));
  };
}

/**
 * Creates the way back from the UUIDs of a series to their indexes, for indexes below 2^32. A UUID of no series leads to some
 * index, too: only the UUID at that index tells whether it was one of the series.
 *
 * @param keys - name the series
 * @example createUuidIndexes(1, 'notes')(createUuids(1, 'notes')(7)) // 7
 */
export function createUuidIndexes(...keys: readonly (string | number)[]): (uuid: string) => number {
  const key = hashKeys([...keys, 'uuid', 'a']);
  return (uuid) => restore(Number.parseInt(uuid.slice(0, 8), 16), key) >>> 0;
}

// Every step can be undone, so different indexes below 2^32 give different words.
function permute(index: number, key: number): number {
  let mixed = imul(index, 0x9e3779b1) ^ key;
  mixed = imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function restore(word: number, key: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = imul(mixed, inverseOf(0xc2b2ae35));
  mixed = imul(mixed ^ (mixed >>> 13) ^ (mixed >>> 26), inverseOf(0x85ebca6b));
  return imul(mixed ^ (mixed >>> 16) ^ key, inverseOf(0x9e3779b1));
}

/** The number that undoes a multiplication by an odd number in 32 bits (Newton's method: each turn doubles the right bits). */
function inverseOf(factor: number): number {
  let inverse = factor;
  for (let turn = 0; turn < 4; turn++) inverse = imul(inverse, 2 - imul(factor, inverse));
  return inverse;
}

// One call makes one flat string; pieces put together would be a chain of them, to be joined on every first use.
// biome-ignore format: one line for each group
function spell(a: number, b: number, c: number, d: number): string {
  return String.fromCharCode(
    at(a, 28), at(a, 24), at(a, 20), at(a, 16), at(a, 12), at(a, 8), at(a, 4), at(a, 0), hyphen,
    at(b, 28), at(b, 24), at(b, 20), at(b, 16), hyphen,
    four, at(b, 8), at(b, 4), at(b, 0), hyphen,
    digits[((c >>> 28) & 3) | 8]!, at(c, 24), at(c, 20), at(c, 16), hyphen,
    at(c, 12), at(c, 8), at(c, 4), at(c, 0), at(d, 28), at(d, 24), at(d, 20), at(d, 16),
    at(d, 12), at(d, 8), at(d, 4), at(d, 0),
  );
}

function at(word: number, shift: number): number {
  return digits[(word >>> shift) & 15]!;
}
