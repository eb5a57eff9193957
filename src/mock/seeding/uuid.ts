import { hashKeys } from '../../schema/random';

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Creates a series of UUIDs shaped like version 4 (RFC 9562, section 5.4). They look random but follow from the keys and
 * the index; within a series no two are alike, since the first 32 bits are a permutation of the index.
 *
 * @param keys - name the series
 * @example createUuids(1, 'notes')(0) // the id of the first note with seed 1
 */
export function createUuids(...keys: readonly (string | number)[]): (index: number) => string {
  const [a, b, c, d] = [0, 1, 2, 3].map((word) => hashKeys([...keys, 'uuid', word])) as [
    number,
    number,
    number,
    number,
  ];
  return (index) => {
    const high = Math.floor(index / 0x100000000);
    const first = permute(index, a);
    const second = permute(index ^ high, b);
    const third = permute(index, c) ^ high;
    const fourth = permute(index, d);
    return (
      `${wordOf(first)}-${halfOf(second >>> 16)}-4${halfOf(second).slice(1)}-` +
      `${halfOf(((third >>> 16) & 0x3fff) | 0x8000)}-${halfOf(third)}${wordOf(fourth)}`
    );
  };
}

// Every step can be undone, so different indexes below 2^32 give different words.
function permute(index: number, key: number): number {
  let mixed = Math.imul(index, 0x9e3779b1) ^ key;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function wordOf(bits: number): string {
  return hex[bits >>> 24]! + hex[(bits >>> 16) & 0xff]! + hex[(bits >>> 8) & 0xff]! + hex[bits & 0xff]!;
}

function halfOf(bits: number): string {
  return hex[(bits >>> 8) & 0xff]! + hex[bits & 0xff]!;
}
