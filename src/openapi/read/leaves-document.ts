import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';

/**
 * Whether a document may refer to anything but its own parts by JSON Pointer. Most documents are one file, for which this
 * quick look saves a walk; it may take data for a reference, which costs no more than that walk.
 */
export function leavesDocument(document: JsonObject): boolean {
  const pending: JsonValue[] = [document];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (value === null || typeof value !== 'object') continue;
    if (!Array.isArray(value)) {
      if (typeof value.$ref === 'string' && !value.$ref.startsWith('#/')) return true;
      if (value.mapping !== undefined) return true;
    }
    for (const child of Object.values(value)) pending.push(child);
  }
  return false;
}
