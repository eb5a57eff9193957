import type { JsonObject, JsonValue } from './json-schema';

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
