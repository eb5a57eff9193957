import type { InitialRecords, RecordFinder, StoredRecord } from '../interface/store';
import { InitialIndex } from './initial-index';
import { RecordCache } from './record-cache';
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
  /** For each key that was filtered by. */
  readonly #indexes = new Map<string, InitialIndex>();

  /** @throws {Error} when two records have the same id; the message names it */
  constructor({ count, recordAt, finder }: InitialRecords) {
    if (finder === undefined) {
      const records = Array.from({ length: count }, (_, index) => recordAt(index));
      this.#finder = findIn(records);
      this.#origin = { count, keyAt: (position) => position, valueAt: (sequence) => records[sequence]! };
    } else {
      const cache = new RecordCache(recordAt);
      this.#finder = finder;
      this.#origin = { count, keyAt: (position) => position, valueAt: (sequence) => cache.get(sequence) };
    }
    this.records = treeOf(this.#origin);
  }

  get count(): number {
    return this.#origin.count;
  }

  /** The sequence number of a record; undefined when no record has that id. */
  sequenceOf(id: string): number | undefined {
    return this.#finder.indexOf(id);
  }

  /** The value that a record has for a key. */
  keyAt(key: string, sequence: number): string | undefined {
    return this.#finder.keyAt(key, sequence);
  }

  /** The records that have a value for a key. */
  matches(key: string, value: string): SequenceTree<StoredRecord> {
    let index = this.#indexes.get(key);
    if (index === undefined) {
      index = new InitialIndex(this.count, (sequence) => this.keyAt(key, sequence));
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
    keyAt: (key, index) => {
      const { keys } = records[index]!;
      return Object.hasOwn(keys, key) ? keys[key] : undefined;
    },
  };
}
