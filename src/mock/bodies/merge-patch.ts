import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../json-object';

/**
 * Applies a JSON Merge Patch (RFC 7396): given properties replace those of the target, null removes, objects merge.
 *
 * @param target - left as it is
 * @param patch - the patch document
 * @example mergePatch({ a: 1, b: { c: 2, d: 3 } }, { a: null, b: { c: 4 } }) // { b: { c: 4, d: 3 } }
 */
export function mergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch;
  const result = new Map<string, JsonValue>(isJsonObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name);
    else result.set(name, mergePatch(result.get(name), value));
  }
  // A property called __proto__ stays an ordinary one here; an assignment would not do that.
  return Object.fromEntries(result);
}
