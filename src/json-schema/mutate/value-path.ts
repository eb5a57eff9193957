import type { JsonObject, JsonValue } from '../model/json-schema';
import { isJsonObject } from '../model/json-value';
import type { PropertyPath } from '../model/schemas';

/** The value at a path, or undefined when there is none. */
export function getAt(value: JsonValue, path: PropertyPath): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const step of path) {
    if (typeof step === 'number') current = Array.isArray(current) ? current[step] : undefined;
    else current = isJsonObject(current) && Object.hasOwn(current, step) ? current[step] : undefined;
  }
  return current;
}

/** A copy of a value with another value at a path; what is not on the path is shared. A missing property is added. */
export function replaceAt(value: JsonValue, path: PropertyPath, replacement: JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  if (typeof step === 'number') {
    const items = Array.isArray(value) ? [...value] : [];
    items[step] = replaceAt(items[step] ?? null, rest, replacement);
    return items;
  }
  const object = isJsonObject(value) ? value : {};
  const child = Object.hasOwn(object, step) ? object[step]! : null;
  return withProperty(object, step, replaceAt(child, rest, replacement));
}

/** A copy of a value without the property or item at a path, which must not be empty. */
export function removeAt(value: JsonValue, path: PropertyPath): JsonValue {
  const parent = path.slice(0, -1);
  const container = getAt(value, parent);
  const step = path.at(-1)!;
  if (Array.isArray(container)) return replaceAt(value, parent, container.toSpliced(Number(step), 1));
  if (!isJsonObject(container)) return value;
  return replaceAt(value, parent, Object.fromEntries(Object.entries(container).filter(([name]) => name !== step)));
}

/** A copy of an object with one more or another property; `__proto__` is a name like any other in a computed one. */
export function withProperty(object: JsonObject, name: string, value: JsonValue): JsonObject {
  return { ...object, [name]: value };
}
