import type { JsonObject, JsonValue } from '../../../json-schema/model/json-schema';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { Operation, Spec } from '../../../openapi/model/model';
import { propertiesOf, requiredOf } from '../../../openapi/model/schema-facts';
import { successBody } from '../../../openapi/operations/responses';
import { roleOf } from '../../../openapi/resources/role-of';
import { jsonBody } from '../../exchange/build-request';
import { canCarry, isOneSided } from '../../exchange/promised-item';
import type { CaseContext } from '../context/case';
import { brokenValues, changeOf, withChanges } from './changes';
import { distinctItem } from './distinct-item';
import { bodyWithItem, itemInBody, wrapItem } from './item-in-body';
import { validValue } from './valid-request';

/**
 * Makes a valid item for a write, without what wraps it in the body; it differs from every other one of the run as far as the
 * schema leaves a choice.
 *
 * @param key - names the body: the same key gives the same one
 * @returns undefined when the operation takes no JSON object
 */
export async function otherBody(
  context: CaseContext,
  operation: Operation,
  key: string,
  optional: 'all' | 'none' = 'all',
): Promise<JsonObject | undefined> {
  const schema = jsonBody(operation)?.schema;
  if (schema === undefined) return undefined;
  // Only then is it known whether references have to be replaced.
  const place = roleOf(context.spec, operation);
  if (place !== undefined) await context.checksReferences(place.resource);
  const sampled = validValue(context.spec, schema, context.seed, key, optional);
  const { json } = context.adapt(operation, { json: sampled }, undefined);
  const item = place === undefined ? json : itemInBody(place.resource, place.role, json);
  if (!isJsonObject(item)) return undefined;
  const impossible = impossibleNulls(context.spec, operation, item);
  const possible = Object.fromEntries(Object.entries(item).filter(([name]) => !impossible.includes(name)));
  const except = place?.role === 'create' ? undefined : place?.resource.idProperty;
  return place === undefined ? possible : distinctItem(context.spec, place, operation, possible, { except });
}

/**
 * Tests if a record is still a valid one after a partial update with a body: a null that the body may have, but that the item
 * may neither be nor do without, is for the target to refuse or not (RFC 7396: null removes a member).
 */
export function mergesInto(spec: Spec, operation: Operation, body: JsonValue): boolean {
  const place = roleOf(spec, operation);
  const item = place?.role === 'update' ? itemInBody(place.resource, 'update', body) : undefined;
  return place === undefined || !isJsonObject(item) || impossibleNulls(spec, operation, item).length === 0;
}

/**
 * Tests if an answer can show what a body says, so that it can be asked for: an answer whose schema is narrower would break it by
 * telling the truth.
 */
export function canBeShown(spec: Spec, operation: Operation, body: JsonValue): boolean {
  const place = roleOf(spec, operation);
  const item = place === undefined ? undefined : itemInBody(place.resource, place.role, body);
  if (place === undefined || !isJsonObject(item)) return true;
  const { resource, role } = place;
  const answer = successBody(operation);
  const wrapper = resource.wrappers[role]?.answer;
  const answered = answer && (wrapper === undefined ? answer : propertiesOf(spec.schemas, answer).get(wrapper));
  return [resource.schema, ...(answered === undefined ? [] : [answered])].every((schema) => {
    const properties = propertiesOf(spec.schemas, schema);
    return Object.entries(item).every(([name, value]) => {
      const property = properties.get(name);
      return property === undefined || isOneSided(spec.schemas, property) || canCarry(spec.schemas, property, value);
    });
  });
}

/**
 * A body with values that the answer can show, where its schema is narrower than that of the request: a plain request is not to fail
 * for what an answer cannot say.
 */
export function showableBody(spec: Spec, operation: Operation, body: JsonValue, seed: number): JsonValue {
  const place = roleOf(spec, operation);
  const item = place === undefined ? undefined : itemInBody(place.resource, place.role, body);
  if (place === undefined || !isJsonObject(item) || !isJsonObject(body) || canBeShown(spec, operation, body))
    return body;
  const shown = propertiesOf(spec.schemas, place.resource.schema);
  const members = Object.entries(item).map(([name, value]): [string, JsonValue] => {
    const property = shown.get(name);
    const isFit = property === undefined || canCarry(spec.schemas, property, value);
    return [name, isFit ? value : validValue(spec, property, seed, `${operation.id} shown ${name}`)];
  });
  const other = { ...body, ...bodyWithItem(place.resource, place.role, Object.fromEntries(members)) };
  const taken = jsonBody(operation)?.schema;
  return taken !== undefined && spec.schemas.validator(taken, 'request')(other).length === 0 ? other : body;
}

/** The members of an item for a partial update whose null the record cannot take. */
function impossibleNulls(spec: Spec, operation: Operation, item: Readonly<Record<string, JsonValue>>): string[] {
  const place = roleOf(spec, operation);
  if (place?.role !== 'update') return [];
  const { schema } = place.resource;
  const [properties, required] = [propertiesOf(spec.schemas, schema), requiredOf(spec.schemas, schema)];
  return Object.entries(item).flatMap(([name, value]) => {
    const property = properties.get(name);
    if (value !== null || property === undefined || !required.has(name)) return [];
    return spec.schemas.validator(property, 'response')(null).length > 0 ? [name] : [];
  });
}

/** A body that is valid but for its last broken constraint, so that a server that writes as it checks has written most. */
export async function invalidBody(
  context: CaseContext,
  operation: Operation,
  key: string,
): Promise<JsonObject | undefined> {
  const schema = jsonBody(operation)?.schema;
  const item = await otherBody(context, operation, key);
  if (schema === undefined || item === undefined) return undefined;
  const { spec, seed } = context;
  const filtered = new Set(spec.resources.flatMap(({ list }) => (list?.filters ?? []).map(({ property }) => property)));
  const change = brokenValues(spec, schema, seed)
    .flatMap((mutation) => changeOf(spec, operation, mutation) ?? [])
    .findLast(({ name }) => !filtered.has(name));
  const invalid = change === undefined ? undefined : wrapItem(spec, operation, withChanges(item, [change]));
  return spec.schemas.validator(schema, 'request')(invalid).length > 0 ? invalid : undefined;
}
