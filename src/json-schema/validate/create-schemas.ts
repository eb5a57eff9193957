import type { JsonObject, JsonSchema, JsonValue } from '../model/json-schema';
import { isJsonObject } from '../model/json-value';
import { childPointer, formatPointer, PointerError, parsePointer, valueAt } from '../model/pointer';
import type { Direction, LocatedSchema, Schemas, Validator } from '../model/schemas';
import { createValidators } from './validator';

/** Keywords that say something about a schema without constraining values. */
const ANNOTATIONS = new Set([
  ...['$comment', 'title', 'summary', 'description', 'default', 'deprecated', 'readOnly', 'writeOnly'],
  ...['example', 'examples', 'externalDocs', 'xml'],
]);

/**
 * Gives access to all schemas of an OpenAPI 3.1 document (JSON Schema 2020-12). Creating it is cheap: schemas are looked
 * up and compiled on first use, each once.
 *
 * A `$ref` is followed to its end. Annotations beside a `$ref` (`description`, `default`, `readOnly`, ...) overlay those of
 * its target; where constraints stand beside it, both apply, so {@link Schemas.at} stops there and leaves the `$ref` in
 * (`effectiveSchemas` reads such a schema).
 *
 * @param document - one document, all its `$ref`s local; not to be changed afterwards
 * @example
 * const schemas = createSchemas(document);
 * const note = schemas.at('#/components/schemas/Note');
 * schemas.validator(note, 'request')({ text: 7 }); // [{ path: ['text'], keyword: 'type', detail: 'must be a string', ... }]
 */
export function createSchemas(document: JsonObject): Schemas {
  const located = new Map<string, LocatedSchema>();

  const at = (pointer: string): LocatedSchema => {
    const known = located.get(pointer);
    if (known) return known;
    const found = follow(document, formatPointer(parsePointer(pointer)));
    located.set(pointer, found);
    return found;
  };

  const below = (parent: LocatedSchema, ...tokens: string[]): LocatedSchema | undefined => {
    const pointer = childPointer(parent.pointer, ...tokens);
    const known = located.get(pointer);
    if (known) return known;
    return isSchema(descend(parent.schema as JsonObject, tokens)) ? at(pointer) : undefined;
  };

  const validatorAt = createValidators(document, (pointer) => at(pointer).pointer);
  const validator = (schema: LocatedSchema, direction: Direction): Validator => validatorAt(schema.pointer, direction);
  return { document, at, below, validator };
}

function follow(document: JsonObject, start: string): LocatedSchema {
  const visited = new Set<string>();
  const annotations: JsonSchema[] = [];
  let pointer = start;
  for (;;) {
    if (visited.has(pointer)) throw new PointerError(start, 'is a $ref that leads back to itself');
    visited.add(pointer);
    const schema = schemaAt(document, pointer);
    if (schema.$ref === undefined || !Object.keys(schema).every(isAnnotationOrRef)) {
      return { pointer, schema: annotations.length === 0 ? schema : overlay(schema, annotations) };
    }
    if (Object.keys(schema).length > 1) annotations.push(schema);
    if (!schema.$ref.startsWith('#')) {
      throw new PointerError(
        schema.$ref,
        `(a $ref at ${pointer}) leaves the document: only local references can be read`,
      );
    }
    pointer = formatPointer(parsePointer(schema.$ref));
  }
}

function schemaAt(document: JsonObject, pointer: string): JsonSchema {
  const value = valueAt(document, pointer);
  if (value === true) return {};
  if (value === false) return { not: {} };
  if (!isSchema(value)) throw new PointerError(pointer, 'is not a schema: it must be an object, true or false');
  return value as JsonSchema;
}

/** The annotations of the outermost reference win. */
function overlay(schema: JsonSchema, references: readonly JsonSchema[]): JsonSchema {
  const { $ref: _, ...annotations } = Object.assign({}, ...[...references].reverse()) as JsonSchema;
  return { ...schema, ...annotations };
}

function isAnnotationOrRef(keyword: string): boolean {
  return keyword === '$ref' || ANNOTATIONS.has(keyword) || keyword.startsWith('x-');
}

function descend(schema: JsonObject, tokens: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = schema;
  for (const token of tokens) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, token)) return undefined;
    value = (value as JsonObject)[token];
  }
  return value;
}

function isSchema(value: JsonValue | undefined): boolean {
  return typeof value === 'boolean' || isJsonObject(value);
}
