import type { JsonObject } from '../../json-schema/model/json-schema';
import type { Store, StoredRecord } from '../../store/interface/store';
import type { Model } from '../engine/create-model';

/** How the data of a session differ from what they were at the start. */
export interface Changes {
  /** The ids of the records that are gone, by resource. */
  readonly removed: ReadonlyMap<string, readonly string[]>;
  /** The records that are new or changed, by resource, in the order of their creation. */
  readonly written: ReadonlyMap<string, readonly StoredRecord[]>;
}

/** What data start with: the records of a resource, by their ids. */
export type StartOf = (resource: string) => Promise<ReadonlyMap<string, StoredRecord>>;

/** Reads what a store starts with; each resource once, however often it is asked for. */
export function readStart(store: Store): StartOf {
  const start = store.fork();
  const known = new Map<string, Promise<ReadonlyMap<string, StoredRecord>>>();
  const read = async (resource: string): Promise<ReadonlyMap<string, StoredRecord>> =>
    new Map((await allRecords(start, resource)).map((record) => [record.id, record]));
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
export async function findChanges(store: Store, resources: Iterable<string>, startOf: StartOf): Promise<Changes> {
  const removed = new Map<string, string[]>();
  const written = new Map<string, StoredRecord[]>();
  for (const resource of resources) {
    const initial = await startOf(resource);
    const current = await allRecords(store, resource);
    const changed = current.filter((record) => initial.get(record.id)?.json !== record.json);
    if (changed.length > 0) written.set(resource, changed);
    if (changed.length === 0 && current.length === initial.size) continue;
    const left = new Set(current.map(({ id }) => id));
    const gone = [...initial.keys()].filter((id) => !left.has(id));
    if (gone.length > 0) removed.set(resource, gone);
  }
  return { removed, written };
}

/** Every record of a resource, in the order of creation. */
export async function allRecords(store: Store, resource: string): Promise<readonly StoredRecord[]> {
  return (await store.page(resource, {}, 0, Number.MAX_SAFE_INTEGER)).items;
}

/**
 * Makes the same changes to data that another document starts with, as far as they fit: a record that is not valid there
 * stays away, and so do the records of a resource that is gone.
 *
 * @returns how many records stayed away
 */
export async function applyChanges(store: Store, { spec, codecs }: Model, changes: Changes): Promise<number> {
  let left = 0;
  for (const [resource, records] of changes.written) {
    const known = spec.resources.find(({ name }) => name === resource);
    if (known === undefined) {
      left += records.length;
      continue;
    }
    const validate = spec.schemas.validator(known.schema, 'response');
    const codec = codecs.get(resource)!;
    for (const { json, keys } of records) {
      const item: JsonObject = JSON.parse(json);
      const fits = validate(item).length === 0 && item[known.idProperty] !== undefined;
      if (!fits) left++;
      else await put(store, resource, codec.encode(item, keys));
    }
  }
  for (const [resource, ids] of changes.removed) for (const id of ids) await store.remove(resource, id);
  return left;
}

async function put(store: Store, resource: string, record: StoredRecord): Promise<void> {
  const replaced = await store.update(resource, record.id, () => record);
  if (replaced === undefined) await store.insert(resource, record);
}
