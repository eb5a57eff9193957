import type { JsonObject, JsonValue } from '../model/json-schema';
import { isJsonObject } from '../model/json-value';
import { parsePointer } from '../model/pointer';
import { portablePattern } from '../model/portable-pattern';
import { regularExpression } from '../model/regular-expression';

/** A reason that makes a schema unusable, and its place. */
export interface SchemaFault {
  /** Pointer to the faulty keyword, for example `#/components/schemas/Note/properties/code/pattern`. */
  readonly pointer: string;
  /** A clause about it: `is not a regular expression: ...`. */
  readonly reason: string;
  /** Takes the keyword as what its author will have meant, or out of the schema, which then allows more. */
  readonly mend: () => void;
}

const TYPES: ReadonlySet<JsonValue> = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);

/** Other names of types, as programming languages have them. */
const OTHER_TYPES: Readonly<Record<string, string>> = {
  ...{ int: 'integer', int32: 'integer', int64: 'integer', long: 'integer', float: 'number', double: 'number' },
  ...{
    decimal: 'number',
    bool: 'boolean',
    str: 'string',
    text: 'string',
    list: 'array',
    map: 'object',
    dict: 'object',
  },
};

/**
 * Takes a faulty keyword as what its author will have meant: `exclusiveMinimum: true` as in OpenAPI 3.0, `type: int`, a
 * pattern of another engine, a discriminator that is only a name. Where nothing can have been meant, the keyword goes.
 */
export function mendKeyword(schema: JsonObject, keyword: string): void {
  const value = schema[keyword] as JsonValue;
  if (keyword === 'exclusiveMinimum') moveExclusiveLimit(schema, keyword, 'minimum');
  else if (keyword === 'exclusiveMaximum') moveExclusiveLimit(schema, keyword, 'maximum');
  const meant = meaningOf(keyword, value);
  if (meant !== undefined) schema[keyword] = meant;
  else if (typeof schema[keyword] !== 'number' || schema[keyword] === value) delete schema[keyword];
}

/** Takes the boolean `exclusiveMinimum` of OpenAPI 3.0 as the limit itself; one that is no boolean stays. */
export function moveExclusiveLimit(schema: JsonObject, exclusive: string, limit: string): void {
  const isExclusive = schema[exclusive];
  if (typeof isExclusive !== 'boolean') return;
  delete schema[exclusive];
  if (!isExclusive || schema[limit] === undefined) return;
  schema[exclusive] = schema[limit];
  delete schema[limit];
}

/** True for an `enum` of a list without any list in it: its author means the items. */
export function listsItems({ type, enum: values }: JsonObject): boolean {
  if (type !== 'array' || !Array.isArray(values) || values.length === 0) return false;
  return values.every((value) => value !== null && !Array.isArray(value));
}

/** Takes the `enum` of a list as that of its items. */
export function moveToItems(schema: JsonObject): void {
  const { items = {}, enum: values } = schema;
  delete schema.enum;
  if (isJsonObject(items) && items.enum === undefined && items.$ref === undefined)
    schema.items = { ...items, enum: values! };
}

function meaningOf(keyword: string, value: JsonValue): JsonValue | undefined {
  if (keyword === 'type') return meantTypes(value);
  if (keyword === 'pattern') return typeof value === 'string' ? meantPattern(value) : undefined;
  if (keyword === 'patternProperties' && isJsonObject(value)) return meantNames(value);
  if (keyword === 'discriminator') return meantDiscriminator(value);
  if (keyword === 'required' && Array.isArray(value)) return value.filter((name) => typeof name === 'string');
  if (keyword === 'title' || keyword === 'description') return typeof value === 'number' ? String(value) : undefined;
  // "5" and "true" are what a careless tool writes for 5 and true.
  if (typeof value !== 'string' || keyword === '$ref' || keyword.startsWith('$')) return undefined;
  if (COUNTS.has(keyword) && /^\d+$/.test(value)) return Number(value);
  if (LIMITS.has(keyword) && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return FLAGS.has(keyword) && /^(?:true|false)$/.test(value) ? value === 'true' : undefined;
}

const COUNTS = new Set(['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties']);
const LIMITS = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']);
const FLAGS = new Set(['uniqueItems', 'readOnly', 'writeOnly', 'deprecated']);

function meantTypes(value: JsonValue): JsonValue | undefined {
  const types = [value].flat().flatMap((type) => {
    const name = typeof type === 'string' ? type.toLowerCase() : '';
    const meant = TYPES.has(name)
      ? name
      : Object.hasOwn(OTHER_TYPES, name)
        ? OTHER_TYPES[name]!
        : type === null
          ? 'null'
          : undefined;
    return meant ?? [];
  });
  if (types.length === 0 || types.length < [value].flat().length) return undefined;
  return Array.isArray(value) ? [...new Set(types)] : types[0];
}

function meantPattern(pattern: string): string | undefined {
  const translation = portablePattern(pattern);
  try {
    regularExpression(translation);
    return translation;
  } catch {
    return undefined;
  }
}

function meantNames(patterns: JsonObject): JsonObject {
  const entries = Object.entries(patterns).flatMap(([pattern, schema]) => {
    const meant = meantPattern(pattern);
    return meant === undefined ? [] : [[meant, schema] as const];
  });
  return Object.fromEntries(entries);
}

function meantDiscriminator(value: JsonValue): JsonObject | undefined {
  if (typeof value === 'string') return { propertyName: value };
  return isJsonObject(value) && typeof value.propertyName === 'string'
    ? { propertyName: value.propertyName }
    : undefined;
}

/** Puts a schema that allows any value where something stands that is none. */
export function allowAny(document: JsonObject, pointer: string): void {
  const tokens = parsePointer(pointer);
  const name = tokens.pop()!;
  let parent: JsonValue | undefined = document;
  for (const token of tokens) {
    if (parent === null || typeof parent !== 'object') return;
    parent = (parent as JsonObject)[token];
  }
  if (typeof parent === 'object' && parent !== null) (parent as JsonObject)[name] = true;
}

/** Takes out of a schema what applies other schemas to the same value. */
export function stopCircle(schema: JsonObject): void {
  for (const keyword of ['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else']) delete schema[keyword];
}
