import type { JsonObject, JsonValue } from '../schema/json-schema';
import { childPointer } from '../schema/pointer';

/**
 * Finds the schema with a `$anchor` (JSON Schema 2020-12 core, section 8.2.2).
 *
 * @returns its pointer; undefined when no object has that anchor
 */
export function findAnchor(document: JsonObject, name: string): string | undefined {
  const pending: [JsonValue, string][] = [[document, '#']];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [value, pointer] = next;
    if (value === null || typeof value !== 'object') continue;
    if (!Array.isArray(value) && value.$anchor === name) return pointer;
    for (const [key, child] of Object.entries(value)) pending.push([child, childPointer(pointer, key)]);
  }
  return undefined;
}
