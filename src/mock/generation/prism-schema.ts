import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';

/**
 * Rewrites a schema so that the generator inside Prism makes values that are valid for it, look right and follow
 * from the seed: it takes exclusive limits for the booleans of old drafts, fills open objects with properties called
 * `Lorem_bca`, and draws multiples from a stream that no seed reaches.
 *
 * @param schema - without references
 */
export function prismSchema(schema: JsonValue): JsonValue {
  if (Array.isArray(schema)) return schema.map(prismSchema);
  if (!isJsonObject(schema)) return schema;
  const entries = Object.entries(schema).map(([name, value]) => [name, DATA.has(name) ? value : prismSchema(value)]);
  const rewritten: JsonObject = Object.fromEntries(entries);
  if (isJsonObject(schema.properties) && typeof schema.additionalProperties !== 'object' && !isComposed(schema)) {
    rewritten.additionalProperties = false;
  }
  limit(rewritten, 'exclusiveMinimum', 'minimum', 1);
  limit(rewritten, 'exclusiveMaximum', 'maximum', -1);
  listMultiples(rewritten);
  return rewritten;
}

/** Keywords whose values are data, not schemas. */
const DATA: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'example', 'examples', 'required']);

/** Beside a branch with further properties, closing the object would forbid those. */
function isComposed(schema: JsonObject): boolean {
  return ['allOf', 'anyOf', 'oneOf', 'if'].some((keyword) => schema[keyword] !== undefined);
}

/** Replaces an exclusive limit by the next value that is allowed. */
function limit(schema: JsonObject, exclusive: string, inclusive: string, sign: 1 | -1): void {
  const bound = schema[exclusive];
  if (typeof bound !== 'number') return;
  delete schema[exclusive];
  const { multipleOf, type } = schema;
  const step = typeof multipleOf === 'number' ? multipleOf : type === 'integer' ? 1 : 0.01;
  const next = bound + sign * step;
  const other = schema[inclusive];
  schema[inclusive] = typeof other === 'number' ? (sign > 0 ? Math.max(other, next) : Math.min(other, next)) : next;
}

/** The number of multiples that are offered. */
const CHOICES = 50;

/** Replaces `multipleOf` by some multiples within the limits. */
function listMultiples(schema: JsonObject): void {
  const { multipleOf: step, minimum, maximum } = schema;
  if (typeof step !== 'number' || step <= 0 || schema.enum !== undefined) return;
  const first = Math.ceil((typeof minimum === 'number' ? minimum : 0) / step);
  const last = Math.floor(typeof maximum === 'number' ? maximum / step : first + 1000);
  const decimals = Math.min(20, (String(step).split('.')[1] ?? '').length);
  const stride = Math.max(1, Math.floor((last - first) / CHOICES));
  const multiples: number[] = [];
  for (let factor = first; factor <= last; factor += stride) multiples.push(Number((factor * step).toFixed(decimals)));
  if (multiples.length > 0) schema.enum = multiples;
}
