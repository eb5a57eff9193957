import type { JsonSchema } from '../../../json-schema/json-schema';
import type { Random } from '../../../json-schema/random';
import { wordsOf } from './generator-for';

/** Usual values by name: from, to, and the step of numbers that are no integers. The first that matches counts. */
const usual: readonly (readonly [pattern: RegExp, from: number, to: number, step: number])[] = [
  [/price|amount|cost|total|fee|salary|balance/, 1, 500, 0.01],
  [/quantity|stock|count|pieces|seats|units/, 0, 250, 1],
  [/\bage\b/, 18, 90, 1],
  [/year/, 1990, 2025, 1],
  [/percent|discount|\brate\b|share/, 0, 100, 0.5],
  [/rating|score|stars/, 0, 5, 0.1],
  [/\blat(itude)?\b/, -60, 70, 0.0001],
  [/\b(lon|lng|longitude)\b/, -180, 180, 0.0001],
  [/weight|height|width|length|depth|size/, 1, 250, 0.1],
];

/**
 * Chooses a number that suits a property's name within the limits of its schema, on the grid of `multipleOf`.
 *
 * @returns undefined when the limits leave none on the grid
 */
export function numberFor(name: string, schema: JsonSchema, integer: boolean, random: Random): number | undefined {
  const words = wordsOf(name);
  const [, from, to, fine] = usual.find(([pattern]) => pattern.test(words)) ?? [words, 1, 1000, 0.01];
  const step = schema.multipleOf ?? (integer ? 1 : fine);
  const lowest = Math.max(schema.minimum ?? -Infinity, (schema.exclusiveMinimum ?? -Infinity) + step);
  const highest = Math.min(schema.maximum ?? Infinity, (schema.exclusiveMaximum ?? Infinity) - step);
  const usualFits = Math.max(from, lowest) <= Math.min(to, highest);
  const [low, high] = usualFits
    ? [Math.max(from, lowest), Math.min(to, highest)]
    : [
        Number.isFinite(lowest) ? lowest : highest - 1000 * step,
        Number.isFinite(highest) ? highest : lowest + 1000 * step,
      ];
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  if (!(first <= last) || !Number.isSafeInteger(first) || !Number.isSafeInteger(last)) return undefined;
  return onGrid(random.integer(first, last), step);
}

/** A multiple of a step as the decimal that a person would write, free of rounding noise. */
function onGrid(multiple: number, step: number): number {
  const [mantissa = '', power = '0'] = String(step).split('e');
  const decimals = (mantissa.split('.')[1]?.length ?? 0) - Number(power);
  const value = Number((multiple * step).toFixed(Math.min(100, Math.max(0, decimals))));
  return value === 0 ? 0 : value;
}
