import { isForeign } from '../../json-schema/effective/effective-children';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Resource, Spec } from '../../openapi/model/model';
import { itemsOf, propertiesOf } from '../../openapi/model/schema-facts';
import type { Exchange } from './exchange';
import { uncontested } from './tolerances';

/**
 * The schema of the item in what an operation answered: that of this very response, out of what wraps it. A create that
 * answers the id alone promises nothing about the rest.
 *
 * @returns undefined when the response is documented without a body, so that it promises nothing
 */
export function answeredSchema(
  { describedBy, documented, operation, spec }: Exchange,
  resource: Resource,
): LocatedSchema | undefined {
  const role = roleOf(resource, operation?.id);
  if (role === undefined || documented === undefined) return resource.schema;
  if (role === 'list') return resource.list?.itemSchema ?? resource.schema;
  const body = describedBy?.schema;
  const wrapper = resource.wrappers[role]?.answer;
  return body === undefined || wrapper === undefined ? body : propertiesOf(spec.schemas, body).get(wrapper);
}

function roleOf({ roles }: Resource, id: string | undefined) {
  return (Object.keys(roles) as (keyof typeof roles)[]).find((role) => id !== undefined && roles[role]?.id === id);
}

/**
 * The part of a value that an answer has to show at a place: without what only requests carry (`writeOnly`) and what only the
 * server decides (`readOnly`), at any depth.
 */
export function promisedPart(schemas: Schemas, schema: LocatedSchema | undefined, value: JsonValue): JsonValue {
  if (schema === undefined) return value;
  if (Array.isArray(value)) {
    const items = itemsOf(schemas, schema);
    return value.map((item) => promisedPart(schemas, items, item));
  }
  if (!isJsonObject(value)) return value;
  const properties = propertiesOf(schemas, schema);
  const shown = Object.entries(value).filter(([name]) => !isOneSided(schemas, properties.get(name)));
  return Object.fromEntries(shown.map(([name, child]) => [name, promisedPart(schemas, properties.get(name), child)]));
}

/** Tests for a property that requests or answers do not carry. */
export function isOneSided(schemas: Schemas, schema: LocatedSchema | undefined): boolean {
  return schema !== undefined && (isForeign([schema], schemas, 'response') || isForeign([schema], schemas, 'request'));
}

/**
 * Tests if an answer can show a value at a place: a request may take what no answer carries, such as a milestone by its number, which
 * is answered as an object.
 */
export function canCarry(schemas: Schemas, schema: LocatedSchema, value: JsonValue): boolean {
  const violations = schemas.validator(schema, 'response')(value);
  return uncontested(schemas, violations, value).every(({ keyword }) => keyword === 'required');
}

/**
 * Everything that is known of a record after a write: what was answered, and what was sent where the answer has no place for it.
 *
 * @param sent - the item as it was sent; undefined when nothing was
 * @param answered - the item in the answer; undefined when there is none
 */
export function knownItem(
  exchange: Exchange,
  resource: Resource,
  sent: JsonObject | undefined,
  answered: JsonObject | undefined,
): JsonObject {
  const { schemas }: Spec = exchange.spec;
  const schema = answeredSchema(exchange, resource);
  const places = schema === undefined ? undefined : propertiesOf(schemas, schema);
  const properties = propertiesOf(schemas, resource.schema);
  const unseen = Object.entries(sent ?? {}).filter(
    ([name]) => name !== resource.idProperty && properties.has(name) && places?.has(name) !== true,
  );
  return { ...Object.fromEntries(unseen), ...answered };
}
