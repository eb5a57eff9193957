import type { JsonObject, JsonValue } from '../../../json-schema/json-schema';
import type { LocatedSchema } from '../../../json-schema/schemas';
import type { Spec } from '../../../openapi/model';
import { parseYaml } from '../../../openapi/parse-yaml';
import { propertiesOf } from '../../../openapi/schema-facts';
import { YamlError } from '../../../openapi/yaml-error';
import type { ExistingIds } from '../existing-ids';
import { itemInBody } from '../requests/item-in-body';
import { jsonBody } from '../requests/valid-request';
import { isObject } from './record';
import { isReferenceName } from './references';
import { placeOf } from './send-for-operation';

/** A file of ids that cannot be used. The message says what is wrong where. */
export class ExistingIdsError extends Error {
  override readonly name = 'ExistingIdsError';
}

/** The key of the list of ids that belong together. */
const recordsKey = 'records';

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
  if (!isObject(value)) return fail('must be an object with a list of ids for each name, {"NAME_id": ["…"]}');
  const known = referrersOf(spec);
  const check = (name: string, id: JsonValue, place: string): void => {
    const schemas =
      known.get(name) ?? fail(`${place}: the document has no such property or parameter; ${namesOf(known)}`);
    if (typeof id !== 'string' && typeof id !== 'number') fail(`${place}: must be a text or a number, not ${told(id)}`);
    if (id === '') fail(`${place}: must not be empty`);
    const faults = schemas.map((schema) => spec.schemas.validator(schema, 'request')(id)[0]);
    // Several operations may have a parameter of one name for different things.
    if (faults.every((fault) => fault !== undefined)) fail(`${place}: ${told(id)} ${faults[0]?.detail}`);
  };
  const ids: Record<string, readonly JsonValue[]> = {};
  for (const [name, listed] of Object.entries(value)) {
    if (name === recordsKey && !known.has(name)) continue;
    const list = Array.isArray(listed) ? listed : [listed];
    if (list.length === 0) fail(`${name}: has no ids`);
    for (const [index, id] of list.entries()) check(name, id, Array.isArray(listed) ? `${name}[${index}]` : name);
    ids[name] = list;
  }
  const records = known.has(recordsKey) ? [] : (value[recordsKey] ?? []);
  if (!Array.isArray(records)) return fail(`${recordsKey}: must be a list of objects with ids that belong together`);
  for (const [index, record] of records.entries()) {
    if (!isObject(record)) fail(`${recordsKey}[${index}]: must be an object, not ${told(record)}`);
    for (const [name, id] of Object.entries(record as JsonObject)) check(name, id, `${recordsKey}[${index}].${name}`);
  }
  if (Object.keys(ids).length === 0 && records.length === 0) fail('has no ids');
  return { ids, records: records as JsonObject[] };
}

/** Where names of a document stand: the schemas of properties of bodies and of parameters, by name. */
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
    const place = placeOf(spec, operation);
    if (body === undefined) continue;
    const properties = propertiesOf(spec.schemas, body);
    for (const [name, schema] of properties) add(name, schema);
    if (place === undefined || isObject(itemInBody(place.resource, place.role, {}))) continue;
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

function told(value: JsonValue | undefined): string {
  return JSON.stringify(value) ?? 'nothing';
}
