import type { EffectiveSchema } from '../effective/effective-schema';
import { formats } from '../formats/formats';
import { isMultipleOf } from '../model/decimal';
import type { JsonValue } from '../model/json-schema';
import { typesOf } from '../model/json-value';
import { patternMatcher } from '../patterns/pattern-matcher';

/**
 * Tells whether a scalar satisfies an effective schema. It is what generators ask while they try values; the finished
 * value is checked by the real validator.
 */
export function fitsLeaf(effective: EffectiveSchema, value: JsonValue): boolean {
  if (!typesOf(value).some((type) => effective.types.includes(type))) return false;
  if (effective.values && !effective.values.value.includes(value)) return false;
  if (typeof value === 'string') return fitsText(effective, value);
  return typeof value !== 'number' || fitsNumber(effective, value);
}

function fitsText({ limits, patterns, formats: names }: EffectiveSchema, text: string): boolean {
  if (limits.minLength || limits.maxLength) {
    const length = countCodePoints(text);
    if (length < (limits.minLength?.value ?? 0) || length > (limits.maxLength?.value ?? length)) return false;
  }
  return patterns.every(({ value }) => matches(value, text)) && names.every(({ value }) => fitsFormat(value, text));
}

/** True when a text matches a pattern as JSON Schema reads it: anywhere in the text. */
export function matches(pattern: string, text: string): boolean {
  return patternMatcher(pattern).test(text);
}

function fitsNumber({ limits, divisors, formats: names }: EffectiveSchema, number: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = limits;
  return (
    (!minimum || number >= minimum.value) &&
    (!maximum || number <= maximum.value) &&
    (!exclusiveMinimum || number > exclusiveMinimum.value) &&
    (!exclusiveMaximum || number < exclusiveMaximum.value) &&
    divisors.every(({ value }) => isMultipleOf(number, value)) &&
    names.every(({ value }) => fitsFormat(value, number))
  );
}

function fitsFormat(name: string, value: string | number): boolean {
  const format = formats.get(name);
  return format === undefined || format.type !== typeof value || format.validate(value);
}

/** The length of a text as JSON Schema counts it (validation, section 6.3.1). */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
