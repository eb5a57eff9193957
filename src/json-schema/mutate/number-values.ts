import { formats } from '../formats/formats';
import { multipleBelow } from '../model/decimal';
import { isWhole } from '../sample/sample-number';
import type { Place } from './places';
import type { Boundary, Breach } from './value-rules';

/** The limits of a number, the numbers just inside them, zero, one, a negative one and a fraction. */
export function numberBoundaries({ effective, conjunction }: Place): readonly Boundary[] {
  const { types, limits, divisors, values, formats: names } = effective;
  if (values || !types.some((type) => type === 'number' || type === 'integer')) return [];
  const divisor = divisors[0]?.value;
  const step = divisor ?? (isWhole(effective) ? 1 : 0.01);
  const found: Boundary[] = [];
  const add = (label: string, value: number, pointer: string): void => {
    found.push({ label, value, pointer });
  };

  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = limits;
  if (minimum) {
    add(`the minimum ${minimum.value}`, minimum.value, minimum.pointer);
    add('one step above the minimum', shift(minimum.value, step), minimum.pointer);
  }
  if (exclusiveMinimum)
    add(`just above ${exclusiveMinimum.value}`, shift(exclusiveMinimum.value, step), exclusiveMinimum.pointer);
  if (maximum) {
    add('one step below the maximum', shift(maximum.value, -step), maximum.pointer);
    add(`the maximum ${maximum.value}`, maximum.value, maximum.pointer);
  }
  if (exclusiveMaximum)
    add(`just below ${exclusiveMaximum.value}`, shift(exclusiveMaximum.value, -step), exclusiveMaximum.pointer);
  for (const { value: name, pointer } of names) {
    const format = formats.get(name);
    if (format?.type !== 'number') continue;
    for (const { label, value } of format.unusual) found.push({ label, value, pointer });
  }
  const whole = effective.typePointer ?? conjunction[0]?.pointer ?? '#';
  add('zero', 0, whole);
  add('one', 1, whole);
  add('negative', -step, whole);
  if (!isWhole(effective)) {
    add('a fraction', 0.5, whole);
    add('a fraction with noise', 0.1 + 0.2, whole);
  }
  return found;
}

/** A neighbour on the grid of steps, free of rounding noise. */
function shift(value: number, step: number): number {
  const grid = Math.abs(step);
  const below = multipleBelow(value, grid);
  if (step > 0) return multipleBelow(below + grid * 1.5, grid);
  return below < value ? below : multipleBelow(value - grid / 2, grid);
}

/** Numbers beyond a limit or a format, and between the multiples of a divisor. */
export function numberMutations({ effective, value }: Place): readonly Breach[] {
  if (typeof value !== 'number' || effective.values) return [];
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = effective.limits;
  const divisor = effective.divisors[0]?.value;
  const step = divisor ?? (isWhole(effective) ? 1 : 0.01);
  const breaches: Breach[] = [];
  const add = (keyword: string, label: string, broken: number): void => {
    breaches.push({ keyword, label, value: broken });
  };

  if (minimum) {
    add('minimum', `one step below ${minimum.value}`, below(minimum.value, step));
    add('minimum', 'far too small', below(minimum.value - 1e6 * step, step));
  }
  if (maximum) {
    add('maximum', `one step above ${maximum.value}`, above(maximum.value, step));
    add('maximum', 'far too large', above(maximum.value + 1e6 * step, step));
  }
  if (exclusiveMinimum) {
    add('exclusiveMinimum', `${exclusiveMinimum.value} itself`, exclusiveMinimum.value);
    add('exclusiveMinimum', `below ${exclusiveMinimum.value}`, below(exclusiveMinimum.value, step));
  }
  if (exclusiveMaximum) {
    add('exclusiveMaximum', `${exclusiveMaximum.value} itself`, exclusiveMaximum.value);
    add('exclusiveMaximum', `above ${exclusiveMaximum.value}`, above(exclusiveMaximum.value, step));
  }
  for (const { value: multiple } of effective.divisors) {
    // A whole number is asked for by its type as well, so a neighbour is the better breach of a whole divisor.
    if (Number.isInteger(multiple)) {
      add('multipleOf', `one more than a multiple of ${multiple}`, value + 1);
      add('multipleOf', `one less than a multiple of ${multiple}`, value - 1);
    }
    add('multipleOf', `between multiples of ${multiple}`, value + multiple / 2);
    add('multipleOf', `between multiples of ${multiple}`, value - multiple / 2);
  }
  for (const { value: name } of effective.formats) {
    const format = formats.get(name);
    if (format?.type !== 'number') continue;
    for (const { label, value: broken } of format.invalid) {
      if (typeof broken === 'number') add('format', label, broken);
    }
    if (isWhole(effective)) add('format', 'a fraction', value + 0.5);
  }
  return breaches;
}

function below(limit: number, step: number): number {
  const multiple = multipleBelow(limit, step);
  return multiple < limit ? multiple : multipleBelow(limit - step / 2, step);
}

function above(limit: number, step: number): number {
  return multipleBelow(multipleBelow(limit, step) + step * 1.5, step);
}
