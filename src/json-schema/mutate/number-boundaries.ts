import { formats } from '../formats/formats';
import { multipleBelow } from '../model/decimal';
import { isWhole } from '../sample/sample-number';
import type { Boundary } from './boundary-rule';
import type { Place } from './places';

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
