import type { JsonObject, JsonType, JsonValue } from './json-schema';

/** Every JSON type; `number` covers `integer`. */
export const JSON_TYPES: readonly JsonType[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/**
 * The JSON Schema types that a value has: a whole number has two.
 *
 * @example typesOf(1) // ['integer', 'number']
 */
export function typesOf(value: JsonValue): readonly JsonType[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  if (typeof value === 'number') return Number.isInteger(value) ? ['integer', 'number'] : ['number'];
  return [typeof value as JsonType];
}

/** Tells a JSON object from every other value, absent ones included. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
