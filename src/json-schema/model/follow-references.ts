import type { JsonObject, JsonSchema, JsonValue } from './json-schema';
import { PointerError, valueAt } from './pointer';

/**
 * Creates a function that lists every schema object that a value must satisfy at the same place: the schema itself, the
 * targets of its `$ref`s and the branches of its `allOf`s, each once. What leads nowhere is left out.
 *
 * @param document - the document that `$ref`s point into
 */
export function createReferenceFollower(document: JsonObject): (schema: JsonValue) => JsonSchema[] {
  const targets = new Map<string, JsonValue | undefined>();
  const target = (ref: string): JsonValue | undefined => {
    if (!targets.has(ref)) targets.set(ref, find(document, ref));
    return targets.get(ref);
  };
  return (schema) => {
    const found = new Set<JsonSchema>();
    const pending: (JsonValue | undefined)[] = [schema];
    while (pending.length > 0) {
      const next = pending.pop();
      if (typeof next !== 'object' || next === null || Array.isArray(next) || found.has(next as JsonSchema)) continue;
      found.add(next as JsonSchema);
      if (typeof next.$ref === 'string') pending.push(target(next.$ref));
      if (Array.isArray(next.allOf)) pending.push(...next.allOf);
    }
    return [...found];
  };
}

function find(document: JsonObject, ref: string): JsonValue | undefined {
  try {
    return ref.startsWith('#') ? valueAt(document, ref) : undefined;
  } catch (error) {
    if (error instanceof PointerError) return undefined;
    throw error;
  }
}
