import { randomUUID } from 'node:crypto';
import type { InitialRecords, Page, Snapshot, Store, StoredRecord } from '../interface/store';
import { StoreUnavailable } from '../interface/store';
import { indexName, packRecord, unpackRecord } from './packed-record';
import type { ScriptName } from './redis-connection';
import { type RedisPlace, RedisSession } from './redis-session';
import { publishBase, writeCollections } from './seed-base';

interface RedisSnapshot extends Snapshot {
  readonly id: string;
}

const SWEEP_MS = 60_000;
const MOST_ATTEMPTS = 1000;

/**
 * Keeps records in Redis or Valkey, so that several processes share one state. Every operation is one script, and thus atomic.
 * Reading, writing and paging cost the logarithm of the collection's size; reset, snapshot, restore and fork cost next to nothing,
 * but the first change of a resource after one of them copies it.
 *
 * @example
 * const store = new RedisStore({ connection: await RedisConnection.open('redis://localhost'), prefix: 'notes' }, new Map());
 */
export class RedisStore implements Store {
  readonly #session: RedisSession;
  readonly #snapshots = new Set<string>();
  /** Snapshots that cannot be restored any more need not be kept. */
  readonly #unreachable = new FinalizationRegistry<string>((id) => void this.#forget(id));
  #swept = 0;

  constructor(place: RedisPlace, initial?: ReadonlyMap<string, InitialRecords>, session?: RedisSession) {
    this.#session = session ?? new RedisSession(place, 'main', 'main', initial ?? new Map());
  }

  /**
   * Puts the initial records into Redis when no other process has done so.
   *
   * @throws {./redis-session.SharedStateError} when the state of this prefix was started with other records
   */
  open(): Promise<void> {
    return this.#session.start();
  }

  async insert(resource: string, record: StoredRecord): Promise<boolean> {
    return (await this.#run('insert', resource, record.id, packRecord(record))) === 1;
  }

  async get(resource: string, id: string): Promise<StoredRecord | undefined> {
    const packed = await this.#run('get', resource, id);
    return packed === null ? undefined : unpackRecord(id, String(packed));
  }

  async update(
    resource: string,
    id: string,
    change: (current: StoredRecord) => StoredRecord,
  ): Promise<StoredRecord | undefined> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const packed = await this.#run('get', resource, id);
      if (packed === null) return undefined;
      const record = change(unpackRecord(id, String(packed)));
      if (record.id !== id) throw new TypeError(`A record keeps its id: "${id}" must not become "${record.id}".`);
      const outcome = await this.#run('replace', resource, id, String(packed), packRecord(record));
      if (outcome === 1) return record;
      if (outcome === -1) return undefined;
    }
    throw new StoreUnavailable(`"${id}" is changed by too many at once.`);
  }

  async remove(resource: string, id: string): Promise<boolean> {
    return (await this.#run('remove', resource, id)) === 1;
  }

  async page(resource: string, filter: Readonly<Record<string, string>>, offset: number, limit: number): Promise<Page> {
    const indexes = Object.entries(filter).map(([key, value]) => indexName(key, value));
    const answer = await this.#run('page', resource, String(offset), String(limit), ...indexes);
    const [total, ...rest] = answer as [number, ...string[]];
    const items: StoredRecord[] = [];
    for (let index = 0; index < rest.length; index += 2) items.push(unpackRecord(rest[index]!, rest[index + 1]!));
    return { items, total };
  }

  async nextNumber(resource: string, stored: number): Promise<number> {
    return Number(await this.#run('number', resource, String(stored)));
  }

  async reset(): Promise<void> {
    await this.#run('reset');
  }

  fork(name?: string): Store {
    this.#sweep();
    const { place } = this.#session;
    const session =
      name === undefined ? this.#session.fork(`f:${randomUUID()}`, 'own') : this.#session.fork(`s:${name}`, 'session');
    return new RedisStore(place, undefined, session);
  }

  async load(records: ReadonlyMap<string, InitialRecords>): Promise<void> {
    const { place, keys } = this.#session;
    const id = randomUUID();
    await this.#run('swap', ...(await writeCollections(place.connection, keys, { id, records })));
  }

  async reseed(initial: ReadonlyMap<string, InitialRecords>): Promise<void> {
    const { place, keys } = this.#session;
    const base = { id: randomUUID(), records: initial };
    await publishBase(place.connection, keys, base);
    this.#session.base = base;
    await this.#run('rebase');
  }

  async snapshot(): Promise<Snapshot> {
    const snapshot: RedisSnapshot = { takenFrom: this, id: randomUUID() };
    await this.#run('snapshot', snapshot.id);
    this.#snapshots.add(snapshot.id);
    this.#unreachable.register(snapshot, snapshot.id);
    return snapshot;
  }

  async restore(snapshot: Snapshot): Promise<void> {
    if (snapshot.takenFrom !== this) throw new TypeError('A snapshot can only be restored to the store that took it.');
    const done = await this.#run('restore', (snapshot as RedisSnapshot).id);
    if (done === 0) throw new StoreUnavailable('Redis has lost the snapshot.');
  }

  async isReady(): Promise<boolean> {
    return this.#session.place.connection.command(['PING']).then(
      () => true,
      () => false,
    );
  }

  /** Lets go of what is this process's own. What is shared stays for the others and for the next start. */
  async close(): Promise<void> {
    await Promise.all([...this.#snapshots].map((id) => this.#forget(id)));
    const { kind } = this.#session;
    if (kind === 'own') await this.#run('drop').catch(() => undefined);
    if (kind === 'main') await this.#session.place.connection.close();
  }

  #run(script: ScriptName, ...args: string[]): Promise<unknown> {
    return this.#session.run(script, ...args);
  }

  async #forget(snapshot: string): Promise<void> {
    this.#snapshots.delete(snapshot);
    await this.#run('forget', snapshot).catch(() => undefined);
  }

  #sweep(): void {
    const now = Date.now();
    if (now - this.#swept < SWEEP_MS) return;
    this.#swept = now;
    void this.#run('sweep', String(this.#session.place.sessionTtl ?? 3600)).catch(() => undefined);
  }
}
