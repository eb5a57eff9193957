import type { EffectiveSchema } from '../effective/effective-schema';
import type { JsonType } from '../model/json-schema';
import type { Random } from '../model/random';
import type { Generation, Trail } from './generation';

/**
 * Chooses one of the ways to satisfy a schema: by chance among those that allow more than null, and another one on each
 * further attempt; where the value must end, the one that ends soonest.
 */
export function chooseVariant(
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
  return choices[(random.integer(0, choices.length - 1) + generation.attempt) % choices.length];
}

/** Whether a value of the schema is a scalar. */
export function isLeaf(effective: EffectiveSchema): boolean {
  return likelyTypes(effective).some((type) => type !== 'array' && type !== 'object');
}

/**
 * The types that a sample may have: not null where there is another one. Where no type is declared, the keywords tell what
 * the author had in mind.
 */
export function likelyTypes(effective: EffectiveSchema): readonly JsonType[] {
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

/** How far a variant is from an end: null, scalars, arrays that may be empty, objects, and what contains itself. */
function effort({ types, parts, limits }: EffectiveSchema, trail: Trail): number {
  if (types.includes('null')) return 0;
  if (types.some((type) => type !== 'array' && type !== 'object')) return 1;
  if (types.includes('array') && !limits.minItems?.value) return 2;
  return 3 + parts.filter(({ pointer }) => trail.pointers.has(pointer)).length;
}
