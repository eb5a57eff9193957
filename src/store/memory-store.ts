import { Collection } from './collection';
import type { InitialRecords, Page, Snapshot, Store, StoredRecord } from './store';

interface MemorySnapshot extends Snapshot {
  readonly collections: ReadonlyMap<string, Collection>;
}

/**
 * Keeps records in this process. Reading, writing and paging cost the logarithm of the collection's size; reset,
 * snapshot and restore do not depend on it. A resource's initial records are made when the resource is first used.
 *
 * @example
 * const store = new MemoryStore(new Map([['notes', { count: 1, recordAt: () => ({ id: '1', json: '{"id":1}', keys: {} }) }]]));
 * await store.get('notes', '1');
 */
export class MemoryStore implements Store {
  readonly #initial: ReadonlyMap<string, InitialRecords>;
  /** The initial state of the resources that have been used; never changed. */
  readonly #pristine = new Map<string, Collection>();
  #collections = new Map<string, Collection>();

  /**
   * @param initial - the records that each resource starts with and that `reset` goes back to
   */
  constructor(initial: ReadonlyMap<string, InitialRecords> = new Map()) {
    this.#initial = initial;
  }

  async insert(resource: string, record: StoredRecord): Promise<boolean> {
    return this.#collection(resource).insert(record);
  }

  async get(resource: string, id: string): Promise<StoredRecord | undefined> {
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

  async page(resource: string, filter: Readonly<Record<string, string>>, offset: number, limit: number): Promise<Page> {
    return this.#collection(resource).page(filter, offset, limit);
  }

  async reset(): Promise<void> {
    this.#collections = forked(this.#pristine);
  }

  async snapshot(): Promise<Snapshot> {
    const snapshot: MemorySnapshot = { takenFrom: this, collections: forked(this.#collections) };
    return snapshot;
  }

  async restore(snapshot: Snapshot): Promise<void> {
    if (snapshot.takenFrom !== this) throw new TypeError('A snapshot can only be restored to the store that took it.');
    this.#collections = forked((snapshot as MemorySnapshot).collections);
  }

  async close(): Promise<void> {
    this.#collections = new Map();
    this.#pristine.clear();
  }

  #collection(resource: string): Collection {
    let collection = this.#collections.get(resource);
    if (collection === undefined) {
      let pristine = this.#pristine.get(resource);
      if (pristine === undefined) {
        pristine = Collection.of(this.#initial.get(resource) ?? NOTHING);
        this.#pristine.set(resource, pristine);
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
