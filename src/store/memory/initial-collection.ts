import { atOnce, inSteps, type Steps } from '../interface/slices';
import { type InitialRecords, keyIn, type RecordFinder, type StoredRecord } from '../interface/store';
import type { Origin } from './sequence-node';
import { type SequenceTree, treeOf } from './sequence-tree';

/**
 * The records that a resource starts with, and the ways to find them; shared by all that start from the same state, and
 * never changed. The sequence number of an initial record is its index.
 *
 * Records that can be found without being made are made when they are read, and not all of them are kept.
 */
export class InitialCollection {
  /** All of them in order. */
  readonly records: SequenceTree<StoredRecord>;
  readonly #origin: Origin<StoredRecord>;
  readonly #finder: RecordFinder;
  readonly #cache: RecordCache | undefined;
  /** For each key that was filtered by. */
  readonly #indexes = new Map<string, InitialIndex>();
  /** Indexes that are being made. */
  readonly #coming = new Map<string, Promise<void>>();

  /** @throws {Error} when two records have the same id; the message names it */
  constructor({ count, recordAt, finder }: InitialRecords) {
    if (finder === undefined) {
      const records = Array.from({ length: count }, (_, index) => recordAt(index));
      this.#finder = findIn(records);
      this.#origin = { count, keyAt: (position) => position, valueAt: (sequence) => records[sequence]! };
    } else {
      const cache = new RecordCache(recordAt);
      this.#finder = finder;
      this.#cache = cache;
      this.#origin = { count, keyAt: (position) => position, valueAt: (sequence) => cache.get(sequence) };
    }
    this.records = treeOf(this.#origin);
  }

  get count(): number {
    return this.#origin.count;
  }

  /** Keeps every record from now on that has been made. */
  keepAll(): void {
    this.#cache?.keepAll();
  }

  /** The sequence number of a record; undefined when no record has that id. */
  sequenceOf(id: string): number | undefined {
    return this.#finder.indexOf(id);
  }

  /** The value that a record has for a key. */
  keyAt(key: string, sequence: number): string | undefined {
    return this.#finder.keyAt(key, sequence, this.#origin.valueAt);
  }

  /**
   * Makes the index of a key in slices, where there are too many records to make it at once.
   *
   * @returns undefined when it is there or made in no time
   */
  index(key: string): Promise<void> | undefined {
    if (this.#indexes.has(key)) return undefined;
    const coming = this.#coming.get(key) ?? this.#makeIndex(key);
    if (coming !== undefined) this.#coming.set(key, coming);
    return coming;
  }

  #makeIndex(key: string): Promise<void> | undefined {
    const index = new InitialIndex(this.count, (sequence) => this.keyAt(key, sequence));
    const made = inSteps(index.steps, this.count);
    const keep = (): void => {
      this.#indexes.set(key, index);
      this.#coming.delete(key);
    };
    if (made instanceof Promise) return made.then(keep);
    keep();
    return undefined;
  }

  /** The records that have a value for a key. */
  matches(key: string, value: string): SequenceTree<StoredRecord> {
    let index = this.#indexes.get(key);
    if (index === undefined) {
      index = new InitialIndex(this.count, (sequence) => this.keyAt(key, sequence));
      atOnce(index.steps);
      this.#indexes.set(key, index);
    }
    const sequences = index.sequencesOf(value);
    const { valueAt } = this.#origin;
    return treeOf({ count: sequences.length, keyAt: (position) => sequences[position]!, valueAt });
  }
}

function findIn(records: readonly StoredRecord[]): RecordFinder {
  const indexes = new Map<string, number>();
  for (const [index, { id }] of records.entries()) {
    if (indexes.has(id)) throw new Error(`Two initial records have the id "${id}".`);
    indexes.set(id, index);
  }
  return {
    indexOf: (id) => indexes.get(id),
    keyAt: (key, index) => keyIn(records[index]!, key),
  };
}

/** The records that one step of making an index looks at. */
const STEP = 16;

/**
 * An index from values to the records of a long, unchanging list: all sequence numbers in one array, those of one value side
 * by side. A million records take a few bytes each, besides their values. It finds nothing before its steps are done.
 */
export class InitialIndex {
  /** The place of each value in the arrays. */
  readonly #places = new Map<string, number>();
  /** The positions at which the sequence numbers of each value begin; one more at the end. */
  #starts = new Uint32Array(0);
  #sequences = new Uint32Array(0);
  /** The work of making it. */
  readonly steps: Steps<void>;

  /** @param valueAt - the value of a record; undefined when it has none */
  constructor(count: number, valueAt: (sequence: number) => string | undefined) {
    this.steps = this.#make(count, valueAt);
  }

  *#make(count: number, valueAt: (sequence: number) => string | undefined): Steps<void> {
    const places = new Int32Array(count);
    const sizes: number[] = [];
    for (let sequence = 0; sequence < count; sequence++) {
      if (sequence % STEP === STEP - 1) yield;
      const value = valueAt(sequence);
      const place = value === undefined ? -1 : this.#placeOf(value, sizes);
      places[sequence] = place;
      if (place !== -1) sizes[place]!++;
    }
    const starts = new Uint32Array(sizes.length + 1);
    for (const [place, size] of sizes.entries()) starts[place + 1] = starts[place]! + size;
    const sequences = new Uint32Array(starts[sizes.length]!);
    const next = starts.slice();
    for (let sequence = 0; sequence < count; sequence++) {
      if (sequence % STEP === STEP - 1) yield;
      const place = places[sequence]!;
      if (place !== -1) sequences[next[place]!++] = sequence;
    }
    this.#starts = starts;
    this.#sequences = sequences;
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

/** The number of neighbours that are kept and forgotten together. */
const CHUNK = 256;

/** The number of chunks that are kept: some 130,000 records, which is all of them for most mocks. */
const MOST = 512;

/** Keeps records that have been made, within bounds: any of them can be made again. */
export class RecordCache {
  readonly #chunks = new Map<number, (StoredRecord | undefined)[]>();
  #most = MOST;

  /** @param make - makes the record at an index, always the same one */
  constructor(private readonly make: (index: number) => StoredRecord) {}

  /** Keeps all that are made from now on. */
  keepAll(): void {
    this.#most = Number.POSITIVE_INFINITY;
  }

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
    if (this.#chunks.size >= this.#most) this.#chunks.delete(this.#chunks.keys().next().value!);
    const chunk = new Array<undefined>(CHUNK).fill(undefined);
    this.#chunks.set(number, chunk);
    return chunk;
  }
}
