import type { JsonObject } from '../../json-schema/model/json-schema';
import { forEachInSlices } from '../../store/interface/slices';
import type { Store, StoredRecord } from '../../store/interface/store';
import type { DataModel } from '../records/data-model';
import { keptSingletons, singletonFaults, UPLOADS } from '../records/kept-objects';
import type { Session } from './session';
import { allRecords, createSeedingChoice, createSnapshots, restoreData, snapshotData } from './session-data';

/** The outcome of bringing a session's data under another document. */
export interface CarriedOver {
  /** New and changed records that were kept. */
  readonly kept: number;
  /** Those that are not valid any more, or whose resource is gone. */
  readonly left: number;
}

/**
 * Brings the data of a session, and its snapshots, under another document: it starts with what that document is seeded with, and
 * what was created, changed and removed since the start is done again where it still fits. Rules, journal and tokens stay.
 *
 * @param before - the document until now
 * @param after - the document from now on
 * @param startOf - what the session started with
 */
async function carryOver(
  session: Session,
  before: DataModel,
  after: DataModel,
  startOf: StartOf,
): Promise<CarriedOver> {
  const names = [...before.recorded.map(({ name }) => name), ...keptSingletons(before.spec).keys(), UPLOADS];
  const snapshots = session.of(createSnapshots);
  const current = await snapshotData(session);
  const earlier = new Map<string, Changes>();
  for (const [name, { data }] of snapshots) {
    await session.store.restore(data.records);
    earlier.set(name, await findChanges(session.store, names, startOf));
  }
  await session.store.restore(current.records);
  const changes = await findChanges(session.store, names, startOf);

  await session.store.reseed(after.initial(session.of(createSeedingChoice).chosen));
  const start = await snapshotData(session);
  for (const [name, snapshot] of snapshots) {
    await session.store.restore(start.records);
    await applyChanges(session.store, after, earlier.get(name)!);
    const { records } = await snapshotData(session);
    snapshots.set(name, { ...snapshot, data: { ...snapshot.data, records } });
  }
  await restoreData(session, { ...start, lastNumbers: current.lastNumbers });
  const left = await applyChanges(session.store, after, changes);
  let written = 0;
  for (const records of changes.written.values()) written += records.length;
  return { kept: written - left, left };
}

/**
 * Brings the data of several sessions under another document. Most of them have started with the same records, which are read
 * once.
 *
 * @returns what became of the data, of all sessions together
 */
export async function carryOverAll(
  sessions: readonly Session[],
  before: DataModel,
  after: DataModel,
): Promise<CarriedOver> {
  const starts = new Map<string, StartOf>();
  const sum = { kept: 0, left: 0 };
  for (const session of sessions) {
    const key = JSON.stringify(session.of(createSeedingChoice).chosen ?? {});
    const startOf = starts.get(key) ?? readStart(session.store);
    starts.set(key, startOf);
    const { kept, left } = await carryOver(session, before, after, startOf);
    sum.kept += kept;
    sum.left += left;
  }
  return sum;
}

/** The differences of a session's data from those at the start. */
export interface Changes {
  /** The ids of the records that are gone, by resource. */
  readonly removed: ReadonlyMap<string, readonly string[]>;
  /** The records that are new or changed, by resource, in the order of their creation. */
  readonly written: ReadonlyMap<string, readonly StoredRecord[]>;
}

/** Reads the initial data: the records of a resource, by their ids. */
export type StartOf = (resource: string) => Promise<ReadonlyMap<string, StoredRecord>>;

/** Reads what a store starts with; each resource once, however often it is asked for. */
export function readStart(store: Store): StartOf {
  const start = store.fork();
  const known = new Map<string, Promise<ReadonlyMap<string, StoredRecord>>>();
  const read = async (resource: string): Promise<ReadonlyMap<string, StoredRecord>> => {
    const records = new Map<string, StoredRecord>();
    await forEachInSlices(await allRecords(start, resource), (record) => records.set(record.id, record));
    return records;
  };
  return (resource) => {
    const records = known.get(resource) ?? read(resource);
    known.set(resource, records);
    return records;
  };
}

/**
 * Finds what was written to a store since its start.
 *
 * @param startOf - what the store started with
 */
async function findChanges(store: Store, resources: Iterable<string>, startOf: StartOf): Promise<Changes> {
  const removed = new Map<string, string[]>();
  const written = new Map<string, StoredRecord[]>();
  for (const resource of resources) {
    const initial = await startOf(resource);
    const current = await allRecords(store, resource);
    const changed: StoredRecord[] = [];
    const left = new Set<string>();
    await forEachInSlices(current, (record) => {
      left.add(record.id);
      if (initial.get(record.id)?.json !== record.json) changed.push(record);
    });
    if (changed.length > 0) written.set(resource, changed);
    const gone: string[] = [];
    await forEachInSlices(initial.keys(), (id) => left.has(id) || gone.push(id));
    if (gone.length > 0) removed.set(resource, gone);
  }
  return { removed, written };
}

/**
 * Makes the same changes to data that another document starts with, as far as they fit: a record that is not valid there
 * stays away, and so do the records of a resource that is gone.
 *
 * @returns how many records stayed away
 */
async function applyChanges(store: Store, { spec, recorded, codecs }: DataModel, changes: Changes): Promise<number> {
  const singletons = keptSingletons(spec);
  let left = 0;
  for (const [resource, records] of changes.written) {
    const singleton = singletons.get(resource);
    if (singleton !== undefined || resource === UPLOADS) {
      for (const record of records) {
        if (singleton !== undefined && singletonFaults(spec, singleton, JSON.parse(record.json)).length > 0) left++;
        else await put(store, resource, record);
      }
      continue;
    }
    const known = recorded.find(({ name }) => name === resource);
    if (known === undefined) {
      left += records.length;
      continue;
    }
    const validate = spec.schemas.validator(known.schema, 'response');
    const codec = codecs.get(resource)!;
    await forEachInSlices(records, async ({ json, keys }) => {
      const item: JsonObject = JSON.parse(json);
      const fits = validate(item).length === 0 && item[known.idProperty] !== undefined;
      if (!fits) left++;
      else await put(store, resource, codec.encode(item, keys));
    });
  }
  for (const [resource, ids] of changes.removed) await forEachInSlices(ids, (id) => store.remove(resource, id));
  return left;
}

async function put(store: Store, resource: string, record: StoredRecord): Promise<void> {
  const replaced = await store.update(resource, record.id, () => record);
  if (replaced === undefined) await store.insert(resource, record);
}
