import type { JsonSchema } from '../model/json-schema';
import type { EffectiveSchema } from './effective-schema';

/** Sums a composed schema of one scalar up as if it were written in one place. */
export function flatSchema({ parts, types, limits, values }: EffectiveSchema): JsonSchema {
  const flat: JsonSchema = Object.assign({}, ...parts.map(({ schema }) => schema).toReversed());
  for (const keyword of ['$ref', 'allOf', 'anyOf', 'oneOf', 'const'] as const) delete flat[keyword];
  for (const [keyword, limit] of Object.entries(limits)) flat[keyword as keyof typeof limits] = limit.value;
  return { ...flat, type: [...types], enum: values && [...values.value] };
}
