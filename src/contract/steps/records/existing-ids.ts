import type { JsonObject, JsonValue } from '../../../json-schema/model/json-schema';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import type { Spec } from '../../../openapi/model/model';
import { propertiesOf } from '../../../openapi/model/schema-facts';
import { parseYaml } from '../../../openapi/read/parse-yaml';
import { YamlError } from '../../../openapi/read/yaml-error';
import { roleOf } from '../../../openapi/resources/role-of';
import { jsonBody } from '../../exchange/build-request';
import { itemInBody } from '../requests/item-in-body';

/** A file of ids that cannot be used. The message says what is wrong where. */
export class ExistingIdsError extends Error {
  override readonly name = 'ExistingIdsError';
}

/** The key of the list of ids that belong together. */
const RECORDS_KEY = 'records';

/**
 * Reads ids from YAML or JSON: an object with a list of ids for each name, and under `records` a list of objects with ids that
 * belong together.
 *
 * @param file - for messages
 * @throws {@link ExistingIdsError} for what is no such object, for names that the document does not have, and for ids that are
 *   not valid there
 * @example readExistingIds('{"owner_id": [1, 2], "records": [{"owner_id": 1, "place_id": 7}]}', 'ids.json', spec)
 */
export function readExistingIds(text: string, file: string, spec: Spec): ExistingIds {
  const fail = (message: string): never => {
    throw new ExistingIdsError(`${file}: ${message}`);
  };
  const value = parsed(text, fail);
  if (!isJsonObject(value)) return fail('must be an object with a list of ids for each name, {"NAME_id": ["…"]}');
  const known = referrersOf(spec);
  const check = (name: string, id: JsonValue, place: string): void => {
    const schemas =
      known.get(name) ?? fail(`${place}: the document has no such property or parameter; ${namesOf(known)}`);
    if (typeof id !== 'string' && typeof id !== 'number')
      fail(`${place}: must be a text or a number, not ${textOf(id)}`);
    if (id === '') fail(`${place}: must not be empty`);
    const faults = schemas.map((schema) => spec.schemas.validator(schema, 'request')(id)[0]);
    // Several operations may have a parameter of one name for different things.
    if (faults.every((fault) => fault !== undefined)) fail(`${place}: ${textOf(id)} ${faults[0]?.detail}`);
  };
  const ids: Record<string, readonly JsonValue[]> = {};
  for (const [name, listed] of Object.entries(value)) {
    if (name === RECORDS_KEY && !known.has(name)) continue;
    const list = Array.isArray(listed) ? listed : [listed];
    if (list.length === 0) fail(`${name}: has no ids`);
    for (const [index, id] of list.entries()) check(name, id, Array.isArray(listed) ? `${name}[${index}]` : name);
    ids[name] = list;
  }
  const records = known.has(RECORDS_KEY) ? [] : (value[RECORDS_KEY] ?? []);
  if (!Array.isArray(records)) return fail(`${RECORDS_KEY}: must be a list of objects with ids that belong together`);
  for (const [index, record] of records.entries()) {
    if (!isJsonObject(record)) fail(`${RECORDS_KEY}[${index}]: must be an object, not ${textOf(record)}`);
    for (const [name, id] of Object.entries(record as JsonObject)) check(name, id, `${RECORDS_KEY}[${index}].${name}`);
  }
  if (Object.keys(ids).length === 0 && records.length === 0) fail('has no ids');
  return { ids, records: records as JsonObject[] };
}

/** Schemas of the names that a document has: those of properties of bodies and of parameters, by name. */
function referrersOf(spec: Spec): ReadonlyMap<string, readonly LocatedSchema[]> {
  const schemas = new Map<string, LocatedSchema[]>();
  const add = (name: string, schema: LocatedSchema): void => {
    schemas.set(name, [...(schemas.get(name) ?? []), schema]);
  };
  for (const operation of spec.operations) {
    for (const { in: place, name, schema } of operation.parameters) {
      if (place === 'path' || isReferenceName(name)) add(name, schema);
    }
    const body = jsonBody(operation)?.schema;
    const place = roleOf(spec, operation);
    if (body === undefined) continue;
    const properties = propertiesOf(spec.schemas, body);
    for (const [name, schema] of properties) add(name, schema);
    if (place === undefined || isJsonObject(itemInBody(place.resource, place.role, {}))) continue;
    for (const wrapped of properties.values()) {
      for (const [name, schema] of propertiesOf(spec.schemas, wrapped)) add(name, schema);
    }
  }
  return schemas;
}

function namesOf(known: ReadonlyMap<string, unknown>): string {
  const names = [...known.keys()].filter(isReferenceName);
  return names.length === 0 ? 'nothing there refers to other records' : `there are ${names.join(', ')}`;
}

function parsed(text: string, fail: (message: string) => never): JsonValue {
  try {
    return parseYaml(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return fail(`${error.line === undefined ? '' : `line ${error.line} `}${error.message}`);
  }
}

function textOf(value: JsonValue | undefined): string {
  return JSON.stringify(value) ?? 'nothing';
}

/** Ids of records that are on the target already, for whatever refers to them. */
export interface ExistingIds {
  /** By the name of the property or parameter that refers to them. */
  readonly ids: Readonly<Record<string, readonly JsonValue[]>>;
  /** Ids that belong together, such as those of a place and of its owner. */
  readonly records: readonly JsonObject[];
}

/** The value that a name has among existing ids; undefined when there is none. */
export function firstIdFor({ ids, records }: ExistingIds, name: string): JsonValue | undefined {
  return ids[name]?.[0] ?? records.find((record) => record[name] !== undefined)?.[name];
}

/** Sets of ids to use together: each record completed by the lists, else the lists side by side. */
export function idSetsOf({ ids, records }: ExistingIds): readonly JsonObject[] {
  const lists = Object.entries(ids);
  const nth = (index: number): JsonObject =>
    Object.fromEntries(lists.map(([name, list]) => [name, list[index % list.length] ?? null]));
  if (records.length > 0) return records.map((record, index) => ({ ...nth(index), ...record }));
  return Array.from({ length: Math.max(0, ...lists.map(([, list]) => list.length)) }, (_, index) => nth(index));
}

/** Tells a property that refers to another record by its name. */
export function isReferenceName(name: string): boolean {
  return REFERENCE_NAME.test(name);
}

const REFERENCE_NAME = /(?:^|[_-])(?:id|uuid|ref)s?$|[a-z](?:Id|Uuid|Ref)s?$/;
