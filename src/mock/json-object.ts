import type { JsonObject, JsonValue } from '../json-schema/model/json-schema';

/** Whether a value is a JSON object: neither null nor an array nor a scalar. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
