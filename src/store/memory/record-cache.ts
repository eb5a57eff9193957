import type { StoredRecord } from '../interface/store';

/** How many neighbours are kept and forgotten together. */
const CHUNK = 256;

/** How many chunks are kept: some 130,000 records, which is all of them for nearly everybody. */
const MOST = 512;

/** Keeps records that have been made, within bounds: any of them can be made again. */
export class RecordCache {
  readonly #chunks = new Map<number, (StoredRecord | undefined)[]>();

  /** @param make - makes the record at an index, always the same one */
  constructor(private readonly make: (index: number) => StoredRecord) {}

  get(index: number): StoredRecord {
    const number = Math.floor(index / CHUNK);
    const chunk = this.#chunks.get(number) ?? this.#begin(number);
    const place = index % CHUNK;
    let record = chunk[place];
    if (record === undefined) {
      record = this.make(index);
      chunk[place] = record;
    }
    return record;
  }

  /** The chunk that was begun first makes room. */
  #begin(number: number): (StoredRecord | undefined)[] {
    if (this.#chunks.size >= MOST) this.#chunks.delete(this.#chunks.keys().next().value!);
    const chunk = new Array<undefined>(CHUNK).fill(undefined);
    this.#chunks.set(number, chunk);
    return chunk;
  }
}
