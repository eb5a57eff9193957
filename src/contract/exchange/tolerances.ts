import type { JsonSchema, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema, Schemas, SchemaViolation } from '../../json-schema/model/schemas';
import type { Operation } from '../../openapi/model/model';
import { itemsOf, propertiesOf, schemaParts } from '../../openapi/model/schema-facts';
import { errorBodyOf } from '../../openapi/resources/error-body';

import { valueAtPath } from './read-json';

/**
 * Tolerances: points at which correct servers choose differently. Each one of the suite stands here, with its reason; nothing
 * else is forgiven. They follow from standards and from what a document leaves open, never from one API.
 */

/** A path parameter that breaks its schema names nothing, so a target may say so instead of listing a violation. */
export const INSTEAD_OF_400_FOR_PATH_PARAMETER: readonly number[] = [404];

/** A body of another media type is not JSON either, so a target may call it malformed (RFC 9110, section 15.5.16). */
export const INSTEAD_OF_415: readonly number[] = [400];

/**
 * Tests for 422 where a document has no exact word on requests that break a constraint: the two statuses are neighbours (RFC 9110,
 * sections 15.5.1 and 15.5.21). Where 400 is documented with a list of violations, and 422 is not, 400 is what was promised.
 */
export function isNeighbourly(schemas: Schemas, { responses }: Operation, status: number): boolean {
  if (status !== 422) return false;
  const promised = responses.find((response) => response.status === '400');
  const bodies = (promised?.mediaTypes ?? []).flatMap(({ schema }) => schema ?? []);
  return !bodies.some((schema) => errorBodyOf(schemas, schema) !== undefined);
}

/** A long value in a URL may be more than a server takes, whatever it means (RFC 9110, section 15.5.15; RFC 6585, section 5). */
const INSTEAD_OF_LONG_URL: readonly number[] = [414, 431];

/** So many octets every server should take in a URL (RFC 9110, section 4.1), the rest of it left room for. */
const LONGEST_IN_URL = 7_000;

/** So many octets fit wherever a value goes. */
const SURELY_IN_URL = 1_500;

/**
 * Statuses that a target may answer instead because of the length of values in a URL.
 *
 * @param values - as they are before percent-encoding
 * @returns undefined when no server has to take them at all, so that they are not worth sending
 */
export function insteadForLength(values: readonly string[]): readonly number[] | undefined {
  const octets = new URLSearchParams(values.map((value): [string, string] => ['', value])).toString().length;
  if (octets > LONGEST_IN_URL) return undefined;
  return octets > SURELY_IN_URL ? INSTEAD_OF_LONG_URL : [];
}

/**
 * Tests for a number on the wire that cannot be told from the largest 64-bit integer by a program that reads numbers as doubles
 * (RFC 8259, section 6, calls that interoperable): it may be taken for one beyond it, or the other way round.
 */
export function isAtEdgeOfInt64(text: string): boolean {
  return /^-?\d{17,}$/.test(text) && Math.abs(Number(text)) === 2 ** 63;
}

/**
 * Tests if an empty text is contested at a place: the lengths that the schema speaks of allow it, the format does not. Formats
 * are annotations to some validators (JSON Schema 2020-12, section 7.2.1), so such a text may be accepted or rejected, and
 * may come back in a response.
 */
export function allowsContestedEmptyText(schema: JsonSchema): boolean {
  if (schema.format === undefined) return false;
  return schema.minLength === 0 || (schema.minLength === undefined && schema.maxLength !== undefined);
}

/** Leaves out the violations that a target may rightly not see, see {@link allowsContestedEmptyText}. */
export function uncontested(
  schemas: Schemas,
  violations: readonly SchemaViolation[],
  value: JsonValue,
): readonly SchemaViolation[] {
  return violations.filter(({ keyword, path, pointer }) => {
    if (keyword !== 'format' || valueAtPath(value, path) !== '') return true;
    return !allowsContestedEmptyText(parentOf(schemas, pointer).schema);
  });
}

/**
 * Tests for a valid value that nobody may mean: where a schema describes an object (or an array) and forgets to say so, anything else
 * is valid by JSON Schema.
 */
export function isContested(schemas: Schemas, schema: LocatedSchema, value: JsonValue): boolean {
  const parts = schemaParts(schemas, schema).map((part) => part.schema);
  if (!parts.some(({ type }) => type !== undefined)) {
    const describes = (...names: (keyof JsonSchema)[]): boolean =>
      parts.some((part) => names.some((name) => part[name] !== undefined));
    if (describes('properties', 'required') && !isJsonObject(value)) return true;
    if (describes('items') && !describes('properties') && !Array.isArray(value)) return true;
  }
  if (Array.isArray(value)) {
    const items = itemsOf(schemas, schema);
    return items !== undefined && value.some((item) => isContested(schemas, items, item));
  }
  if (!isJsonObject(value)) return false;
  const properties = propertiesOf(schemas, schema);
  return Object.entries(value).some(([name, child]) => {
    const place = properties.get(name);
    return place !== undefined && isContested(schemas, place, child);
  });
}

function parentOf(schemas: Schemas, keywordPointer: string): LocatedSchema {
  return schemas.at(keywordPointer.slice(0, keywordPointer.lastIndexOf('/')));
}
