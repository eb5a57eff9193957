import type { Random } from '../../json-schema/model/random';

/** A stretch of time in milliseconds, both ends included. */
export interface DelayRange {
  readonly min: number;
  readonly max: number;
}

/** The longest delay: ten minutes. */
export const LONGEST_DELAY = 600_000;

/**
 * Reads a delay: milliseconds, or two numbers of them with two dots between.
 *
 * @returns undefined for anything else, and when the second is below the first or above ten minutes
 * @example parseDelay('50..300') // { min: 50, max: 300 }
 */
export function parseDelay(text: string): DelayRange | undefined {
  const [, first, second = first] = /^(\d{1,6})(?:\.\.(\d{1,6}))?$/.exec(text) ?? [];
  if (first === undefined) return undefined;
  const range = { min: Number(first), max: Number(second) };
  return range.min <= range.max && range.max <= LONGEST_DELAY ? range : undefined;
}

/** Draws a whole number of milliseconds from a range. */
export function drawDelay({ min, max }: DelayRange, random: Random): number {
  return min === max ? min : random.integer(min, max);
}
