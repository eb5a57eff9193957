import type { JsonValue } from '../../json-schema/model/json-schema';
import type { PropertyPath } from '../../json-schema/model/schemas';
import type { JsonReading } from './exchange';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a body as JSON (RFC 8259): UTF-8 without a byte order mark, one value.
 *
 * @returns `broken` with a reason for a person when it is none
 */
export function readJson(body: Uint8Array): JsonReading {
  if (body.byteLength === 0) return { kind: 'absent' };
  let text: string;
  try {
    text = decoder.decode(body);
  } catch {
    return { kind: 'broken', reason: 'the body is not UTF-8' };
  }
  if (text.startsWith('\ufeff')) return { kind: 'broken', reason: 'the body starts with a byte order mark' };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch (error) {
    return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) };
  }
}

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
