import { RecordCache } from './record-cache';
import type { Origin } from './sequence-node';
import { emptyTree, type SequenceTree, treeOf } from './sequence-tree';
import type { InitialRecords, RecordFinder, StoredRecord } from './store';

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
  /** For each key that was filtered by: the records of each of its values. */
  readonly #indexes = new Map<string, ReadonlyMap<string, SequenceTree<StoredRecord>>>();

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
      index = this.#createIndex(key);
      this.#indexes.set(key, index);
    }
    return index.get(value) ?? emptyTree();
  }

  #createIndex(key: string): ReadonlyMap<string, SequenceTree<StoredRecord>> {
    const sequences = new Map<string, number[]>();
    for (let sequence = 0; sequence < this.count; sequence++) {
      const value = this.#finder.keyAt(key, sequence);
      if (value === undefined) continue;
      const found = sequences.get(value);
      if (found === undefined) sequences.set(value, [sequence]);
      else found.push(sequence);
    }
    const { valueAt } = this.#origin;
    const index = new Map<string, SequenceTree<StoredRecord>>();
    for (const [value, found] of sequences) {
      index.set(value, treeOf({ count: found.length, keyAt: (position) => found[position]!, valueAt }));
    }
    return index;
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
