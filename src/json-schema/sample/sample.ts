import type { Conjunction } from '../effective/conjunction';
import { type EffectiveSchema, effectiveSchemas, hasDoubtfulNull } from '../effective/effective-schema';
import type { JsonType, JsonValue } from '../model/json-schema';
import { formatPropertyPath } from '../model/pointer';
import type { Random } from '../model/random';
import type { LocatedSchema, PropertyPath, Schemas } from '../model/schemas';
import { findExample, followExample } from './examples';
import { fitsLeaf } from './fits-leaf';
import type { SampleOptions } from './generation';
import { type Generation, SampleError, type Trail } from './generation';
import { sampleArray } from './sample-array';
import { sampleNumber } from './sample-number';
import { sampleObject } from './sample-object';
import { sampleText } from './sample-text';

export { SampleError } from './generation';

/** Attempts at a whole value, with other choices each time, until it passes the check. */
const ATTEMPTS = 40;
/** First attempts, with proposed values. */
const PROPOSED_ATTEMPTS = 12;
/** First attempts, with as many optional properties as were asked for. */
const FULL_ATTEMPTS = 16;
/** Attempts where a value is taken that is not valid. */
const LENIENT_ATTEMPTS = 4;
/** A value with more places than this comes to its end; documents exist whose schemas unfold without bound. */
const MOST_PLACES = 500;
/** From this depth on only what is required is filled in. */
const DEEP = 8;
/** More than of any variant that says something. */
const DOUBTFUL_EFFORT = 100;
/** A required property that contains itself more often than this never ends. */
const DEEPEST = 64;
/** The share of optional values that are null when only some are wanted. */
const NULL_SHARE = 0.15;

/**
 * Makes a valid value of a schema. It follows the keywords while building, and the validator confirms the result; an
 * answer of the wrong shape is never returned.
 *
 * @param schema - what the value must satisfy
 * @param options - randomness by path, direction, which optional properties, and realistic proposals
 * @throws SampleError when no valid value was found, for example because the schema contradicts itself
 * @example
 * sample(schemas, schemas.at('#/components/schemas/Note'), {
 *   randomAt: (path) => createRandom(1, formatPropertyPath(path)), direction: 'request', optional: 'all',
 * });
 */
export function sample(schemas: Schemas, schema: LocatedSchema, options: SampleOptions): JsonValue {
  return sampleTogether(schemas, [schema], options);
}

/**
 * Makes a value that satisfies several schemas at once, as {@link sample} does for one.
 *
 * @param conjunction - the schemas; any value will do when there are none
 * @throws SampleError when no such value was found
 */
export function sampleTogether(schemas: Schemas, conjunction: Conjunction, options: SampleOptions): JsonValue {
  const validators = conjunction.map((schema) => schemas.validator(schema, options.direction));
  const streams = new Map<string, Random>();
  const randomAt = (path: PropertyPath): Random => {
    const key = JSON.stringify(path);
    const random = streams.get(key) ?? options.randomAt(path);
    streams.set(key, random);
    return random;
  };

  const { given, lenient } = options;
  const attempts = lenient ? LENIENT_ATTEMPTS : ATTEMPTS;
  let fault = 'no value can satisfy it';
  let best: { readonly value: JsonValue; readonly faults: number } | undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    // A proposal that fits its place may still not fit the whole (a `not`, a `uniqueItems` far above).
    const { propose: _, ...unproposed } = options;
    const chosen = attempt < Math.min(attempts / 2, PROPOSED_ATTEMPTS) ? options : unproposed;
    const generation = startGeneration(schemas, { ...chosen, optional: fill(options, attempt) }, randomAt, attempt);
    try {
      const value = generation.generate(conjunction, [], OUTERMOST, given);
      const violations = validators.flatMap((validate) => validate(value));
      const [violation] = violations;
      if (!violation) return value;
      fault = `"${formatPropertyPath(violation.path)}" ${violation.detail} (${violation.pointer})`;
      if (best === undefined || violations.length < best.faults) best = { value, faults: violations.length };
    } catch (error) {
      if (!(error instanceof SampleError)) throw error;
      fault = error.message;
    }
  }
  if (lenient) return best?.value ?? null;
  throw new SampleError(conjunction[0]?.pointer ?? '#', `has no sample: ${fault}`, best?.value);
}

/** A value with everything in it is often of two branches of a `oneOf` at once; one with less is of one of them. */
function fill({ optional }: SampleOptions, attempt: number): SampleOptions['optional'] {
  if (attempt < FULL_ATTEMPTS || attempt % 3 === 0 || optional === 'none') return optional;
  return attempt % 3 === 1 ? 'none' : 'some';
}

const OUTERMOST: Trail = { pointers: new Set(), depth: 0, closing: false };

function startGeneration(
  schemas: Schemas,
  options: SampleOptions,
  randomAt: (path: PropertyPath) => Random,
  attempt: number,
): Generation {
  let places = 0;
  const generation: Generation = {
    schemas,
    options,
    randomAt,
    attempt,
    generate: (conjunction, path, trail, given) => {
      places++;
      const pointers = new Set([...trail.pointers, ...conjunction.map(({ pointer }) => pointer)]);
      const recurs = pointers.size < trail.pointers.size + conjunction.length;
      const closing = trail.closing || recurs || places > MOST_PLACES || trail.depth > DEEP;
      if (trail.depth > DEEPEST) throw new SampleError(conjunction[0]?.pointer ?? '#', 'never comes to an end');
      const place = { pointers, depth: trail.depth + 1, closing };
      try {
        return generateAt(generation, conjunction, path, place, given);
      } catch (error) {
        // Where nothing fits, the rest of the value is worth more than none.
        if (!options.lenient || path.length === 0 || !(error instanceof SampleError)) throw error;
        return given ?? null;
      }
    },
  };
  return generation;
}

function generateAt(
  generation: Generation,
  conjunction: Conjunction,
  path: PropertyPath,
  trail: Trail,
  given: JsonValue | undefined,
): JsonValue {
  const { schemas, options, randomAt } = generation;
  const variants = effectiveSchemas(schemas, conjunction);
  const random = randomAt(path);
  const example = options.examples ? findExample(schemas, variants, given) : undefined;
  const effective = example?.effective ?? chooseVariant(variants, generation, random, trail);
  if (!effective) throw new SampleError(conjunction[0]?.pointer ?? '#', 'contradicts itself');
  if (example !== undefined) {
    const followed = followExample(generation, example, path, trail);
    if (followed !== undefined) return followed;
  }
  const place = conjunction[0];
  const proposed =
    place && isLeaf(effective) ? options.propose?.({ path, schema: place, effective, random }) : undefined;
  if (proposed !== undefined && variants.some((variant) => fitsLeaf(variant, proposed))) return proposed;
  const nullable = variants.some((variant) => !hasDoubtfulNull(variant) && fitsLeaf(variant, null));
  if (nullable && (trail.closing || (options.optional === 'some' && random.chance(NULL_SHARE)))) return null;
  const value = effective.values
    ? pickValue(effective, effective.values.value, random)
    : ofType(generation, effective, random.pick(likelyTypes(effective)), path, trail);
  if (value !== undefined) return value;
  if (variants.some((variant) => fitsLeaf(variant, null))) return null;
  throw new SampleError(conjunction[0]?.pointer ?? '#', 'has constraints that no tried value meets');
}

function pickValue(effective: EffectiveSchema, values: readonly JsonValue[], random: Random): JsonValue | undefined {
  const fitting = values.filter((value) => value !== null && fitsLeaf(effective, value));
  return fitting.length > 0 ? random.pick(fitting) : undefined;
}

function ofType(
  generation: Generation,
  effective: EffectiveSchema,
  type: JsonType,
  path: PropertyPath,
  trail: Trail,
): JsonValue | undefined {
  const random = generation.randomAt(path);
  switch (type) {
    case 'null':
      return null;
    case 'boolean':
      return random.chance(0.5);
    case 'integer':
    case 'number':
      return sampleNumber(effective, random);
    case 'string':
      return sampleText(effective, random);
    case 'array':
      return sampleArray(generation, effective, path, trail);
    case 'object':
      return sampleObject(generation, effective, path, trail);
  }
}

/**
 * Chooses one of the ways to satisfy a schema: by chance among those that allow more than null, and another one on each
 * further attempt; where the value must end, the one that ends soonest.
 */
function chooseVariant(
  variants: readonly EffectiveSchema[],
  generation: Generation,
  random: Random,
  trail: Trail,
): EffectiveSchema | undefined {
  if (trail.closing) {
    const ranked = variants.toSorted((one, other) => effort(one, trail) - effort(other, trail));
    return ranked[generation.attempt % ranked.length];
  }
  const filled = variants.filter(({ types }) => types.some((type) => type !== 'null'));
  const choices = filled.length > 0 ? filled : variants;
  if (choices.length <= 1) return choices[0];
  // Where chance did not help, one after the other: of many overlapping branches a single one may do.
  const start = generation.attempt < FULL_ATTEMPTS ? random.integer(0, choices.length - 1) : 0;
  return choices[(start + generation.attempt) % choices.length];
}

/** True when a value of the schema is a scalar. */
function isLeaf(effective: EffectiveSchema): boolean {
  return likelyTypes(effective).some((type) => type !== 'array' && type !== 'object');
}

/**
 * The types that a sample may have: not null where there is another one. Where no type is declared, the keywords tell what
 * the author had in mind.
 */
function likelyTypes(effective: EffectiveSchema): readonly JsonType[] {
  if (effective.typePointer !== undefined) {
    const filled = effective.types.filter((type) => type !== 'null');
    return filled.length > 0 ? filled : effective.types;
  }
  const has = (...keywords: string[]): boolean =>
    effective.parts.some(({ schema }) => keywords.some((keyword) => keyword in schema));
  if (has('properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties')) return ['object'];
  if (has('items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains')) return ['array'];
  if (has('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf')) return ['number'];
  return ['string'];
}

/**
 * The distance of a variant from an end: null, scalars, arrays that may be empty, objects, and what contains itself. A null
 * that nothing promises is the last way out of what contains itself again and again.
 */
function effort(variant: EffectiveSchema, trail: Trail): number {
  const { types, parts, limits } = variant;
  if (types.includes('null')) return hasDoubtfulNull(variant) && trail.depth <= 3 * DEEP ? DOUBTFUL_EFFORT : 0;
  if (types.some((type) => type !== 'array' && type !== 'object')) return 1;
  if (types.includes('array') && !limits.minItems?.value) return 2;
  return 3 + parts.filter(({ pointer }) => trail.pointers.has(pointer)).length;
}
