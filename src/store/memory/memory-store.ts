import type { Eventual, InitialRecords, Page, Snapshot, Store, StoredRecord } from '../interface/store';
import { Collection } from './collection';

/** The initial records of a store. */
interface InitialState {
  readonly records: ReadonlyMap<string, InitialRecords>;
  /** The resources that have been used; never changed. */
  readonly collections: Map<string, Collection>;
}

interface MemorySnapshot extends Snapshot {
  readonly base: InitialState;
  readonly collections: ReadonlyMap<string, Collection>;
}

/**
 * Keeps records in this process. Reading, writing and paging cost the logarithm of the collection's size; reset,
 * snapshot, restore and fork do not depend on it. A resource's initial records are made when the resource is first used.
 *
 * @example
 * const store = new MemoryStore(new Map([['notes', { count: 1, recordAt: () => ({ id: '1', json: '{"id":1}', keys: {} }) }]]));
 * await store.get('notes', '1');
 */
export class MemoryStore implements Store {
  /** The records that `reset` goes back to. */
  #initial: InitialState;
  /** The records of resources that have not been used since the last change as a whole. */
  #base: InitialState;
  #collections = new Map<string, Collection>();
  /** The states that this store and its forks have started with: records are made once for all of them. */
  #known: WeakMap<ReadonlyMap<string, InitialRecords>, InitialState> = new WeakMap();

  /**
   * @param initial - the records that each resource starts with and that `reset` goes back to
   */
  constructor(initial: ReadonlyMap<string, InitialRecords> = new Map()) {
    this.#initial = this.#startingWith(initial);
    this.#base = this.#initial;
  }

  insert(resource: string, record: StoredRecord): Eventual<boolean> {
    return this.#collection(resource).insert(record);
  }

  get(resource: string, id: string): Eventual<StoredRecord | undefined> {
    return this.#collection(resource).get(id);
  }

  async update(
    resource: string,
    id: string,
    change: (current: StoredRecord) => StoredRecord,
  ): Promise<StoredRecord | undefined> {
    const collection = this.#collection(resource);
    const current = collection.get(id);
    if (current === undefined) return undefined;
    const record = change(current);
    if (record.id !== id) throw new TypeError(`A record keeps its id: "${id}" must not become "${record.id}".`);
    collection.replace(record);
    return record;
  }

  async remove(resource: string, id: string): Promise<boolean> {
    return this.#collection(resource).remove(id);
  }

  page(resource: string, filter: Readonly<Record<string, string>>, offset: number, limit: number): Eventual<Page> {
    const collection = this.#collection(resource);
    const prepared = collection.prepare(filter);
    // Meanwhile the data may have become others.
    if (prepared !== undefined) return prepared.then(() => this.page(resource, filter, offset, limit));
    return collection.page(filter, offset, limit);
  }

  async reset(): Promise<void> {
    this.#base = this.#initial;
    this.#collections = new Map();
  }

  fork(): Store {
    const store = new MemoryStore();
    store.#known = this.#known;
    store.#initial = this.#initial;
    store.#base = this.#initial;
    return store;
  }

  frozen(): MemoryStore {
    const store = new MemoryStore();
    store.#base = this.#base;
    store.#collections = forked(this.#collections);
    return store;
  }

  async load(records: ReadonlyMap<string, InitialRecords>): Promise<void> {
    this.#collections = new Map(Array.from(records, ([resource, loaded]) => [resource, Collection.of(loaded)]));
    this.#base = { records: new Map(), collections: new Map() };
  }

  async reseed(initial: ReadonlyMap<string, InitialRecords>): Promise<void> {
    this.#initial = this.#startingWith(initial);
    await this.reset();
  }

  async snapshot(): Promise<Snapshot> {
    const snapshot: MemorySnapshot = { takenFrom: this, base: this.#base, collections: forked(this.#collections) };
    return snapshot;
  }

  async restore(snapshot: Snapshot): Promise<void> {
    if (snapshot.takenFrom !== this) throw new TypeError('A snapshot can only be restored to the store that took it.');
    const { base, collections } = snapshot as MemorySnapshot;
    this.#base = base;
    this.#collections = forked(collections);
  }

  async close(): Promise<void> {
    this.#collections = new Map();
    this.#initial = { records: new Map(), collections: new Map() };
    this.#base = this.#initial;
  }

  #startingWith(records: ReadonlyMap<string, InitialRecords>): InitialState {
    const known = this.#known.get(records) ?? { records, collections: new Map() };
    this.#known.set(records, known);
    return known;
  }

  #collection(resource: string): Collection {
    let collection = this.#collections.get(resource);
    if (collection === undefined) {
      const { records, collections } = this.#base;
      let pristine = collections.get(resource);
      if (pristine === undefined) {
        pristine = Collection.of(records.get(resource) ?? NOTHING);
        collections.set(resource, pristine);
      }
      collection = pristine.fork();
      this.#collections.set(resource, collection);
    }
    return collection;
  }
}

const NOTHING: InitialRecords = {
  count: 0,
  recordAt: () => {
    throw new RangeError('There are no initial records.');
  },
};

function forked(collections: ReadonlyMap<string, Collection>): Map<string, Collection> {
  return new Map(Array.from(collections, ([resource, collection]) => [resource, collection.fork()]));
}
