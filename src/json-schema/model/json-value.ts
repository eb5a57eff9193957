import { utf8Of } from './bytes';
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

/** The value of a JSON text, or of its bytes in UTF-8; undefined when it is no JSON. */
export function jsonValueOf(content: string | Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(utf8Of(content)) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Tells a JSON object from every other value: a list, null, an absent one. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells whether two values are equal, whatever the order of their names. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => isSameJson(item, other[index]));
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSameJson(one[name], other[name]))
  );
}

/**
 * Tells whether two items are equal as JSON Schema sees it (core, section 4.2.2): the order of an object's names does not
 * matter. Takes time in proportion to the text, however many items there are.
 */
export function hasDuplicates(items: readonly JsonValue[]): boolean {
  const seen = new Set<string>();
  for (const item of items) {
    const text = canonicalText(item);
    if (seen.has(text)) return true;
    seen.add(text);
  }
  return false;
}

/** JSON text that is the same for equal values: names sorted, no white space. */
export function canonicalText(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText((value as JsonObject)[name]!)}`).join()}}`;
}
