import { isForeign } from '../../json-schema/effective/effective-children';
import type { JsonSchema, JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, PropertyPath, Schemas } from '../../json-schema/model/schemas';
import { itemsOf, propertiesOf, requiredOf, schemaParts } from '../../openapi/model/schema-facts';

/** A place in a body: names, and `*` for every item of an array. */
export interface BodyPlace {
  readonly path: string;
  readonly schema: LocatedSchema;
  /** The keywords that every value has to satisfy there, merged. */
  readonly keywords: JsonSchema;
  readonly required: boolean;
  readonly nullable: boolean;
}

const MAX_DEPTH = 4;

/** Walks the properties of a schema, those of objects and arrays in it too; `readOnly` ones are none of a client's. */
export function* bodyPlaces(schemas: Schemas, schema: LocatedSchema, above = '', depth = 0): Iterable<BodyPlace> {
  if (depth > MAX_DEPTH) return;
  const required = requiredOf(schemas, schema);
  for (const [name, property] of propertiesOf(schemas, schema)) {
    if (isForeign([property], schemas, 'request')) continue;
    const place = placeAt(schemas, property, above === '' ? name : `${above}.${name}`, required.has(name));
    yield place;
    yield* bodyPlaces(schemas, property, place.path, depth + 1);
    const items = itemsOf(schemas, property);
    if (items === undefined) continue;
    yield placeAt(schemas, items, `${place.path}.*`, false);
    yield* bodyPlaces(schemas, items, `${place.path}.*`, depth + 2);
  }
}

function placeAt(schemas: Schemas, schema: LocatedSchema, path: string, required: boolean): BodyPlace {
  const parts = schemaParts(schemas, schema, ['allOf']).map((part) => part.schema);
  const nullable = schemas.validator(schema, 'request')(null).length === 0;
  return { path, schema, keywords: Object.assign({}, ...[...parts].reverse()), required, nullable };
}

/** Spells the path of a value as places are spelled. */
export function placeName(path: PropertyPath): string {
  return path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
}

/** A value at a place, and where exactly it stands. */
export interface PlacedValue {
  readonly path: PropertyPath;
  /** Undefined where the property is missing. */
  readonly value: JsonValue | undefined;
}

/** The values of a body at a place; a property that is missing in its object counts as undefined. */
export function valuesAt(body: unknown, place: string): PlacedValue[] {
  let found: { path: PropertyPath; value: unknown }[] = [{ path: [], value: body }];
  for (const step of place.split('.')) {
    found = found.flatMap(({ path, value }) => {
      if (step === '*') {
        return Array.isArray(value) ? value.map((item, index) => ({ path: [...path, index], value: item })) : [];
      }
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
      const own = Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
      return [{ path: [...path, step], value: own }];
    });
  }
  return found as PlacedValue[];
}
