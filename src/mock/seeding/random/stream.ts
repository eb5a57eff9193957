import type { Random } from '../../../json-schema/model/random';

// Taken out once: in Jest's sandbox a look at a global costs more than all the rest of a draw.
const { floor, imul } = Math;

/**
 * A pseudo-random stream of one key and one index: what `createRandom(key, index)` is for, without spelling numbers out
 * and without a closure for each method. A record asks for a handful, a million records for millions.
 */
export class Stream implements Random {
  #state: number;

  /**
   * @param key - a 32-bit number that names the stream, see `hashKeys`
   * @param index - which of the streams of that name
   */
  constructor(key: number, index: number) {
    // Multiplied by an odd number and mixed, so that neighbouring indexes have nothing in common.
    let mixed = imul(index, 0x9e3779b1) ^ imul(floor(index / 0x100000000), 0x85ebca6b) ^ key;
    mixed = imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    this.#state = mixed ^ (mixed >>> 15);
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  integer(min: number, max: number): number {
    return min + floor(this.next() * (max - min + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[floor(this.next() * items.length)]!;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }
}
