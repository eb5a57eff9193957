import type { Conjunction } from '../effective/conjunction';
import { itemAt, longestArray, prefixLength, propertyNames, propertyOf } from '../effective/effective-children';
import { type EffectiveSchema, effectiveSchemas } from '../effective/effective-schema';
import type { JsonValue } from '../model/json-schema';
import { isJsonObject, typesOf } from '../model/json-value';
import { formatPropertyPath } from '../model/pointer';
import { createRandom, type Random } from '../model/random';
import type { Direction, LocatedSchema, PropertyPath, Schemas } from '../model/schemas';
import { SampleError, sampleTogether } from '../sample/sample';
import { getAt, replaceAt } from './value-path';

/** A place in a valid value, and what its schema says of it. */
export interface Place {
  readonly path: PropertyPath;
  /** The schemas that apply here. */
  readonly conjunction: Conjunction;
  /** The branches that the value here satisfies, merged. */
  readonly effective: EffectiveSchema;
  /** Every way to satisfy the schemas here. */
  readonly variants: readonly EffectiveSchema[];
  /** The whole value: valid, with something other than null here wherever that is allowed. */
  readonly root: JsonValue;
  /** The part of the whole value at this place. */
  readonly value: JsonValue;
}

/** A walk ends after this many places; documents exist whose schemas unfold without bound. */
const MOST_PLACES = 400;

/** The places of a walk that are tried in every way; behind them each constraint is tried once, or thousands of cases would say the same. */
const FULL_PLACES = 30;

/**
 * Creates the choice among what can be tried at the places of one walk: all of it at the first places, and behind them what is about
 * a constraint that nothing there was about before.
 */
export function createChoice(): <V>(
  index: number,
  all: readonly V[],
  constraintOf: (each: V) => string,
) => readonly V[] {
  const seen = new Set<string>();
  return (index, all, constraintOf) => {
    if (index < FULL_PLACES) return all;
    return all.filter((each) => {
      const constraint = constraintOf(each);
      return !seen.has(constraint) && seen.add(constraint);
    });
  };
}

/** The context of a walk over the places of a value. */
export interface Walk {
  readonly schemas: Schemas;
  readonly direction: Direction;
  /** True when the whole value is valid. */
  readonly isValid: (root: JsonValue) => boolean;
  /** A value for a place, or undefined when none is found. */
  readonly sampleFor: (conjunction: Conjunction, path: PropertyPath, salt?: string) => JsonValue | undefined;
  /** A stream for the choices made at a path. */
  readonly randomAt: (path: PropertyPath) => Random;
}

/** Prepares a walk through values of a schema. */
export function startWalk(schemas: Schemas, schema: LocatedSchema, direction: Direction): Walk {
  const validate = schemas.validator(schema, direction);
  const randomAt = (path: PropertyPath): Random => createRandom('places', formatPropertyPath(path));
  return {
    schemas,
    direction,
    randomAt,
    isValid: (root) => validate(root).length === 0,
    sampleFor: (conjunction, path, salt = '') => {
      const keyed = (below: PropertyPath): Random => createRandom(salt, formatPropertyPath([...path, ...below]));
      try {
        return sampleTogether(schemas, conjunction, { direction, optional: 'none', randomAt: keyed });
      } catch (error) {
        if (error instanceof SampleError) return undefined;
        throw error;
      }
    },
  };
}

/**
 * Lists the places of a valid value, outermost first, those of absent optional properties, of null and of empty arrays
 * included: there the whole value is extended by a sample. Of an array's like items, the first one stands for all.
 *
 * @param base - a valid value of the schema
 */
export function placesOf(walk: Walk, schema: LocatedSchema, base: JsonValue): Place[] {
  const places: Place[] = [];
  const visit = (conjunction: Conjunction, path: PropertyPath, root: JsonValue, around: ReadonlySet<string>): void => {
    if (places.length >= MOST_PLACES) return;
    const place = placeAt(walk, conjunction, path, root, around);
    if (!place) return;
    places.push(place);
    const inside = new Set([...around, ...place.effective.parts.map(({ pointer }) => pointer)]);
    for (const child of [...propertiesOf(walk, place), ...itemsOf(walk, place)]) {
      const present = getAt(place.root, child.path) !== undefined;
      // What is not there is added once, not for ever.
      if (!present && child.conjunction.some(({ pointer }) => inside.has(pointer))) continue;
      const extended = present ? place.root : extend(walk, place.root, child.path, child.conjunction);
      if (extended !== undefined) visit(child.conjunction, child.path, extended, inside);
    }
  };
  visit([schema], [], base, new Set());
  return places;
}

function placeAt(
  walk: Walk,
  conjunction: Conjunction,
  path: PropertyPath,
  root: JsonValue,
  around: ReadonlySet<string>,
): Place | undefined {
  const variants = effectiveSchemas(walk.schemas, conjunction);
  // As with what is absent: a schema that contains itself is filled in once.
  const fillable = getAt(root, path) === null && !conjunction.some(({ pointer }) => around.has(pointer));
  const filled = fillable ? (fill(walk, variants, conjunction, path, root) ?? root) : root;
  const value = getAt(filled, path) ?? null;
  const fitting = variants.filter(({ types }) => typesOf(value).some((type) => types.includes(type)));
  const effective =
    fitting.length <= 1
      ? fitting[0]
      : fitting.find(({ parts }) =>
          parts.every((part) => walk.schemas.validator(part, walk.direction)(value).length === 0),
        );
  return effective && { path, conjunction, effective, variants, root: filled, value };
}

/** The whole value with a sample instead of null. */
function fill(
  walk: Walk,
  variants: readonly EffectiveSchema[],
  conjunction: Conjunction,
  path: PropertyPath,
  root: JsonValue,
): JsonValue | undefined {
  if (variants.every(({ types }) => types.every((type) => type === 'null'))) return undefined;
  return extend(walk, root, path, conjunction);
}

function extend(walk: Walk, root: JsonValue, path: PropertyPath, conjunction: Conjunction): JsonValue | undefined {
  const sampled = walk.sampleFor(conjunction, path);
  if (sampled === undefined) return undefined;
  const extended = replaceAt(root, path, sampled);
  return walk.isValid(extended) ? extended : undefined;
}

interface Child {
  readonly path: PropertyPath;
  readonly conjunction: Conjunction;
}

function propertiesOf(walk: Walk, { effective, value, path }: Place): Child[] {
  if (!isJsonObject(value)) return [];
  const named = propertyNames(walk.schemas, effective, walk.direction);
  const mapped = effective.parts.some(({ schema }) => typeof schema.additionalProperties === 'object');
  const [entry] = [...Object.keys(value).filter((name) => !named.includes(name)), ...(mapped ? ['entry1'] : [])];
  return [...named, ...(entry === undefined ? [] : [entry])].flatMap((name) => {
    const { conjunction, forbidden } = propertyOf(walk.schemas, effective, name);
    return forbidden === undefined && conjunction.length > 0 ? [{ path: [...path, name], conjunction }] : [];
  });
}

function itemsOf(walk: Walk, { effective, value, path }: Place): Child[] {
  if (!Array.isArray(value)) return [];
  const most = Math.min(prefixLength(effective) + 1, longestArray(effective).value, value.length + 1);
  return Array.from({ length: most }, (_, index) => ({
    path: [...path, index],
    conjunction: itemAt(walk.schemas, effective, index),
  })).filter(({ conjunction }) => conjunction.length > 0);
}
