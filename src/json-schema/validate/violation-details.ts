import { formats } from '../formats/formats';
import type { JsonSchema, JsonType, JsonValue } from '../model/json-schema';
import type { SchemaViolation } from '../model/schemas';

/** The document's part in turning ajv's errors into violations. */
export interface ViolationContext {
  /** The pointer of an object of the document; undefined for anything else. */
  readonly pointerOf: (schema: object) => string | undefined;
  /** See `createReferenceFollower`. */
  readonly follow: (schema: JsonValue) => JsonSchema[];
  /**
   * The violations of a value against the schema at a pointer, to tell what is wrong with a chosen alternative. Empty when
   * there are none, and when alternatives inside alternatives have been explained deeply enough.
   */
  readonly explain: (pointer: string, value: JsonValue) => readonly SchemaViolation[];
}

/** The sentence for each broken keyword, made from the keyword's value; written without the property's name. */
const DETAILS: Readonly<Record<string, (limit: JsonValue) => string>> = {
  required: () => 'is required',
  dependentRequired: () => 'is required',
  additionalProperties: () => 'is not allowed',
  unevaluatedProperties: () => 'is not allowed',
  propertyNames: () => 'is not an allowed property name',
  type: (types) => `must be ${spokenTypes(list(types) as JsonType[])}`,
  enum: (values) => oneOf(list(values)),
  const: (value) => `must be ${spoken(value)}`,
  format: (name) => formats.get(String(name))?.detail ?? `must be a valid ${name}`,
  pattern: (pattern) => `must match the pattern ${pattern}`,
  minLength: (limit) => `must be at least ${counted(limit, 'character')}`,
  maxLength: (limit) => `must be at most ${counted(limit, 'character')}`,
  minimum: (limit) => `must be at least ${limit}`,
  maximum: (limit) => `must be at most ${limit}`,
  exclusiveMinimum: (limit) => `must be greater than ${limit}`,
  exclusiveMaximum: (limit) => `must be less than ${limit}`,
  multipleOf: (divisor) => `must be a multiple of ${divisor}`,
  minItems: (limit) => `must have at least ${counted(limit, 'item')}`,
  maxItems: (limit) => `must have at most ${counted(limit, 'item')}`,
  items: () => 'has too many items',
  unevaluatedItems: () => 'has too many items',
  uniqueItems: () => 'items must be unique',
  contains: () => 'must contain an item of the required kind',
  minContains: (limit) => `must contain at least ${counted(limit, 'item')} of the required kind`,
  maxContains: (limit) => `must contain at most ${counted(limit, 'item')} of the required kind`,
  minProperties: (limit) => `must have at least ${counted(limit, 'property', 'properties')}`,
  maxProperties: (limit) => `must have at most ${counted(limit, 'property', 'properties')}`,
  anyOf: () => 'must match at least one of the allowed alternatives',
  oneOf: () => 'must match exactly one of the allowed alternatives',
  not: () => 'must not have a forbidden form',
  discriminator: (names) => oneOf(list(names)),
  $ref: () => 'must not be nested that deeply',
};

const TYPES: Readonly<Record<JsonType, string>> = {
  null: 'null',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  string: 'a string',
  array: 'a list',
  object: 'an object',
};

/**
 * Describes for a person what a broken keyword asks for.
 *
 * @param keyword - the JSON Schema keyword
 * @param limit - the keyword's value in the schema
 * @returns a sentence without its subject
 * @example violationDetail('maxLength', 255) // 'must be at most 255 characters'
 */
export function violationDetail(keyword: string, limit: JsonValue): string {
  return DETAILS[keyword]?.(limit) ?? `breaks the constraint "${keyword}"`;
}

function spokenTypes(types: readonly JsonType[]): string {
  const words = types
    .filter((type) => type !== 'integer' || !types.includes('number'))
    .sort((one, other) => Number(one === 'null') - Number(other === 'null'))
    .map((type) => TYPES[type] ?? type);
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function oneOf(values: readonly JsonValue[]): string {
  return values.length === 1 ? `must be ${spoken(values[0]!)}` : `must be one of: ${values.map(spoken).join(', ')}`;
}

function spoken(value: JsonValue): string {
  if (value === '') return 'an empty string';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function counted(count: JsonValue, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

function list(value: JsonValue): JsonValue[] {
  return Array.isArray(value) ? value : [value];
}
