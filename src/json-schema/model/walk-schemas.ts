import type { JsonObject, JsonSchema, JsonValue } from './json-schema';
import { isJsonObject } from './json-value';
import { childPointer, PointerError, valueAt } from './pointer';

/** Is called for every schema object of a document with its pointer. */
export type SchemaVisitor = (schema: JsonSchema, pointer: string) => void;

/** Keywords of JSON Schema 2020-12 whose value is a schema. */
const SCHEMA_KEYWORDS = [
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
];
/** Keywords whose value is a list of schemas. */
const SCHEMA_LIST_KEYWORDS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
/** Keywords whose value is a map of names to schemas. */
const SCHEMA_MAP_KEYWORDS = ['$defs', 'dependentSchemas', 'patternProperties', 'properties'];

/** OpenAPI fields whose keys are the author's names, not fields. */
const OPENAPI_MAPS = new Set([
  ...['additionalOperations', 'callbacks', 'content', 'encoding', 'headers', 'links', 'mediaTypes', 'parameters'],
  ...['pathItems', 'paths', 'requestBodies', 'responses', 'webhooks'],
]);
/** OpenAPI fields below which no schema stands, whatever the keys look like. */
const OPENAPI_DATA = new Set(['default', 'enum', 'example', 'examples', 'info', 'security', 'securitySchemes', 'tags']);

/**
 * Visits every schema object of an OpenAPI 3.1 document once: those where OpenAPI puts schemas, those inside them, and
 * the targets of their local `$ref`s wherever they stand. Boolean schemas are skipped, and so is data that only looks like
 * a schema (examples, defaults, extensions). A `$ref` that leads nowhere is passed over.
 *
 * @example walkSchemas(document, (schema, pointer) => console.log(pointer, schema.type))
 */
export function walkSchemas(document: JsonObject, visit: SchemaVisitor): void {
  const seen = new Set<JsonValue>();
  const pending: { readonly value: JsonValue; readonly pointer: string }[] = [];
  const later = (value: JsonValue | undefined, pointer: string): void => {
    if (isJsonObject(value) && !seen.has(value)) pending.push({ value, pointer });
  };

  walkOpenApi(document, '#', later);
  // A list of things to do instead of recursion: a document may be nested or chained deeper than the call stack.
  for (const { value, pointer } of pending) {
    if (!isJsonObject(value) || seen.has(value)) continue;
    seen.add(value);
    visit(value as JsonSchema, pointer);
    eachSubschema(value, pointer, later);
    if (typeof value.$ref === 'string') laterTarget(document, value.$ref, later);
  }
}

/**
 * Calls back for every direct subschema of a schema, boolean ones included.
 *
 * @param pointer - where the schema stands
 */
export function eachSubschema(
  schema: JsonObject,
  pointer: string,
  visit: (subschema: JsonValue, pointer: string) => void,
): void {
  for (const keyword of SCHEMA_KEYWORDS) {
    const value = schema[keyword];
    if (value !== undefined) visit(value, childPointer(pointer, keyword));
  }
  for (const keyword of [...SCHEMA_LIST_KEYWORDS, ...SCHEMA_MAP_KEYWORDS]) {
    const value = schema[keyword];
    if (value === null || typeof value !== 'object') continue;
    for (const [name, subschema] of Object.entries(value)) visit(subschema, childPointer(pointer, keyword, name));
  }
}

/** True for a schema without schemas inside: such a small one is checked in place. */
export function isFlat(schema: JsonValue): schema is JsonObject {
  if (!isJsonObject(schema) || schema.$ref !== undefined) return false;
  let flat = true;
  eachSubschema(schema, '', () => {
    flat = false;
  });
  return flat;
}

function walkOpenApi(node: JsonValue, pointer: string, found: (value: JsonValue, pointer: string) => void): void {
  if (node === null || typeof node !== 'object') return;
  for (const [key, child] of Object.entries(node)) {
    const place = childPointer(pointer, key);
    if (key === 'schema' || key === 'itemSchema') found(child, place);
    else if (key === 'schemas') eachEntry(child, place, found);
    else if (OPENAPI_MAPS.has(key)) eachEntry(child, place, (entry, where) => walkOpenApi(entry, where, found));
    else if (!OPENAPI_DATA.has(key) && !key.startsWith('x-')) walkOpenApi(child, place, found);
  }
}

function eachEntry(map: JsonValue, pointer: string, visit: (value: JsonValue, pointer: string) => void): void {
  if (map === null || typeof map !== 'object') return;
  for (const [name, value] of Object.entries(map)) visit(value, childPointer(pointer, name));
}

function laterTarget(document: JsonObject, ref: string, later: (value: JsonValue, pointer: string) => void): void {
  if (!ref.startsWith('#')) return;
  try {
    later(valueAt(document, ref), ref);
  } catch (error) {
    if (!(error instanceof PointerError)) throw error;
  }
}
