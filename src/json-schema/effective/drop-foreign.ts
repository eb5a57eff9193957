import type { JsonObject, JsonValue } from '../model/json-schema';
import type { Direction, LocatedSchema, Schemas } from '../model/schemas';
import type { Conjunction } from './conjunction';
import { isForeign, itemAt, propertyOf } from './effective-children';
import { effectiveSchemas } from './effective-schema';

/**
 * Copies a value without the properties that the other side owns, at any depth: an example that stands for request and answer alike
 * shows a password in the answer.
 *
 * @param direction - the way that the value goes
 * @returns the value itself where nothing has to go
 */
export function dropForeign(
  schemas: Schemas,
  schema: LocatedSchema,
  value: JsonValue,
  direction: Direction,
): JsonValue {
  return drop(schemas, [[schema]], value, direction);
}

/** @param alternatives - what the value may have to satisfy, one for each choice of branches around it */
function drop(
  schemas: Schemas,
  alternatives: readonly Conjunction[],
  value: JsonValue,
  direction: Direction,
): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  const variants = alternatives.flatMap((conjunction) => effectiveSchemas(schemas, conjunction));
  if (Array.isArray(value)) {
    const items = value.map((item, index) =>
      drop(schemas, alike(variants.map((variant) => itemAt(schemas, variant, index))), item, direction),
    );
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const kept: JsonObject = {};
  let isWhole = true;
  for (const [name, member] of Object.entries(value)) {
    const places = alike(variants.map((variant) => propertyOf(schemas, variant, name).conjunction));
    const isDropped = places.length > 0 && places.every((place) => isForeign(place, schemas, direction));
    const copy = isDropped ? member : drop(schemas, places, member, direction);
    isWhole &&= !isDropped && copy === member;
    if (!isDropped)
      Object.defineProperty(kept, name, { value: copy, configurable: true, enumerable: true, writable: true });
  }
  return isWhole ? value : kept;
}

/** The places of which a schema says something, each once: branches share most of their properties. */
function alike(places: readonly Conjunction[]): Conjunction[] {
  const byPointers = new Map(places.map((place) => [place.map(({ pointer }) => pointer).join(' '), place]));
  byPointers.delete('');
  return [...byPointers.values()];
}
