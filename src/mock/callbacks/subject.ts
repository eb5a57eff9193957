import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Operation, Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import type { OutgoingRequest } from '../../openapi/operations/outgoing-requests';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import { looksLike, takenSchema } from '../../openapi/resources/resource-roles';
import type { Session } from '../sessions/session';
import type { ExpressionSource } from './runtime-expression';

/** The objects that a callback is about. */
export interface Subject {
  /** The nearest one first: the answer, what it wraps, the request's body, its path parameters. */
  readonly objects: readonly JsonObject[];
  /** Names of the collections in the path, for properties such as `orderId`. */
  readonly collections: readonly string[];
}

/** Finds what the callbacks of an exchange are about. */
export function exchangeSubject(
  { answer, body }: ExpressionSource,
  path: ReadonlyMap<string, ParameterValue>,
  { template }: Operation,
): Subject {
  const wrapped = isJsonObject(answer) ? Object.values(answer) : [];
  const named = [...path].filter((entry): entry is [string, JsonValue] => typeof entry[1] !== 'bigint');
  return {
    objects: [answer, ...wrapped, body, Object.fromEntries(named)].filter(isJsonObject),
    collections: template.segments.flatMap((segment) => (segment.kind === 'literal' ? [segment.text] : [])),
  };
}

/**
 * Finds what a request that is fired by hand is about: the first record of the resource whose items its body is like, or has a
 * property like. So a client that asks for the record then finds it.
 */
export async function recordSubject(
  { schemas, resources }: Spec,
  { store }: Session,
  { operation }: OutgoingRequest,
): Promise<Subject> {
  const schema = takenSchema(operation);
  const parts = schema === undefined ? [] : [schema, ...propertiesOf(schemas, schema).values()];
  for (const part of parts) {
    const resource = resources.find((each) => looksLike(schemas, part, each.schema));
    const record = resource && (await store.page(resource.name, {}, 0, 1)).items[0];
    if (record !== undefined)
      return { objects: [JSON.parse(record.json) as JsonObject], collections: [resource!.name] };
  }
  return { objects: [], collections: [] };
}
