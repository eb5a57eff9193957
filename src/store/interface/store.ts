/** A value that is there at once, or one that has to be waited for. */
export type Eventual<T> = T | Promise<T>;

/**
 * Goes on with a value: at once when it is there, else when it comes. Memory answers at once, and a request that waits for
 * nothing costs no promises.
 *
 * @param next - what becomes of the value; what it throws is thrown, or rejects the promise
 * @example whenThere(store.get('notes', '1'), (record) => record?.json)
 */
export function whenThere<T, R>(value: Eventual<T>, next: (value: T) => Eventual<R>): Eventual<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/**
 * One remembered record. The store knows no schemas: it keeps the serialised JSON and the values it may be filtered by.
 */
export interface StoredRecord {
  /** The id in its canonical spelling, unique within the resource. */
  readonly id: string;
  /** The whole record as JSON text. */
  readonly json: string;
  /** The canonical values of the properties that lists filter by; a property that is null or absent is left out. */
  readonly keys: Readonly<Record<string, string>>;
}

/** The value of a record for a key; undefined when it has none. */
export function keyIn({ keys }: StoredRecord, key: string): string | undefined {
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}

/** Records that a store starts with; made when they are first needed. */
export interface InitialRecords {
  readonly count: number;
  /** The record at an index (0-based); the same index always gives the same record. */
  recordAt(index: number): StoredRecord;
  /** Finds records without making them. Without it all records are made as soon as one of them is looked for. */
  readonly finder?: RecordFinder | undefined;
}

/** Ways to initial records that need not be made for it. No two of the records may have the same id. */
export interface RecordFinder {
  /** The index of the record with an id, in its canonical spelling; undefined when there is none. */
  indexOf(id: string): number | undefined;
  /**
   * The value of `recordAt(index).keys` for a key; undefined when it has none.
   *
   * @param read - gives the record, and keeps it for a while; for keys that cannot be told without it
   */
  keyAt(key: string, index: number, read: (index: number) => StoredRecord): string | undefined;
}

/** A stretch of a filtered collection in creation order. */
export interface Page {
  readonly items: readonly StoredRecord[];
  /** The number of records that match the filter, on all pages. */
  readonly total: number;
}

/** The whole state at one moment; opaque, valid for the store that made it. */
export interface Snapshot {
  readonly takenFrom: Store;
}

/**
 * The memory of a mock. Owned by one server. Every operation is atomic; order is creation order and stable.
 * Resources are named by strings; naming a resource that has never been written is an empty resource.
 */
export interface Store {
  /** Appends a record. Answers false, and changes nothing, when its id is taken. */
  insert(resource: string, record: StoredRecord): Eventual<boolean>;
  get(resource: string, id: string): Eventual<StoredRecord | undefined>;
  /**
   * Replaces a record in place, keeping its position.
   * `change` gets the current record and returns the new one with the same id; it may be called again on a conflict.
   * Answers the new record, or undefined (and `change` is not called) when the id is unknown.
   * When `change` throws, nothing is changed and the error is passed on.
   */
  update(
    resource: string,
    id: string,
    change: (current: StoredRecord) => StoredRecord,
  ): Promise<StoredRecord | undefined>;
  /** Answers whether there was a record to remove. */
  remove(resource: string, id: string): Promise<boolean>;
  /** Records whose keys equal every key of `filter`, from `offset` (0-based), at most `limit`. */
  page(resource: string, filter: Readonly<Record<string, string>>, offset: number, limit: number): Eventual<Page>;
  /** Forgets every write: the state is again the initial one. */
  reset(): Promise<void>;
  /**
   * Another store with the same initial records, in its initial state; what is written to one is never seen in the other.
   * It takes no longer for many records than for few. Close it when it is no longer needed.
   *
   * @param name - the same fork for all processes that share this store; without a name it is the caller's alone
   */
  fork(name?: string): Store;
  /**
   * The state as it is now, to be read in peace while this one changes; costs nothing. A store without it is read while it
   * changes.
   */
  frozen?(): Pick<Store, 'page' | 'frozen'>;
  /**
   * The number after the last one that was given, and after `stored`, for a store that several processes share; part of the
   * state. Without it the mock counts itself.
   */
  nextNumber?(resource: string, stored: number): Promise<number>;
  /** True when requests can be answered now; a store without it always can. */
  isReady?(): Promise<boolean>;
  /**
   * Replaces the whole state at once; a resource that is not named becomes empty. What `reset` goes back to stays.
   * @throws {Error} when two records of a resource have the same id; then nothing is changed.
   */
  load(records: ReadonlyMap<string, InitialRecords>): Promise<void>;
  /** Replaces the initial records, and the state with them. Stores made by `fork` before are not concerned. */
  reseed(initial: ReadonlyMap<string, InitialRecords>): Promise<void>;
  snapshot(): Promise<Snapshot>;
  restore(snapshot: Snapshot): Promise<void>;
  close(): Promise<void>;
}

/** The store cannot be reached now. A change that was under way may have been made or not. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  /** Seconds after which trying again is worth it. */
  readonly retryAfter = 1;
}
