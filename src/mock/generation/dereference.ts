import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { PointerError, valueAt } from '../../json-schema/model/pointer';

/**
 * Copies a part of a document with every local `$ref` replaced by what it refers to, for tools that cannot follow them.
 *
 * @param document - the whole document
 * @param node - the part
 * @param limit - how many values the copy may have; long chains of references can unfold into millions
 * @returns undefined when the part refers to itself, to nothing, or to more than the limit
 */
export function dereference(document: JsonObject, node: JsonValue, limit: number): JsonValue | undefined {
  let left = limit;

  const copy = (value: JsonValue, trail: readonly string[]): JsonValue | undefined => {
    if (left-- <= 0) return undefined;
    if (Array.isArray(value)) {
      const items: JsonValue[] = [];
      for (const item of value) {
        const part = copy(item, trail);
        if (part === undefined) return undefined;
        items.push(part);
      }
      return items;
    }
    if (!isJsonObject(value)) return value;
    const { $ref: ref, ...own } = value;
    if (typeof ref !== 'string') return copyMembers(value, trail);
    if (trail.includes(ref)) return undefined;
    const target = copy(valueAt(document, ref), [...trail, ref]);
    const siblings = copyMembers(own, trail);
    if (target === undefined || siblings === undefined) return undefined;
    return isJsonObject(target) ? { ...target, ...siblings } : target;
  };

  const copyMembers = (value: JsonObject, trail: readonly string[]): JsonObject | undefined => {
    const members: [string, JsonValue][] = [];
    for (const [name, member] of Object.entries(value)) {
      const part = copy(member, trail);
      if (part === undefined) return undefined;
      members.push([name, part]);
    }
    return Object.fromEntries(members);
  };

  try {
    return copy(node, []);
  } catch (error) {
    if (error instanceof PointerError) return undefined;
    throw error;
  }
}
