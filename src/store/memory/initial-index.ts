/**
 * Which records of a long, unchanging list have a value: all sequence numbers in one array, those of one value side by side. A
 * million records take a few bytes each, besides their values.
 */
export class InitialIndex {
  /** The place of each value in the arrays. */
  readonly #places = new Map<string, number>();
  /** Where the sequence numbers of each value begin; one more at the end. */
  readonly #starts: Uint32Array;
  readonly #sequences: Uint32Array;

  /** @param valueAt - the value of a record; undefined when it has none */
  constructor(count: number, valueAt: (sequence: number) => string | undefined) {
    const places = new Int32Array(count);
    const sizes: number[] = [];
    for (let sequence = 0; sequence < count; sequence++) {
      const value = valueAt(sequence);
      const place = value === undefined ? -1 : this.#placeOf(value, sizes);
      places[sequence] = place;
      if (place !== -1) sizes[place]!++;
    }
    this.#starts = new Uint32Array(sizes.length + 1);
    for (const [place, size] of sizes.entries()) this.#starts[place + 1] = this.#starts[place]! + size;
    this.#sequences = new Uint32Array(this.#starts[sizes.length]!);
    const next = this.#starts.slice();
    for (let sequence = 0; sequence < count; sequence++) {
      const place = places[sequence]!;
      if (place !== -1) this.#sequences[next[place]!++] = sequence;
    }
  }

  /** The sequence numbers of all records with a value, in order. */
  sequencesOf(value: string): Uint32Array {
    const place = this.#places.get(value);
    return place === undefined ? NONE : this.#sequences.subarray(this.#starts[place], this.#starts[place + 1]);
  }

  #placeOf(value: string, sizes: number[]): number {
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    this.#places.set(value, sizes.length);
    return sizes.push(0) - 1;
  }
}

const NONE = new Uint32Array(0);
