import type { JsonObject } from '../../../json-schema/json-schema';
import type { Operation } from '../../../openapi/model';
import type { CaseContext } from '../context/case';
import { impossibleNulls } from '../merges-into';
import { isObject } from '../records/record';
import { placeOf } from '../records/send-for-operation';
import { itemInBody } from './item-in-body';
import { jsonBody, validValue } from './valid-request';

/**
 * A valid item for a write, without what wraps it in the body, other than any other one of the run as far as the schema leaves a choice.
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
  const place = placeOf(context.spec, operation);
  if (place !== undefined) await context.checksReferences(place.resource);
  const sampled = validValue(context.spec, schema, context.seed, key, optional);
  const { json } = context.adapt(operation, { json: sampled }, undefined);
  const item = place === undefined ? json : itemInBody(place.resource, place.role, json);
  if (!isObject(item)) return undefined;
  const impossible = impossibleNulls(context.spec, operation, item);
  return Object.fromEntries(Object.entries(item).filter(([name]) => !impossible.includes(name)));
}
