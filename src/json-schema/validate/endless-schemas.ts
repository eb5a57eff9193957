import type { JsonObject, JsonSchema, JsonValue } from '../model/json-schema';
import { isJsonObject } from '../model/json-type';
import { PointerError, valueAt } from '../model/pointer';

/** A schema and where it stands. */
interface PlacedSchema {
  readonly schema: JsonSchema;
  readonly pointer: string;
}

/**
 * Finds schemas that apply themselves to the same value again, through `$ref`, `allOf`, `anyOf`, `oneOf`, `not`, `if`,
 * `then` or `else`: checking any value against them would never end (JSON Schema core, section 7.1). Recursion through a
 * property or an item is fine, as values are finite.
 *
 * @param schemas - all schemas of the document
 * @returns those with which a circle closes
 */
export function endlessSchemas(document: JsonObject, schemas: readonly PlacedSchema[]): PlacedSchema[] {
  const targets = new Map<string, JsonValue>();
  const targetOf = (ref: string): JsonValue => {
    const target = targets.get(ref) ?? lookUp(document, ref);
    targets.set(ref, target);
    return target;
  };

  const done = new Set<JsonValue>();
  const endless: PlacedSchema[] = [];
  for (const placed of schemas) {
    // Depth first without recursion: a chain of references may be longer than the call stack.
    const open = new Set<JsonValue>();
    const path: { readonly value: JsonValue; readonly next: Iterator<JsonValue> }[] = [];
    const enter = (value: JsonValue): void => {
      if (open.has(value)) endless.push(placed);
      else if (isJsonObject(value) && !done.has(value)) {
        open.add(value);
        path.push({ value, next: inPlace(value, targetOf)[Symbol.iterator]() });
      }
    };
    enter(placed.schema as JsonObject);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const step = top.next.next();
      if (!step.done) enter(step.value);
      else {
        open.delete(top.value);
        done.add(top.value);
        path.pop();
      }
    }
  }
  return endless;
}

function inPlace(schema: JsonObject, targetOf: (ref: string) => JsonValue): JsonValue[] {
  const { $ref, allOf, anyOf, oneOf, not, if: condition, then, else: otherwise } = schema;
  const applied = [allOf, anyOf, oneOf].flatMap((branches) => (Array.isArray(branches) ? branches : []));
  for (const single of [not, condition, then, otherwise]) if (single !== undefined) applied.push(single);
  if (typeof $ref === 'string') applied.push(targetOf($ref));
  return applied;
}

function lookUp(document: JsonObject, ref: string): JsonValue {
  try {
    return valueAt(document, ref);
  } catch (error) {
    if (error instanceof PointerError) return true;
    throw error;
  }
}
