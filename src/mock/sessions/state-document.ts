import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { Resource, Spec } from '../../openapi/model/model';
import type { InitialRecords, Store, StoredRecord } from '../../store/interface/store';
import type { RequestViolation } from '../messages/message';
import type { DataModel } from '../records/data-model';
import { createKeptPlaces, keptPath, keptSingletons, singletonFaults } from '../records/kept-objects';
import { parentKey } from '../records/record-codec';
import type { Session } from './session';
import { allRecords, loadData } from './session-data';

/** All data of a session as JSON: what the admin API exports and imports, and what is kept in a file. */
export interface StateDocument {
  /** The records of each resource, in the order of their creation. */
  readonly resources: Readonly<Record<string, readonly JsonObject[]>>;
  /** Objects at paths of their own, such as `/me`, that were written, by these paths; null for one that was deleted. */
  readonly singletons?: Readonly<Record<string, JsonValue>>;
  /** By resource, id and path parameter: what records hang on, where they do not say it themselves. */
  readonly parents?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
  /** The highest number that was given to a record, by resource. */
  readonly last_numbers?: Readonly<Record<string, number>>;
}

/**
 * Writes all data of a session as the JSON text of a {@link StateDocument}. Records are remembered as JSON, so that this copies
 * texts and nothing else.
 *
 * @param lastNumbers - the highest number that was given to a record, by resource
 */
export async function writeState(
  { spec, recorded }: Pick<DataModel, 'spec' | 'recorded'>,
  store: Store,
  lastNumbers: ReadonlyMap<string, number>,
): Promise<string> {
  const items: string[] = [];
  const parents: Record<string, Record<string, Record<string, string>>> = {};
  for (const resource of recorded) {
    const records = await allRecords(store, resource.name);
    items.push(`${JSON.stringify(resource.name)}:[${records.map(({ json }) => json).join(',\n')}]`);
    const links = resource.parents.filter(({ property }) => property === undefined);
    if (links.length === 0) continue;
    parents[resource.name] = Object.fromEntries(
      records.map(({ id, keys }) => [
        id,
        Object.fromEntries(
          links.flatMap((link) => {
            const value = keys[parentKey(link)];
            // What is seen through another path may not hang on anything there.
            return value === undefined && link.view !== undefined ? [] : [[link.parameter, value ?? '']];
          }),
        ),
      ]),
    );
  }
  const members = [`"resources":{${items.join(',\n')}}`];
  const singletons: string[] = [];
  for (const [name, { entry }] of keptSingletons(spec))
    for (const { id, json } of await allRecords(store, name))
      singletons.push(`${JSON.stringify(keptPath(entry, id))}:${json}`);
  if (singletons.length > 0) members.push(`"singletons":{${singletons.join(',\n')}}`);
  if (Object.keys(parents).length > 0) members.push(`"parents":${JSON.stringify(parents)}`);
  if (lastNumbers.size > 0) members.push(`"last_numbers":${JSON.stringify(Object.fromEntries(lastNumbers))}`);
  return `{${members.join(',\n')}}`;
}

/** The data of a session, read and checked. */
export interface ReadState {
  /** The records that keep all that the document asks, by resource. */
  readonly records: ReadonlyMap<string, InitialRecords>;
  readonly lastNumbers: ReadonlyMap<string, number>;
  /** The faults of the others, at most {@link MOST} of them. */
  readonly violations: readonly RequestViolation[];
  /** The number of records that are left out because of faults. */
  readonly left: number;
}

/** The most violations that are listed: one mistake is often made in every record. */
const MOST = 100;

/**
 * Reads the data of a session and checks each record against the document.
 *
 * @param state - of the shape of a state, its records of any
 */
export function readState(model: DataModel, state: StateDocument): ReadState {
  const { spec, recorded, codecs } = model;
  const records = new Map<string, InitialRecords>();
  const violations: RequestViolation[] = [];
  let left = 0;
  const tellAt = (path: readonly (string | number)[], keyword: string, reason: string): void => {
    if (violations.length < MOST) violations.push({ in: 'body', path, keyword, reason });
  };
  const tell = (path: readonly (string | number)[], keyword: string, reason: string): void =>
    tellAt(['resources', ...path], keyword, reason);
  for (const [name, items] of Object.entries(state.resources)) {
    const resource = recorded.find((candidate) => candidate.name === name);
    if (resource === undefined) {
      const known = recorded.map((each) => each.name).join(', ');
      tell([name], 'resource', `must be a resource of the document: ${known === '' ? 'it has none' : known}`);
      left += items.length;
      continue;
    }
    const kept = new Map<string, StoredRecord>();
    const validate = spec.schemas.validator(resource.schema, 'response');
    for (const [index, item] of items.entries()) {
      const faults = validate(item);
      for (const { path, keyword, detail } of faults) tell([name, index, ...path], keyword, detail);
      const held = isJsonObject(item) ? heldKeys(resource, item, state) : undefined;
      const lacksId = isJsonObject(item) && (item[resource.idProperty] ?? null) === null;
      if (lacksId && faults.length === 0) tell([name, index, resource.idProperty], 'required', 'must be there');
      if (held === undefined && faults.length === 0)
        tell([name, index], 'parents', `must have what it hangs on, in parents.${name}`);
      const record =
        faults.length > 0 || lacksId || held === undefined ? undefined : codecs.get(name)!.encode(item, held);
      const isTaken = record !== undefined && kept.has(record.id);
      if (isTaken) tell([name, index, resource.idProperty], 'unique', 'must be unique');
      if (record === undefined || isTaken) left++;
      else kept.set(record.id, record);
    }
    const list = [...kept.values()];
    records.set(name, { count: list.length, recordAt: (index) => list[index]! });
  }
  left += readSingletons(spec, state, records, tellAt);
  return { records, lastNumbers: new Map(Object.entries(state.last_numbers ?? {})), violations, left };
}

/**
 * Reads what stands at paths of its own into the records.
 *
 * @returns how many objects are left out
 */
function readSingletons(
  spec: Spec,
  { singletons = {} }: StateDocument,
  records: Map<string, InitialRecords>,
  tell: (path: readonly (string | number)[], keyword: string, reason: string) => void,
): number {
  const placeOf = createKeptPlaces(spec);
  const kept = new Map<string, StoredRecord[]>();
  let left = 0;
  for (const [path, value] of Object.entries(singletons)) {
    const place = placeOf(path);
    if (place === undefined) tell(['singletons', path], 'path', 'must be the path of an object of the document');
    const faults = place === undefined ? [] : singletonFaults(spec, place.singleton, value);
    for (const fault of faults) tell(['singletons', path, ...fault.path], fault.keyword, fault.detail);
    if (place === undefined || faults.length > 0) left++;
    else
      kept.set(place.name, [...(kept.get(place.name) ?? []), { id: place.id, json: JSON.stringify(value), keys: {} }]);
  }
  for (const [name, list] of kept) records.set(name, { count: list.length, recordAt: (index) => list[index]! });
  return left;
}

/** Tells whether a value has the shape of a state; its records may be of any. */
export function isStateDocument(value: JsonValue): boolean {
  if (!isJsonObject(value) || !isJsonObject(value.resources)) return false;
  const { resources, singletons = {}, parents = {}, last_numbers: numbers = {} } = value;
  return (
    isJsonObject(singletons) &&
    Object.values(resources).every(Array.isArray) &&
    isJsonObject(parents) &&
    Object.values(parents).every((each) => isJsonObject(each) && Object.values(each).every(isJsonObject)) &&
    isJsonObject(numbers) &&
    Object.values(numbers).every((each) => typeof each === 'number')
  );
}

/** Reads the keys that a record's path would give; undefined when the state lacks them. */
function heldKeys(resource: Resource, item: JsonObject, state: StateDocument): Record<string, string> | undefined {
  const keys: Record<string, string> = {};
  for (const link of resource.parents) {
    if (link.property !== undefined) continue;
    const id = String(item[resource.idProperty]);
    const told = state.parents?.[resource.name];
    const value = (told?.[id] ?? told?.[id.toLowerCase()])?.[link.parameter];
    if (value === undefined && link.view === undefined) return undefined;
    if (value !== undefined) keys[parentKey(link)] = value;
  }
  return keys;
}

/** The outcome of an import. */
export interface ImportReport {
  /** The number of records that did not fit. */
  readonly left: number;
  /** The reasons, a line for each; at most a hundred. */
  readonly reasons: readonly string[];
}

/**
 * Replaces the data of a session by an exported state, as far as it fits the document.
 *
 * @returns undefined when this is no exported state at all
 */
export async function importState(
  session: Session,
  model: DataModel,
  state: JsonValue,
): Promise<ImportReport | undefined> {
  if (!isStateDocument(state)) return undefined;
  const { records, lastNumbers, left, violations } = readState(model, state as unknown as StateDocument);
  await loadData(session, records, lastNumbers);
  return { left, reasons: violations.map(({ path, reason }) => `${formatPropertyPath(path)} ${reason}`) };
}
