/** A stream of pseudo-random choices that depends on its keys alone. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** An integer in [min, max], both included. */
  integer(min: number, max: number): number;
  /** One of the items, which must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** True with the given probability (0..1). */
  chance(probability: number): boolean;
}

/**
 * Creates a random stream from keys such as (seed, resource, index, property): the same keys give the same stream on
 * every machine and Node version, and streams of different keys are independent of each other and of call order.
 *
 * @param keys - numbers or strings that name the stream
 * @example createRandom(1, 'notes', 42, 'title').integer(0, 9)
 */
export function createRandom(...keys: readonly (string | number)[]): Random {
  let state = hashKeys(keys);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    integer: (min, max) => min + Math.floor(next() * (max - min + 1)),
    pick: (items) => items[Math.floor(next() * items.length)]!,
    chance: (probability) => next() < probability,
  };
}

/**
 * Hashes keys to a 32-bit integer (FNV-1a over their text, then an avalanche step).
 *
 * @param keys - numbers or strings; `1` and `'1'` hash alike, `('a', 'b')` and `('ab')` do not
 */
export function hashKeys(keys: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const key of keys) {
    const text = String(key);
    for (let index = 0; index < text.length; index++) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
    hash = Math.imul(hash ^ 0x1f, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
