import type { JsonValue } from '../../json-schema/model/json-schema';
import type { PropertyPath } from '../../json-schema/model/schemas';

/** Looks up a value inside a value; undefined when nothing stands there. Only own properties count. */
export function valueAtPath(value: JsonValue, path: PropertyPath): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const step of path) {
    if (current === null || typeof current !== 'object') return undefined;
    if (Array.isArray(current)) current = current[Number(step)];
    else current = Object.hasOwn(current, step) ? current[step] : undefined;
  }
  return current;
}

/** A member of an object; undefined when the value is no object or has no such member of its own. */
export function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return value === undefined ? undefined : Array.isArray(value) ? undefined : valueAtPath(value, [name]);
}
