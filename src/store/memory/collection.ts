import { inSteps, type Steps } from '../interface/slices';
import { type Eventual, type InitialRecords, keyIn, type Page, type StoredRecord } from '../interface/store';
import { InitialCollection } from './initial-collection';
import { emptyMap, type MapNode, mapDelete, mapForEach, mapGet, mapSet } from './persistent-map';
import { type SequenceTree, treeDelete, treeGet, treeSet, treeSize, treeSlice } from './sequence-tree';

/** By value: the records that have it, where these are no longer the initial ones. */
type Index = MapNode<SequenceTree<StoredRecord>>;

/** Stands for the sequence number of a record that is gone. */
const GONE = -1;

/**
 * The records of one resource in creation order, with an index for every key that has been filtered by. Every operation
 * costs the logarithm of the collection's size, besides what it returns; only a filter by several keys walks the matches of
 * its most selective one. Keeping a state (`fork`) costs nothing but the changes made after it.
 */
export class Collection {
  #owner: object = {};
  #nextSequence: number;
  /** The ids of every record that was added, replaced or removed since the start. */
  #sequences: MapNode<number> = emptyMap();
  #records: SequenceTree<StoredRecord>;
  /** The changes to the initial indexes, by key; begun when a key is first filtered by. */
  #indexes = new Map<string, Index>();
  /** The pages that were read since the last change. */
  readonly #pages = new PageCache();

  private constructor(private readonly initial: InitialCollection) {
    this.#nextSequence = initial.count;
    this.#records = initial.records;
  }

  /**
   * Creates a collection with its initial records.
   * @throws {Error} when two of them have the same id; the message names it.
   */
  static of(initial: InitialRecords): Collection {
    return new Collection(new InitialCollection(initial));
  }

  /** A collection with the same records; from here on the two change apart. */
  fork(): Collection {
    const copy = new Collection(this.initial);
    copy.#nextSequence = this.#nextSequence;
    copy.#sequences = this.#sequences;
    copy.#records = this.#records;
    copy.#indexes = new Map(this.#indexes);
    this.#owner = {};
    return copy;
  }

  insert(record: StoredRecord): boolean {
    if (this.#sequenceOf(record.id) !== undefined) return false;
    this.#pages.clear();
    this.#put(this.#nextSequence++, record);
    for (const key of this.#indexes.keys()) this.#enter(key, this.#nextSequence - 1, record);
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
    this.#put(sequence, record);
    for (const key of this.#indexes.keys()) {
      if (keyIn(before, key) !== keyIn(record, key)) this.#leave(key, sequence, keyIn(before, key));
      this.#enter(key, sequence, record);
    }
  }

  remove(id: string): boolean {
    const sequence = this.#sequenceOf(id);
    if (sequence === undefined) return false;
    this.#pages.clear();
    const before = treeGet(this.#records, sequence)!;
    this.#sequences =
      this.initial.sequenceOf(id) === undefined
        ? mapDelete(this.#sequences, this.#owner, id)
        : mapSet(this.#sequences, this.#owner, id, GONE);
    this.#records = treeDelete(this.#records, this.#owner, sequence);
    for (const key of this.#indexes.keys()) this.#leave(key, sequence, keyIn(before, key));
    return true;
  }

  /**
   * Prepares to filter many records for the first time, which takes a while; done in slices.
   *
   * @returns undefined when there is nothing to wait for
   */
  prepare(filter: Readonly<Record<string, string>>): Promise<void> | undefined {
    for (const key in filter) {
      const indexed = this.#indexes.has(key) ? undefined : this.initial.index(key);
      if (indexed !== undefined) return indexed.then(() => this.prepare(filter));
    }
    return undefined;
  }

  /** A page that is longer, or looked for among more records, than is done in one go shows the state of this moment. */
  page(filter: Readonly<Record<string, string>>, offset: number, limit: number): Eventual<Page> {
    const known = this.#pages.get(filter, offset, limit);
    if (known !== undefined) return known;
    const names = Object.keys(filter);
    let tree = this.#records;
    for (const name of names) {
      const matches = this.#matches(name, filter[name]!);
      if (names.length === 1 || treeSize(matches) < treeSize(tree)) tree = matches;
    }
    // All of them at once are soon asked for again, and there is room for them.
    if (names.length === 0 && offset === 0 && limit >= treeSize(tree)) this.initial.keepAll();
    const made =
      names.length < 2
        ? inSteps(readStretch(tree, offset, limit), Math.min(limit, treeSize(tree)))
        : inSteps(readMatches(tree, filter, offset, limit), treeSize(tree));
    if (!(made instanceof Promise)) return this.#pages.add(filter, offset, limit, made);
    // From here on a change copies the nodes that are being read.
    this.#owner = {};
    const records = this.#records;
    return made.then((page) => (this.#records === records ? this.#pages.add(filter, offset, limit, page) : page));
  }

  #put(sequence: number, record: StoredRecord): void {
    this.#sequences = mapSet(this.#sequences, this.#owner, record.id, sequence);
    this.#records = treeSet(this.#records, this.#owner, sequence, record);
  }

  #sequenceOf(id: string): number | undefined {
    const sequence = mapGet(this.#sequences, id) ?? this.initial.sequenceOf(id);
    return sequence === GONE ? undefined : sequence;
  }

  #matches(key: string, value: string): SequenceTree<StoredRecord> {
    if (!this.#indexes.has(key)) this.#beginIndex(key);
    return mapGet(this.#indexes.get(key)!, value) ?? this.initial.matches(key, value);
  }

  /** Catches up with all that has changed since the start. */
  #beginIndex(key: string): void {
    this.#indexes.set(key, emptyMap());
    mapForEach(this.#sequences, (id, sequence) => {
      const before = this.initial.sequenceOf(id);
      if (before !== undefined) this.#leave(key, before, this.initial.keyAt(key, before));
      if (sequence !== GONE) this.#enter(key, sequence, treeGet(this.#records, sequence)!);
    });
  }

  #enter(key: string, sequence: number, record: StoredRecord): void {
    const value = keyIn(record, key);
    if (value !== undefined) this.#keep(key, value, treeSet(this.#matches(key, value), this.#owner, sequence, record));
  }

  #leave(key: string, sequence: number, value: string | undefined): void {
    if (value !== undefined) this.#keep(key, value, treeDelete(this.#matches(key, value), this.#owner, sequence));
  }

  #keep(key: string, value: string, matches: SequenceTree<StoredRecord>): void {
    const index = this.#indexes.get(key)!;
    const isAsAtFirst = treeSize(matches) === 0 && treeSize(this.initial.matches(key, value)) === 0;
    this.#indexes.set(
      key,
      isAsAtFirst ? mapDelete(index, this.#owner, value) : mapSet(index, this.#owner, value, matches),
    );
  }
}

/** The records that are read in one step. */
const STEP = 16;

function* readStretch(tree: SequenceTree<StoredRecord>, offset: number, limit: number): Steps<Page> {
  const items: StoredRecord[] = [];
  const end = Math.min(offset + limit, treeSize(tree));
  for (let at = offset; at < end; at += STEP) {
    treeSlice(tree, at, Math.min(STEP, end - at), items);
    yield;
  }
  return { items, total: treeSize(tree) };
}

function* readMatches(
  tree: SequenceTree<StoredRecord>,
  filter: Readonly<Record<string, string>>,
  offset: number,
  limit: number,
): Steps<Page> {
  const wanted = Object.entries(filter);
  const items: StoredRecord[] = [];
  let total = 0;
  for (let at = 0; at < treeSize(tree); at += STEP) {
    const candidates: StoredRecord[] = [];
    treeSlice(tree, at, STEP, candidates);
    for (const record of candidates) {
      if (!wanted.every(([name, value]) => record.keys[name] === value)) continue;
      if (total >= offset && items.length < limit) items.push(record);
      total++;
    }
    yield;
  }
  return { items, total };
}

/** The number of pages that are remembered. */
const MOST = 64;

/** The longest page that is remembered beside others: these should not keep much memory. */
const LONGEST = 1000;

/**
 * The pages of a collection that were read since it last changed. The same question gets the same object, so that a
 * caller can remember what it made of a page.
 */
class PageCache {
  readonly #pages = new Map<string, Page>();
  /** The last longer one and what it was the answer to. */
  #long: { readonly key: string; readonly page: Page } | undefined;

  /** Forgets all pages; to be called with every change. */
  clear(): void {
    if (this.#pages.size > 0) this.#pages.clear();
    this.#long = undefined;
  }

  get(filter: Readonly<Record<string, string>>, offset: number, limit: number): Page | undefined {
    if (this.#pages.size === 0 && this.#long === undefined) return undefined;
    const key = keyOf(filter, offset, limit);
    return this.#long?.key === key ? this.#long.page : this.#pages.get(key);
  }

  /** Remembers a page and gives it back; the one that was remembered first makes room. */
  add(filter: Readonly<Record<string, string>>, offset: number, limit: number, page: Page): Page {
    if (page.items.length > LONGEST) {
      this.#long = { key: keyOf(filter, offset, limit), page };
      return page;
    }
    if (this.#pages.size >= MOST) this.#pages.delete(this.#pages.keys().next().value!);
    this.#pages.set(keyOf(filter, offset, limit), page);
    return page;
  }
}

function keyOf(filter: Readonly<Record<string, string>>, offset: number, limit: number): string {
  let key = `${offset} ${limit}`;
  // Lengths keep apart what concatenation would not: a value may contain any character.
  for (const name in filter) key += ` ${name.length} ${name} ${filter[name]!.length} ${filter[name]}`;
  return key;
}
