import { childPointer } from '../model/pointer';
import type { Schemas } from '../model/schemas';
import type { Conjunction } from './conjunction';
import type { EffectiveSchema } from './effective-schema';

/**
 * Gives the schemas that apply to the item at an index: its `prefixItems` entry, else `items` (JSON Schema core, section
 * 10.3.1).
 */
export function itemAt(schemas: Schemas, effective: EffectiveSchema, index: number): Conjunction {
  return effective.parts.flatMap((part) => {
    const prefix = part.schema.prefixItems ?? [];
    const found =
      index < prefix.length ? schemas.below(part, 'prefixItems', String(index)) : schemas.below(part, 'items');
    return found ? [found] : [];
  });
}

/** How many `prefixItems` there are. */
export function prefixLength(effective: EffectiveSchema): number {
  return Math.max(0, ...effective.parts.map(({ schema }) => schema.prefixItems?.length ?? 0));
}

/** The largest length that `maxItems` and a closing `items: false` leave, with the keyword that says so. */
export function longestArray(effective: EffectiveSchema): { readonly value: number; readonly pointer?: string } {
  let longest: { value: number; pointer?: string } = effective.limits.maxItems ?? { value: Number.POSITIVE_INFINITY };
  for (const { schema, pointer } of effective.parts) {
    const length = schema.prefixItems?.length ?? 0;
    if (schema.items === false && length < longest.value)
      longest = { value: length, pointer: childPointer(pointer, 'items') };
  }
  return longest;
}
