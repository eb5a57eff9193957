import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject, jsonValueOf } from '../../json-schema/model/json-value';
import type { HeaderSpec, ResponseSpec, Spec } from '../../openapi/model/model';
import { schemaParts } from '../../openapi/model/schema-facts';
import type { SampleValue } from '../generation/value-maker';

/** Header fields that handlers fill themselves. */
const DYNAMIC_HEADERS: ReadonlySet<string> = new Set(['location', 'link']);

/** Header fields that belong to the message, the connection or the mock itself, or that depend on the body that is sent. */
const NEVER_DOCUMENTED =
  /^(?:content-(?:length|encoding|type|range)|transfer-encoding|connection|keep-alive|trailer|upgrade|date|etag|access-control-.*)$/;

/** The parts of a model that header fields are made from. */
export interface HeaderContext {
  readonly spec: Spec;
  readonly sample: SampleValue;
}

/**
 * The header fields that a response has by the document: those that it gives a value for (an example, a default, a constant, the
 * first of a few), and those that are required, which get a valid value.
 *
 * @param handled - fields that somebody else fills, in lower case
 * @returns values by names in lower case
 */
export function documentedHeaders(
  response: ResponseSpec | undefined,
  context: HeaderContext,
  handled: ReadonlySet<string> = DYNAMIC_HEADERS,
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const header of response?.headers ?? []) {
    const name = header.name.toLowerCase();
    if (handled.has(name) || NEVER_DOCUMENTED.test(name)) continue;
    const value = documentedValue(header, context) ?? (header.required ? madeUpValue(header, context) : undefined);
    if (value !== undefined) fields[name] = headerText(header, value);
  }
  return fields;
}

/** The first value that the document gives and that its schema allows. */
function documentedValue({ schema, examples }: HeaderSpec, { spec }: HeaderContext): JsonValue | undefined {
  const [example] = examples;
  if (schema === undefined) return example?.value;
  const parts = schemaParts(spec.schemas, schema).map((part) => part.schema);
  const first = <T>(values: readonly (T | undefined)[]): T | undefined => values.find((value) => value !== undefined);
  const candidates = [
    example?.value,
    first(parts.map((part) => part.examples?.[0] ?? part.example)),
    first(parts.map((part) => part.default)),
    first(parts.map((part) => part.const)),
    first(parts.map((part) => part.enum?.[0])),
  ];
  const validate = spec.schemas.validator(schema, 'response');
  return candidates.find(
    (value) => value !== undefined && (validate(value).length === 0 || validate(readAs(value)).length === 0),
  );
}

/** A number is text in a header, and so it may stand in an example. */
function readAs(value: JsonValue): JsonValue {
  const read = typeof value === 'string' ? jsonValueOf(value) : undefined;
  return read === undefined ? value : read;
}

function madeUpValue({ name, schema }: HeaderSpec, { sample }: HeaderContext): JsonValue {
  return schema === undefined ? '1' : sample(schema, name);
}

/** Writes the value of a header in the only style that headers have, `simple` (OpenAPI 3.1, section 4.8.21): `a,b`. */
function headerText({ json, explode }: HeaderSpec, value: JsonValue): string {
  return asciiText(json ? JSON.stringify(value) : simpleText(value, explode));
}

/** Text as a header carries it: only ASCII is safe (RFC 9110, section 5.5). */
export function asciiText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').trim();
}

function simpleText(value: JsonValue, explode: boolean): string {
  if (Array.isArray(value)) return value.map(scalarText).join(', ');
  if (!isJsonObject(value)) return scalarText(value);
  const pairs = Object.entries(value).map(([name, member]) => [name, scalarText(member)].join(explode ? '=' : ','));
  return pairs.join(',');
}

function scalarText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
