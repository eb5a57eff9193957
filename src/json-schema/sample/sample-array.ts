import { itemAt, longestArray, prefixLength } from '../effective/effective-children';
import type { EffectiveSchema } from '../effective/effective-schema';
import type { JsonValue } from '../model/json-schema';
import { canonicalText } from '../model/json-value';
import type { PropertyPath } from '../model/schemas';
import type { Generation, Trail } from './generation';

/** Attempts at another item where the first repeats an earlier one. */
const TRIES = 20;

/** Makes an array: as short as allowed where the value must end, else with one to three items where that is allowed. */
export function sampleArray(
  generation: Generation,
  effective: EffectiveSchema,
  path: PropertyPath,
  trail: Trail,
  example?: readonly JsonValue[],
): JsonValue[] {
  const least = Math.max(effective.limits.minItems?.value ?? 0, ...containedCounts(effective));
  const most = longestArray(effective).value;
  const wanted = Math.max(prefixLength(effective), example?.length ?? generation.randomAt(path).integer(1, 3));
  const frugal = example === undefined && (trail.closing || generation.options.optional === 'none');
  const length = Math.max(least, Math.min(most, frugal ? least : wanted));

  const items: JsonValue[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < length; index++) {
    const item = sampleItem(generation, effective, [...path, index], trail, seen, example?.[index]);
    // Fewer items are better than repeated ones, unless so many are asked for; the check at the end decides.
    if (item === undefined && items.length >= least) break;
    if (item !== undefined) items.push(item);
  }
  return items;
}

function sampleItem(
  generation: Generation,
  effective: EffectiveSchema,
  path: PropertyPath,
  trail: Trail,
  seen: Set<string>,
  given: JsonValue | undefined,
): JsonValue | undefined {
  const index = path.at(-1) as number;
  const { schemas } = generation;
  const contained = effective.parts.flatMap((part) => {
    const schema = schemas.below(part, 'contains');
    return schema && index < (minContains(part.schema) ?? 0) ? [schema] : [];
  });
  const conjunction = [...itemAt(schemas, effective, index), ...contained];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const item = generation.generate(conjunction, path, trail, attempt === 0 ? given : undefined);
    if (effective.unique === undefined) return item;
    const text = canonicalText(item);
    if (!seen.has(text)) {
      seen.add(text);
      return item;
    }
  }
  return undefined;
}

function containedCounts(effective: EffectiveSchema): number[] {
  return effective.parts.flatMap(({ schema }) => minContains(schema) ?? []);
}

function minContains(schema: EffectiveSchema['parts'][number]['schema']): number | undefined {
  if (schema.contains === undefined) return undefined;
  return schema.minContains ?? 1;
}
