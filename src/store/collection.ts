import { PageCache } from './page-cache';
import { emptyMap, type MapNode, mapDelete, mapGet, mapSet } from './persistent-map';
import { emptyTree, type SequenceTree, treeDelete, treeGet, treeSet, treeSize, treeSlice } from './sequence-tree';
import type { InitialRecords, Page, StoredRecord } from './store';

type Index = MapNode<SequenceTree<StoredRecord>>;

/** Stands for the sequence number of a record that is gone. */
const GONE = -1;

/**
 * The records of one resource in creation order, with an index for every key that they carry. Every operation costs
 * the logarithm of the collection's size, besides what it returns; only a filter by several keys walks the matches of
 * its most selective one. Keeping a state (`fork`) costs nothing but the changes made after it.
 */
export class Collection {
  #owner: object = {};
  #nextSequence = 0;
  /** The sequence number of each initial id: a native map, twice as fast, that all forks share and none changes. */
  #initialSequences: ReadonlyMap<string, number> = new Map();
  /** What became of ids since. */
  #sequences: MapNode<number> = emptyMap();
  #records: SequenceTree<StoredRecord> = emptyTree();
  #indexes = new Map<string, Index>();
  /** The pages that were read since the last change. */
  readonly #pages = new PageCache();

  /**
   * Creates a collection with its initial records.
   * @throws {Error} when two of them have the same id; the message names it.
   */
  static of(initial: InitialRecords): Collection {
    const collection = new Collection();
    const sequences = new Map<string, number>();
    const indexes = new Map<string, Map<string, SequenceTree<StoredRecord>>>();
    for (let sequence = 0; sequence < initial.count; sequence++) {
      const record = initial.recordAt(sequence);
      sequences.set(record.id, sequence);
      if (sequences.size === sequence) throw new Error(`Two initial records have the id "${record.id}".`);
      collection.#records = treeSet(collection.#records, collection.#owner, sequence, record);
      for (const key of Object.keys(record.keys)) {
        const index = indexes.get(key) ?? new Map<string, SequenceTree<StoredRecord>>();
        indexes.set(key, index);
        const value = record.keys[key]!;
        index.set(value, treeSet(index.get(value) ?? emptyTree(), collection.#owner, sequence, record));
      }
    }
    for (const [key, trees] of indexes) {
      let index: Index = emptyMap();
      for (const [value, tree] of trees) index = mapSet(index, collection.#owner, value, tree);
      collection.#indexes.set(key, index);
    }
    collection.#initialSequences = sequences;
    collection.#nextSequence = initial.count;
    return collection;
  }

  /** A collection with the same records; from here on the two change apart. */
  fork(): Collection {
    const copy = new Collection();
    copy.#nextSequence = this.#nextSequence;
    copy.#initialSequences = this.#initialSequences;
    copy.#sequences = this.#sequences;
    copy.#records = this.#records;
    copy.#indexes = new Map(this.#indexes);
    this.#owner = {};
    return copy;
  }

  insert(record: StoredRecord): boolean {
    if (this.#sequenceOf(record.id) !== undefined) return false;
    this.#pages.clear();
    const sequence = this.#nextSequence++;
    this.#sequences = mapSet(this.#sequences, this.#owner, record.id, sequence);
    this.#records = treeSet(this.#records, this.#owner, sequence, record);
    for (const key of Object.keys(record.keys)) this.#enter(key, record.keys[key]!, sequence, record);
    return true;
  }

  get(id: string): StoredRecord | undefined {
    const sequence = this.#sequenceOf(id);
    return sequence === undefined ? undefined : treeGet(this.#records, sequence);
  }

  replace(record: StoredRecord): void {
    this.#pages.clear();
    const sequence = this.#sequenceOf(record.id)!;
    const before = treeGet(this.#records, sequence)!;
    this.#records = treeSet(this.#records, this.#owner, sequence, record);
    for (const key of Object.keys(before.keys)) {
      if (before.keys[key] !== record.keys[key]) this.#leave(key, before.keys[key]!, sequence);
    }
    for (const key of Object.keys(record.keys)) this.#enter(key, record.keys[key]!, sequence, record);
  }

  remove(id: string): boolean {
    const sequence = this.#sequenceOf(id);
    if (sequence === undefined) return false;
    this.#pages.clear();
    const { keys } = treeGet(this.#records, sequence)!;
    this.#sequences = this.#initialSequences.has(id)
      ? mapSet(this.#sequences, this.#owner, id, GONE)
      : mapDelete(this.#sequences, this.#owner, id);
    this.#records = treeDelete(this.#records, this.#owner, sequence);
    for (const key of Object.keys(keys)) this.#leave(key, keys[key]!, sequence);
    return true;
  }

  page(filter: Readonly<Record<string, string>>, offset: number, limit: number): Page {
    return (
      this.#pages.get(filter, offset, limit) ??
      this.#pages.add(filter, offset, limit, this.#read(filter, offset, limit))
    );
  }

  #read(filter: Readonly<Record<string, string>>, offset: number, limit: number): Page {
    const names = Object.keys(filter);
    let smallest = this.#records;
    for (const name of names) {
      const matches = this.#matches(name, filter[name]!);
      if (treeSize(matches) < treeSize(smallest)) smallest = matches;
    }
    if (names.length < 2) {
      const only = names.length === 0 ? this.#records : this.#matches(names[0]!, filter[names[0]!]!);
      return { items: cut(only, offset, limit), total: treeSize(only) };
    }
    const candidates = cut(smallest, 0, treeSize(smallest));
    const matching = candidates.filter((record) => names.every((name) => record.keys[name] === filter[name]));
    return { items: matching.slice(offset, offset + limit), total: matching.length };
  }

  #sequenceOf(id: string): number | undefined {
    const sequence = mapGet(this.#sequences, id) ?? this.#initialSequences.get(id);
    return sequence === GONE ? undefined : sequence;
  }

  #matches(key: string, value: string): SequenceTree<StoredRecord> {
    const index = this.#indexes.get(key);
    return (index && mapGet(index, value)) ?? emptyTree();
  }

  #enter(key: string, value: string, sequence: number, record: StoredRecord): void {
    const index: Index = this.#indexes.get(key) ?? emptyMap();
    const before = mapGet(index, value);
    const after = treeSet(before ?? emptyTree<StoredRecord>(), this.#owner, sequence, record);
    if (after !== before) this.#indexes.set(key, mapSet(index, this.#owner, value, after));
  }

  #leave(key: string, value: string, sequence: number): void {
    const index = this.#indexes.get(key)!;
    const rest = treeDelete(mapGet(index, value)!, this.#owner, sequence);
    this.#indexes.set(
      key,
      treeSize(rest) === 0 ? mapDelete(index, this.#owner, value) : mapSet(index, this.#owner, value, rest),
    );
  }
}

function cut(tree: SequenceTree<StoredRecord>, offset: number, limit: number): StoredRecord[] {
  const items: StoredRecord[] = [];
  if (limit > 0) treeSlice(tree, offset, limit, items);
  return items;
}
