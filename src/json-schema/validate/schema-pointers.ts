import type { JsonObject, JsonValue } from '../model/json-schema';
import { childPointer } from '../model/pointer';

/**
 * Creates a function that tells where an object of a document stands. The document is read through when it is first asked.
 *
 * @returns the object's pointer; undefined for an object that is not part of the document
 */
export function createPointerLookup(document: JsonObject): (part: object) => string | undefined {
  let pointers: Map<object, string> | undefined;
  return (part) => {
    pointers ??= listPointers(document);
    return pointers.get(part);
  };
}

function listPointers(document: JsonObject): Map<object, string> {
  const pointers = new Map<object, string>();
  const pending: [JsonValue, string][] = [[document, '#']];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [value, pointer] = next;
    if (value === null || typeof value !== 'object' || pointers.has(value)) continue;
    pointers.set(value, pointer);
    for (const [name, child] of Object.entries(value)) pending.push([child, childPointer(pointer, name)]);
  }
  return pointers;
}
