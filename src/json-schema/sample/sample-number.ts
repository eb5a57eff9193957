import type { EffectiveSchema } from '../effective/effective-schema';
import { multipleBelow } from '../model/decimal';
import type { Random } from '../model/random';
import { fitsLeaf } from './fits-leaf';

/** The width of the range that numbers stay in where no limit is given. */
const WIDTH = 1000;

/**
 * Makes a number that fits an effective schema: a whole one where it must be, two decimals where they fit.
 *
 * @returns undefined when none was found
 */
export function sampleNumber(effective: EffectiveSchema, random: Random): number | undefined {
  for (const candidate of candidates(effective, random)) if (fitsLeaf(effective, candidate)) return candidate;
  return undefined;
}

function* candidates(effective: EffectiveSchema, random: Random): Generator<number> {
  const { low, high } = numberRange(effective);
  const span = high - low;
  const divisor = effective.divisors[0]?.value;
  if (divisor === undefined) {
    if (isWhole(effective)) yield random.integer(Math.ceil(low), Math.floor(high));
    yield Math.round((low + random.next() * span) * 100) / 100;
    yield* [
      low + span / 2,
      Math.fround(low + span / 2),
      low,
      high,
      Math.ceil(low),
      Math.ceil(low) + 1,
      Math.floor(high),
    ];
    return;
  }
  yield multipleBelow(low + random.integer(0, Math.floor(Math.min(span / divisor, 1e6))) * divisor, divisor);
  // Several divisors rarely agree at once; their common multiples are found by walking down from the top.
  const most = multipleBelow(high, divisor);
  for (let step = 0; step < WIDTH; step++) yield multipleBelow(most - step * divisor, divisor);
}

/** The stretch that samples are taken from, both ends included; an exclusive limit may lie on an end. */
function numberRange(effective: EffectiveSchema): { readonly low: number; readonly high: number } {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = effective.limits;
  const least = largest([minimum?.value, exclusiveMinimum?.value]);
  const most = smallest([maximum?.value, exclusiveMaximum?.value]);
  const width = Math.max(WIDTH, WIDTH * (effective.divisors[0]?.value ?? 0));
  const low = least ?? Math.min(0, (most ?? 0) - width);
  return { low, high: Math.min(most ?? low + width, Math.max(low + width, low * 1.5)) };
}

/** True when only whole numbers fit. */
export function isWhole(effective: EffectiveSchema): boolean {
  return (
    !effective.types.includes('number') || effective.formats.some(({ value }) => value === 'int32' || value === 'int64')
  );
}

function largest(values: readonly (number | undefined)[]): number | undefined {
  const given = values.filter((value) => value !== undefined);
  return given.length === 0 ? undefined : Math.max(...given);
}

function smallest(values: readonly (number | undefined)[]): number | undefined {
  const given = values.filter((value) => value !== undefined);
  return given.length === 0 ? undefined : Math.min(...given);
}
