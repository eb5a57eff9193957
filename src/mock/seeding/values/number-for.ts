import type { JsonSchema, JsonValue } from '../../../json-schema/model/json-schema';
import type { Random } from '../../../json-schema/model/random';
import { wordsOf } from './generator-for';
import { OLDEST_AGE, SEED_CLOCK } from './generators';

/** From, to, and the step of numbers that are no integers. */
type Usual = readonly [from: number, to: number, step: number];

const SECONDS: Usual = [(SEED_CLOCK - OLDEST_AGE) / 1000, SEED_CLOCK / 1000, 1];

/** Usual values by name. The first that matches counts. */
const USUAL: readonly (readonly [pattern: RegExp, usual: Usual])[] = [
  [/temperature|dew ?point|feels like|wind chill/, [-10, 35, 0.1]],
  [/humidity|cloud ?cover|probability|battery/, [0, 100, 1]],
  [/precipitation|\brain|snow|showers/, [0, 20, 0.1]],
  [/\bwind/, [0, 30, 0.1]],
  [/pressure/, [980, 1040, 0.1]],
  [
    /\b(timestamp|epoch|created|updated|modified|expires|\w+ at|(start|end|creat\w+|updat\w+|expir\w+) (time|date))$/,
    SECONDS,
  ],
  [/price|amount|cost|total|fee|salary|balance/, [1, 500, 0.01]],
  [/percent|discount|\brate\b|share/, [0, 100, 0.5]],
  [/quantity|stock|count|pieces|seats|units/, [0, 250, 1]],
  [/\bage\b/, [18, 90, 1]],
  [/year/, [1990, 2025, 1]],
  [/rating|score|stars/, [0, 5, 0.1]],
  [/\blat(itude)?\b/, [-60, 70, 0.0001]],
  [/\b(lon|lng|longitude)\b/, [-180, 180, 0.0001]],
  [/\b(coordinates|bbox|bounding box|center|centroid)$/, [-60, 70, 0.0001]],
  [/weight|height|width|length|depth|size/, [1, 250, 0.1]],
];

/**
 * Chooses a number that suits a property's name and a documented example of it within the limits of its schema, on the grid of
 * `multipleOf`.
 *
 * @param example - where the document gives one
 * @returns undefined when the limits leave none on the grid
 */
export function numberFor(
  name: string,
  schema: JsonSchema,
  integer: boolean,
  random: Random,
  example?: JsonValue,
): number | undefined {
  const words = wordsOf(name);
  const [from, to, fine] =
    typeof example === 'number'
      ? around(example)
      : (USUAL.find(([pattern]) => pattern.test(words))?.[1] ?? [1, 1000, 0.01]);
  const step = schema.multipleOf ?? (integer ? 1 : fine);
  const lowest = Math.max(schema.minimum ?? -Infinity, (schema.exclusiveMinimum ?? -Infinity) + step);
  const highest = Math.min(schema.maximum ?? Infinity, (schema.exclusiveMaximum ?? Infinity) - step);
  // Where the two have hardly anything in common, the name means something else here.
  const shared = Math.min(to, highest) - Math.max(from, lowest);
  const usualFits = shared >= 0 && shared >= Math.min(to - from, highest - lowest) / 8;
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

const DAY = 24 * 60 * 60 * 1000;

/** Numbers like an example: of its sign and size, with as many decimals; a moment is one of the months before the clock. */
function around(example: number): Usual {
  const decimals = String(example).split('.')[1]?.length ?? 0;
  const step = decimals === 0 ? 1 : Math.max(1e-6, 10 ** -decimals);
  for (const unit of [1000, 1]) {
    const [first, last] = [Date.UTC(2001) / unit, Date.UTC(2100) / unit];
    if (Number.isInteger(example) && example >= first && example < last) {
      return [(SEED_CLOCK - 365 * DAY) / unit, SEED_CLOCK / unit, 1];
    }
  }
  if (example === 0) return [0, 10, step];
  const [near, far] = [example / 2, example * 1.5];
  return example > 0 ? [Math.min(near, example), Math.max(far, example + 2 * step), step] : [far, near, step];
}

/** A multiple of a step as the decimal that a person would write, free of rounding noise. */
function onGrid(multiple: number, step: number): number {
  const [mantissa = '', power = '0'] = String(step).split('e');
  const decimals = (mantissa.split('.')[1]?.length ?? 0) - Number(power);
  const value = Number((multiple * step).toFixed(Math.min(100, Math.max(0, decimals))));
  return value === 0 ? 0 : value;
}
