import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { ItemWrapper, Method, Operation, PathEntry, Role } from '../model/model';
import { firstNamed, type NameTable, normalizeName, singulars } from '../model/names';
import { isObjectSchema, itemsOf, propertiesOf, typesOf } from '../model/schema-facts';
import { isXml } from '../operations/media-types';
import { isError, jsonMediaType, successBody, successResponse } from '../operations/responses';
import { resourceOverride, roleOverride } from './extensions';
import type { ResourcePlace } from './resource-places';

/** The operation that may play a role, unless `x-resource: false` or `x-role` keeps it out. */
export function candidateFor(schemas: Schemas, place: ResourcePlace, role: Role): Operation | undefined {
  const entry = place[ROLE_TABLE[role][0]];
  const operation = entry && candidateAt(schemas, entry, role, usualFor(entry, role));
  const verb = operation === undefined ? place.verbs?.[role] : undefined;
  if (verb === undefined) return operation;
  return candidateAt(schemas, verb, role, verb.operations.get(ROLE_TABLE[role][1]) ?? commandFor(verb, role));
}

function candidateAt(
  schemas: Schemas,
  entry: PathEntry,
  role: Role,
  usual: Operation | undefined,
): Operation | undefined {
  if (resourceOverride(schemas, entry) === false) return undefined;
  const told = [...entry.operations.values()].find((operation) => roleOverride(schemas, operation) === role);
  if (told !== undefined) return told;
  if (usual === undefined || roleOverride(schemas, usual) !== undefined) return undefined;
  return resourceOverride(schemas, usual) === false ? undefined : usual;
}

// `POST /vendors/{id}/delete`, `PUT /vendors/{id}/update`
function commandFor({ operations }: PathEntry, role: Role): Operation | undefined {
  if (role === 'list' || role === 'create') return undefined;
  return operations.get('post') ?? (role === 'update' ? operations.get('put') : undefined);
}

const ROLE_TABLE: Readonly<Record<Role, readonly ['collection' | 'item', Method]>> = {
  list: ['collection', 'get'],
  read: ['item', 'get'],
  create: ['collection', 'post'],
  replace: ['item', 'put'],
  update: ['item', 'patch'],
  remove: ['item', 'delete'],
};

// Some APIs change items by POST; where one has PUT or PATCH, its POST on an item means something else.
function usualFor({ operations }: PathEntry, role: Role): Operation | undefined {
  const usual = operations.get(ROLE_TABLE[role][1]);
  if (usual !== undefined || role !== 'update' || operations.has('put')) return usual;
  return operations.get('post');
}

const FORMS = /^(?:application\/x-www-form-urlencoded|multipart\/.+)$/;

/** The schema of what an operation takes: of JSON, else of a form, else of XML. */
export function takenSchema({ body }: Pick<Operation, 'body'>): LocatedSchema | undefined {
  const mediaTypes = body?.mediaTypes ?? [];
  const named = (isKind: (name: string) => boolean) => mediaTypes.find(({ name }) => isKind(name));
  return (jsonMediaType(mediaTypes) ?? named((name) => FORMS.test(name)) ?? named(isXml))?.schema;
}

/** The schema of a writing operation's body, when that is an object. */
export function objectBody(schemas: Schemas, operation: Operation): LocatedSchema | undefined {
  const schema = takenSchema(operation);
  return schema !== undefined && isObjectSchema(schemas, schema) ? schema : undefined;
}

/** The media type of a JSON Patch (RFC 6902). */
export const JSON_PATCH = 'application/json-patch+json';

/** True for the schema of a JSON Patch (RFC 6902): a list of operations that each have an `op` and a `path`. */
export function isPatchList(schemas: Schemas, schema: LocatedSchema | undefined): boolean {
  const item = schema && typesOf(schemas, schema).has('array') ? itemsOf(schemas, schema) : undefined;
  return item !== undefined && ['op', 'path'].every((name) => propertiesOf(schemas, item).has(name));
}

/** True for an operation whose body says what to do with an item, instead of being a part of it. */
export function takesOperations(schemas: Schemas, operation: Operation): boolean {
  const taken = takenSchema(operation);
  const isNamed = jsonMediaType(operation.body?.mediaTypes ?? [])?.name === JSON_PATCH;
  return isNamed || isPatchList(schemas, taken) || isPatchOp(schemas, taken);
}

/** True for the schema of a SCIM patch (RFC 7644, section 3.5.2): a list of `Operations` that each have an `op`. */
export function isPatchOp(schemas: Schemas, schema: LocatedSchema | undefined): boolean {
  const operations = schema && propertiesOf(schemas, schema).get('Operations');
  const item = operations && itemsOf(schemas, operations);
  return item !== undefined && propertiesOf(schemas, item).has('op');
}

/** The schema of the JSON body that an operation answers for one item, when that is an object. */
export function objectAnswer(schemas: Schemas, operation: Operation): LocatedSchema | undefined {
  const schema = successBody(operation);
  return schema !== undefined && isObjectSchema(schemas, schema) ? schema : undefined;
}

/**
 * True when a writing operation makes or changes items of this kind: it takes an object, and answers nothing or something that
 * looks like the item; where it documents no success, it takes the item itself. So a `POST /notes/search` that answers a list does not create.
 *
 * @param item - the resource's item schema
 * @param noun - the last literal segment of the collection's path
 */
export function writesItem(schemas: Schemas, operation: Operation, item: LocatedSchema, noun: string): boolean {
  const body = objectBody(schemas, operation);
  if (body === undefined || takesOperations(schemas, operation)) return false;
  const response = successResponse(operation);
  // Many a document of a pet store lists nothing but the errors of a create.
  if (response === undefined || isError(response)) return isSameItem(schemas, body, item);
  const answer = successBody(operation);
  if (answer === undefined) return response.mediaTypes.length === 0 || jsonMediaType(response.mediaTypes) !== undefined;
  const isItem = (schema: LocatedSchema) => looksLike(schemas, schema, item);
  return isItem(answer) || wrappedItem(schemas, answer, noun, isItem) !== undefined;
}

/**
 * True when a POST on a collection makes an item all the same: it takes nothing and answers the item (`POST /carts`), or takes
 * the item and answers something else (`POST /users`, which answers a token).
 */
export function makesItem(schemas: Schemas, operation: Operation, item: LocatedSchema): boolean {
  const [taken, answer] = [takenSchema(operation), objectAnswer(schemas, operation)];
  if (answer === undefined || takesOperations(schemas, operation)) return false;
  if (taken === undefined) return looksLike(schemas, answer, item);
  const isList = [...propertiesOf(schemas, answer).values()].some((each) => typesOf(schemas, each).has('array'));
  return !isList && looksLike(schemas, taken, item);
}

/** The properties of an operation's body and answer that wrap the item; undefined when neither does. */
export function wrapperOf(
  schemas: Schemas,
  operation: Operation,
  item: LocatedSchema,
  noun: string,
): ItemWrapper | undefined {
  const wrapperIn = (schema: LocatedSchema | undefined) =>
    schema && wrappedItem(schemas, schema, noun, (part) => looksLike(schemas, part, item))?.property;
  const [answer, body] = [wrapperIn(objectAnswer(schemas, operation)), wrapperIn(objectBody(schemas, operation))];
  if (answer === undefined && body === undefined) return undefined;
  return { answer, body };
}

/** True when most of what an answer names is named by an item, too. */
export function looksLike(schemas: Schemas, answer: LocatedSchema, item: LocatedSchema): boolean {
  if (answer.pointer === item.pointer) return true;
  if (!isObjectSchema(schemas, answer)) return false;
  const known = propertiesOf(schemas, item);
  const names = [...propertiesOf(schemas, answer).keys()];
  const shared = names.filter((name) => known.has(name)).length;
  return shared > 0 && shared * 2 >= names.length;
}

/** True for two schemas of the same items, though each may be written on its own. */
export function isSameItem(schemas: Schemas, one: LocatedSchema, other: LocatedSchema): boolean {
  return one.pointer === other.pointer || (looksLike(schemas, one, other) && looksLike(schemas, other, one));
}

const WRAPPER_NAMES: NameTable = [
  ...['data', 'result', 'item', 'record', 'entity', 'resource', 'object', 'payload', 'response', 'value', 'content'],
];

/** Properties that tell how a request went. */
export const OUTCOME_NAMES: NameTable = [
  ...['errors', 'error', 'warnings', 'status', 'statuscode', 'code', 'success', 'ok', 'message', 'requestid'],
];

/** An item inside a body: `{ "data": { "id": 7 } }`. */
export interface WrappedItem {
  readonly property: string;
  readonly schema: LocatedSchema;
}

/**
 * Finds the item in a body that wraps it: the object property that is named after the collection or by a table of names and
 * that looks like an item. A body that looks like an item itself wraps none.
 *
 * @param body - the schema of the whole body
 * @param noun - the last literal segment of the collection's path
 * @param looksLikeItem - tells an item from what is around it
 * @returns undefined when the body is no wrapper
 */
export function wrappedItem(
  schemas: Schemas,
  body: LocatedSchema,
  noun: string,
  looksLikeItem: (schema: LocatedSchema) => boolean,
): WrappedItem | undefined {
  if (looksLikeItem(body)) return undefined;
  const inner = [...propertiesOf(schemas, body)].flatMap(([property, schema]) =>
    isObjectSchema(schemas, schema) && looksLikeItem(schema) ? [{ property, schema }] : [],
  );
  const own = singulars(normalizeName(noun));
  const named = firstNamed([...own, ...WRAPPER_NAMES], inner, ({ property }) => property);
  if (named !== undefined) return named;
  const others = [...propertiesOf(schemas, body).keys()].filter((name) => !OUTCOME_NAMES.includes(normalizeName(name)));
  // `{ "cash_drawer_shift": { … }, "errors": [] }` of `/shifts/{id}`: besides the item, it says how the request went.
  if (others.length === 1) return inner.find(({ property }) => property === others[0]);
  return undefined;
}
