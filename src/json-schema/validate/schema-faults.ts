import type { JsonObject, JsonSchema, JsonValue } from '../model/json-schema';
import { isJsonObject } from '../model/json-value';
import { childPointer, PointerError, valueAt } from '../model/pointer';
import { regularExpression } from '../model/regular-expression';
import { eachSubschema, walkSchemas } from '../model/walk-schemas';
import { closedBranches } from './closed-branches';
import { allowAny, listsItems, mendKeyword, moveToItems, type SchemaFault, stopCircle } from './mend-schema';

type Check = (value: JsonValue) => string | undefined;

const TYPES = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

const aNumber: Check = (value) => (typeof value === 'number' ? undefined : 'must be a number');
const aBoolean: Check = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');
const aString: Check = (value) => (typeof value === 'string' ? undefined : 'must be a string');
const aCount: Check = (value) =>
  Number.isInteger(value) && Number(value) >= 0 ? undefined : 'must be a whole number >= 0';
const aSchema: Check = (value) =>
  typeof value === 'boolean' || isJsonObject(value) ? undefined : 'must be a schema: an object, true or false';
const names: Check = (value) =>
  Array.isArray(value) && value.every((name) => typeof name === 'string')
    ? undefined
    : 'must be a list of property names';
const schemaList: Check = (value) =>
  Array.isArray(value) && value.length > 0 ? undefined : 'must be a list of at least one schema';
const aMap: Check = (value) => (isJsonObject(value) ? undefined : 'must be an object');

const CHECKS: Readonly<Record<string, Check>> = {
  type: (value) => {
    const unknown = [value].flat().find((type) => !TYPES.includes(type as string));
    if (unknown !== undefined) return `names an unknown type ${JSON.stringify(unknown)}; known are ${TYPES.join(', ')}`;
    return Array.isArray(value) && value.length === 0 ? 'must name at least one type' : undefined;
  },
  pattern: (value) => (typeof value === 'string' ? patternFault(value) : 'must be a string'),
  patternProperties: (value) =>
    isJsonObject(value) ? Object.keys(value).map(patternFault).find(Boolean) : 'must be an object',
  enum: (value) => (Array.isArray(value) && value.length > 0 ? undefined : 'must be a list of at least one value'),
  discriminator: (value) =>
    isJsonObject(value) && typeof value.propertyName === 'string' && isJsonObject(value.mapping ?? {})
      ? undefined
      : 'must be an object with the text "propertyName"',
  examples: (value) => (Array.isArray(value) ? undefined : 'must be a list of values'),
  description: aString,
  title: aString,
  multipleOf: (value) => (typeof value === 'number' && value > 0 ? undefined : 'must be a number greater than 0'),
  dependentRequired: (value) =>
    isJsonObject(value) ? Object.values(value).map(names).find(Boolean) : 'must be an object',
  format: aString,
  $dynamicRef: () => 'depends on where a value is checked from, which is not supported; write a $ref instead',
  $recursiveRef: () => 'is of JSON Schema 2019-09; write a $ref instead',
  required: names,
  'x-unique': (value) => (value === true ? undefined : 'must be true, or left out'),
  ...Object.fromEntries(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].map((word) => [word, aNumber])),
  ...Object.fromEntries(
    [
      'minLength',
      'maxLength',
      'minItems',
      'maxItems',
      'minProperties',
      'maxProperties',
      'minContains',
      'maxContains',
    ].map((word) => [word, aCount]),
  ),
  ...Object.fromEntries(['allOf', 'anyOf', 'oneOf', 'prefixItems'].map((word) => [word, schemaList])),
  ...Object.fromEntries(['properties', '$defs', 'dependentSchemas'].map((word) => [word, aMap])),
  ...Object.fromEntries(['uniqueItems', 'readOnly', 'writeOnly', 'deprecated'].map((word) => [word, aBoolean])),
};

/** Every keyword of JSON Schema 2020-12 and OpenAPI, and those of older drafts that do no harm. */
export const SCHEMA_WORDS: readonly string[] = [
  ...Object.keys(CHECKS),
  ...['$ref', '$id', '$schema', '$anchor', '$dynamicAnchor', '$recursiveAnchor', '$vocabulary', '$comment', 'id'],
  ...['const', 'default', 'example', 'not', 'if', 'then', 'else', 'items', 'contains', 'propertyNames', 'xml'],
  ...['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'additionalItems', 'externalDocs'],
  ...['contentEncoding', 'contentMediaType', 'contentSchema', 'definitions', 'nullable'],
];
const KNOWN: ReadonlySet<string> = new Set(SCHEMA_WORDS);

/**
 * Finds what would keep a schema of the document from compiling or from ever ending: unknown types, bad patterns, keyword
 * values of the wrong kind, `$ref`s that lead nowhere or out of the document, and schemas that contain themselves at the
 * same place (`a: { $ref: a }`). It reads the document once and compiles nothing.
 *
 * @param document - one OpenAPI 3.1 document
 * @param onUnknown - is told of keywords that mean nothing, and of the schema's place
 * @returns every fault in the order of the document; empty when all schemas are usable
 * @example schemaFaults(document).map(({ pointer, reason }) => `${pointer} ${reason}`)
 */
export function schemaFaults(
  document: JsonObject,
  onUnknown: (keyword: string, pointer: string) => void = () => undefined,
): SchemaFault[] {
  const faults: SchemaFault[] = [];
  const visited: { readonly schema: JsonSchema; readonly pointer: string }[] = [];
  walkSchemas(document, (schema, pointer) => {
    visited.push({ schema, pointer });
    for (const keyword in schema) {
      if (!KNOWN.has(keyword) && !keyword.startsWith('x-')) onUnknown(keyword, pointer);
      const value = (schema as JsonObject)[keyword]!;
      const reason = keyword === '$ref' ? referenceFault(document, value) : ownCheck(keyword)?.(value);
      if (reason === undefined) continue;
      const mend = (): void => mendKeyword(schema as JsonObject, keyword);
      faults.push({ pointer: childPointer(pointer, keyword), reason, mend });
    }
    if (listsItems(schema as JsonObject)) {
      const reason = 'lists values of the items, and no list; put it below "items"';
      faults.push({ pointer: childPointer(pointer, 'enum'), reason, mend: () => moveToItems(schema as JsonObject) });
    }
    eachSubschema(schema as JsonObject, pointer, (subschema, place) => {
      const reason = aSchema(subschema);
      if (reason !== undefined) faults.push({ pointer: place, reason, mend: () => allowAny(document, place) });
    });
  });
  return [
    ...faults,
    ...closedBranches(document, visited),
    ...endlessSchemas(document, visited).map(({ schema, pointer }) => ({
      pointer,
      reason: 'is a schema that contains itself',
      mend: () => stopCircle(schema as JsonObject),
    })),
  ];
}

// Properties of objects are looked at by name: a keyword may be called `constructor`.
function ownCheck(keyword: string): Check | undefined {
  return Object.hasOwn(CHECKS, keyword) ? CHECKS[keyword] : undefined;
}

function patternFault(pattern: string): string | undefined {
  try {
    regularExpression(pattern);
    return undefined;
  } catch (error) {
    return `is not a regular expression (ECMA-262): ${(error as Error).message}`;
  }
}

function referenceFault(document: JsonObject, ref: JsonValue): string | undefined {
  if (typeof ref !== 'string') return 'must be a string';
  if (!ref.startsWith('#')) return `leaves the document (${ref}); only local references, "#/...", can be read`;
  try {
    return aSchema(valueAt(document, ref)) && `points to ${ref}, which is not a schema`;
  } catch (error) {
    if (error instanceof PointerError) return `points to ${ref}, which ${error.reason}`;
    throw error;
  }
}

/** A schema and where it stands. */
interface PlacedSchema {
  readonly schema: JsonSchema;
  readonly pointer: string;
}

/**
 * Finds schemas that apply themselves to the same value again, through `$ref`, `allOf`, `anyOf`, `oneOf`, `not`, `if`,
 * `then` or `else`: checking any value against them would never end (JSON Schema core, section 7.1). Recursion through a
 * property or an item is fine, as values are finite.
 *
 * @param schemas - all schemas of the document
 * @returns those that close a circle
 */
function endlessSchemas(document: JsonObject, schemas: readonly PlacedSchema[]): PlacedSchema[] {
  const targets = new Map<string, JsonValue>();
  const targetOf = (ref: string): JsonValue => {
    const target = targets.get(ref) ?? lookUp(document, ref);
    targets.set(ref, target);
    return target;
  };

  const places = new Map(schemas.map((placed) => [placed.schema as JsonValue, placed]));
  const done = new Set<JsonValue>();
  const endless: PlacedSchema[] = [];
  for (const placed of schemas) {
    // Depth first without recursion: a chain of references may be longer than the call stack.
    const open = new Set<JsonValue>();
    const path: { readonly value: JsonValue; readonly next: Iterator<JsonValue> }[] = [];
    const enter = (value: JsonValue): void => {
      if (open.has(value)) endless.push(places.get(path.at(-1)!.value) ?? placed);
      else if (isJsonObject(value) && !done.has(value)) {
        open.add(value);
        path.push({ value, next: inPlace(value, targetOf)[Symbol.iterator]() });
      }
    };
    enter(placed.schema as JsonObject);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const step = top.next.next();
      if (!step.done) enter(step.value);
      else {
        open.delete(top.value);
        done.add(top.value);
        path.pop();
      }
    }
  }
  return endless;
}

function inPlace(schema: JsonObject, targetOf: (ref: string) => JsonValue): JsonValue[] {
  const { $ref, allOf, anyOf, oneOf, not, if: condition, then, else: otherwise } = schema;
  const applied = [allOf, anyOf, oneOf].flatMap((branches) => (Array.isArray(branches) ? branches : []));
  for (const single of [not, condition, then, otherwise]) if (single !== undefined) applied.push(single);
  if (typeof $ref === 'string') applied.push(targetOf($ref));
  return applied;
}

function lookUp(document: JsonObject, ref: string): JsonValue {
  try {
    return valueAt(document, ref);
  } catch (error) {
    if (error instanceof PointerError) return true;
    throw error;
  }
}
