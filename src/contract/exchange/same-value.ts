import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { itemsOf, propertiesOf, schemaParts } from '../../openapi/model/schema-facts';

/**
 * Tests if two values mean the same at a place of the document. Only what a format defines as the same is: UUIDs without
 * regard to case (RFC 9562, section 4), domains of e-mail addresses likewise, points in time in any offset (RFC 3339). Everything else is compared exactly, the
 * order of properties aside.
 *
 * @param schema - what the document says of the place; undefined when it says nothing
 * @param mayHoldMore - true when objects of the other one may have further properties, as a server fills in defaults
 */
export function sameValue(
  schemas: Schemas,
  schema: LocatedSchema | undefined,
  one: JsonValue | undefined,
  other: JsonValue | undefined,
  mayHoldMore = false,
): boolean {
  if (one === other) return true;
  if (typeof one === 'string' && typeof other === 'string') return sameText(schemas, schema, one, other);
  if (Array.isArray(one) && Array.isArray(other)) {
    const items = schema === undefined ? undefined : itemsOf(schemas, schema);
    return (
      one.length === other.length &&
      one.every((item, index) => sameValue(schemas, items, item, other[index], mayHoldMore))
    );
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const properties = schema === undefined ? undefined : propertiesOf(schemas, schema);
  const names = new Set([...Object.keys(one), ...(mayHoldMore ? [] : Object.keys(other))]);
  return [...names].every((name) =>
    sameValue(schemas, properties?.get(name), own(one, name), own(other, name), mayHoldMore),
  );
}

const comparers: Readonly<Record<string, (one: string, other: string) => boolean>> = {
  uuid: (one, other) => one.toLowerCase() === other.toLowerCase(),
  // The part after the at sign is a domain, which has no case (RFC 5321, section 2.4).
  email: (one, other) => lowerDomain(one) === lowerDomain(other),
  'date-time': (one, other) => Date.parse(one) === Date.parse(other),
};

function sameText(schemas: Schemas, schema: LocatedSchema | undefined, one: string, other: string): boolean {
  const formats = schema === undefined ? [] : schemaParts(schemas, schema).map((part) => part.schema.format ?? '');
  return formats.some((format) => Object.hasOwn(comparers, format) && comparers[format]?.(one, other) === true);
}

function lowerDomain(address: string): string {
  return address.replace(/@[^@]*$/, (domain) => domain.toLowerCase());
}

function own(value: Record<string, JsonValue>, name: string): JsonValue | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
