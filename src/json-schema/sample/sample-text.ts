import type { EffectiveSchema } from '../effective/effective-schema';
import type { Format, LengthRange } from '../formats/format';
import { formats } from '../formats/formats';
import type { Random } from '../model/random';
import { fitsLeaf } from './fits-leaf';
import { samplePattern } from './sample-pattern';

const WORDS = (
  'amber basil cedar delta ember fjord grove harbor island juniper kettle lantern meadow nectar orchard pepper ' +
  'quartz river saffron timber umbra valley willow yarrow zephyr'
).split(' ');

/** Attempts at another text where the first does not fit. */
const TRIES = 40;

/**
 * Makes a text that fits an effective schema: by its format, by its pattern, or of plain words, as long as it must be.
 *
 * @returns undefined when none was found
 */
export function sampleText(effective: EffectiveSchema, random: Random): string | undefined {
  const length = lengthRange(effective);
  const format = textFormat(effective);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const text = attemptText(effective, format, random, length, attempt);
    if (text !== undefined && fitsLeaf(effective, text)) return text;
  }
  return [
    ...effective.parts.flatMap(({ schema }) => [schema.default, schema.example, ...(schema.examples ?? [])]),
  ].find((value): value is string => typeof value === 'string' && fitsLeaf(effective, value));
}

function attemptText(
  { patterns }: EffectiveSchema,
  format: Format<string> | undefined,
  random: Random,
  length: LengthRange,
  attempt: number,
): string | undefined {
  if (patterns.length === 0) return format ? format.sample(random, length) : sampleWords(random, length);
  const matching = samplePattern(patterns, random, length, attempt % 2 === 1);
  // Where a pattern cannot be followed, words may fit, or something of every kind of character.
  if (!format) return [matching, matching, sampleWords(random, length), mixed(random, length)][attempt % 4];
  // A pattern beside a format mostly says how the text starts or ends (`@example\.com$`).
  const formatted = format.sample(random, length);
  const start = formatted.slice(0, Math.ceil(formatted.length / 2));
  const shapes = [
    formatted,
    matching,
    `${start}${matching}`,
    `${matching}${formatted}`,
    format.unusual[random.integer(0, format.unusual.length - 1)]?.value,
  ];
  return shapes[attempt % shapes.length];
}

/** The lengths that an effective schema allows for a text. */
export function lengthRange({ limits }: EffectiveSchema): LengthRange {
  return { min: limits.minLength?.value ?? 0, max: limits.maxLength?.value ?? Number.POSITIVE_INFINITY };
}

/** The first known format of texts in an effective schema. */
export function textFormat(effective: EffectiveSchema): Format<string> | undefined {
  for (const { value } of effective.formats) {
    const format = formats.get(value);
    if (format?.type === 'string') return format as Format<string>;
  }
  return undefined;
}

function mixed(random: Random, { min, max }: LengthRange): string {
  const word = random.pick(WORDS);
  const text = `${word.charAt(0).toUpperCase()}${word.slice(1)}-${random.integer(1000, 9999)}`;
  return text.slice(0, max).padEnd(min, 'x');
}

/** Two or three words; fewer letters or more words where the length asks for it. */
function sampleWords(random: Random, { min, max }: LengthRange): string {
  const wanted = Math.max(min, Math.min(max, random.integer(8, 20)));
  let text = random.pick(WORDS);
  while (text.length < wanted) {
    const longer = `${text} ${random.pick(WORDS)}`;
    if (longer.length > max) break;
    text = longer;
  }
  // Where only part of a word fits, letters fill the rest: a cut after a space would leave one that a target may trim.
  return text.slice(0, max).padEnd(min, 'x');
}
