import type { JsonObject, JsonValue } from '../../../json-schema/model/json-schema';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { Operation, Resource, Role, Spec } from '../../../openapi/model/model';
import { schemaParts } from '../../../openapi/model/schema-facts';
import { type OperationRole, roleOf } from '../../../openapi/resources/role-of';
import type { RequestParts } from '../../exchange/build-request';
import type { Exchange } from '../../exchange/exchange';
import { memberOf } from '../../exchange/read-json';

/** Tests if an operation's path leads to one record. */
export function isOnItem({ role }: OperationRole): boolean {
  return role !== 'list' && role !== 'create';
}

/** The item in what an operation answered, out of what wraps it: `{ "data": { ... } }`. */
export function itemInAnswer(resource: Resource, role: Role, answer: JsonValue | undefined): JsonValue | undefined {
  const wrapper = resource.wrappers[role]?.answer;
  return wrapper === undefined ? answer : memberOf(answer, wrapper);
}

/**
 * The item that an answer shows. What is only accepted is answered with its progress, unless the document says that it is the item
 * (RFC 9110, section 15.3.3).
 */
export function shownItem(exchange: Exchange, resource: Resource, role: Role): JsonObject | undefined {
  const { json, response } = exchange;
  const item = json.kind === 'json' ? itemInAnswer(resource, role, json.value) : undefined;
  return isJsonObject(item) && (response.status !== 202 || describesItem(exchange, resource)) ? item : undefined;
}

function describesItem({ describedBy, spec }: Exchange, { schema: item }: Resource): boolean {
  const schema = describedBy?.schema;
  return schema !== undefined && schemaParts(spec.schemas, schema).some(({ pointer }) => pointer === item.pointer);
}

/** The item in a body for an operation, out of what wraps it. */
export function itemInBody(resource: Resource, role: Role, body: JsonValue | undefined): JsonValue | undefined {
  const wrapper = resource.wrappers[role]?.body;
  return wrapper === undefined ? body : memberOf(body, wrapper);
}

/** The body that carries an item to an operation, wrapped as the document says. */
export function bodyWithItem(resource: Resource, role: Role, item: JsonObject): JsonObject {
  const wrapper = resource.wrappers[role]?.body;
  return wrapper === undefined ? item : { [wrapper]: item };
}

/** The body that carries an item to an operation, wrapped as the document says. */
export function wrapItem(spec: Spec, operation: Operation, item: JsonObject): JsonObject {
  const place = roleOf(spec, operation);
  return place === undefined ? item : bodyWithItem(place.resource, place.role, item);
}

/** An item whose id, where it carries one, is that of the path that it is sent to, in the type that it has in the item. */
export function itemUnder({ idProperty }: Resource, item: JsonObject, id: JsonValue): JsonObject {
  if (!Object.hasOwn(item, idProperty)) return item;
  const isNumber = typeof item[idProperty] === 'number' && Number.isFinite(Number(id));
  return { ...item, [idProperty]: isNumber ? Number(id) : id };
}

/** A body in which the properties that repeat path parameters have the values of the path: `board_id` below `/boards/7`. */
export function bodyUnder({ resource, role }: OperationRole, body: JsonValue, path: RequestParts['path']): JsonValue {
  const item = itemInBody(resource, role, body);
  if (!isJsonObject(item) || !isJsonObject(body)) return body;
  const own = resource.parents.flatMap(({ property, parameter, itemParameter }): [string, JsonValue][] => {
    const value = path?.[parameter] ?? path?.[itemParameter ?? parameter];
    if (property === undefined || value === undefined || !Object.hasOwn(item, property)) return [];
    return [[property, typeof item[property] === 'number' ? Number(value) : value]];
  });
  return own.length === 0
    ? body
    : { ...body, ...bodyWithItem(resource, role, { ...item, ...Object.fromEntries(own) }) };
}

/** An id as it stands in a path; undefined for a value that cannot be one. */
export function idText(value: JsonValue | undefined): string | undefined {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;
}

/** Tells a property that refers to another record by its name. */
export function isReferenceName(name: string): boolean {
  return REFERENCE_NAME.test(name);
}

const REFERENCE_NAME = /(?:^|[_-])(?:id|uuid|ref)s?$|[a-z](?:Id|Uuid|Ref)s?$/;
