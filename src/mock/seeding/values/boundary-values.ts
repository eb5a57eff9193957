import type { JsonSchema } from '../../../json-schema/model/json-schema';
import type { Random } from '../../../json-schema/model/random';

/**
 * The shares of generated values that are boundary values on purpose, so that a client meets each of them on the first
 * pages: of all values of a property that can have such a value at all.
 */
export const BOUNDARY_SHARES = {
  /** null, where the schema allows it; `x-seed: { nulls: … }` says otherwise. */
  null: 0.08,
  /** A property that is not required is left out. */
  absent: 0.15,
  /** The empty string instead of a telephone number. */
  empty: 0.04,
  /** Words of exactly `maxLength` characters. */
  longest: 0.005,
  /** Words in other scripts, with emoji, combining characters, or written from right to left. */
  nonAscii: 0.02,
} as const;

/** A `maxLength` above this is no boundary that a page is laid out for. */
const LONGEST_SHOWN = 10_000;

const FOREIGN_WORDS = [
  'Çağrı merkezi Ünal & Öztürk',
  'Świętokrzyska Łódź – recepcja',
  'مكتب الاستقبال ٢',
  'קבלה – קומה 3',
  '東京オフィス',
  'Ελληνικά / Кириллица',
  '🌈 Regenboog 👩🏽‍💻',
  'Zoe\u0308 Andre\u0301 (e\u0301 = e + ◌́)',
  '한국어 안내 데스크',
  'ﬁnanciën ½ “aanhalingstekens”',
];

/** Writes a text in other scripts, cut to what the schema allows. */
export function foreignText(schema: JsonSchema, random: Random): string {
  return cutTo(random.pick(FOREIGN_WORDS), schema.maxLength);
}

/** Tells whether words of the schema can be of a longest length at all. */
export function hasLongest(schema: JsonSchema): boolean {
  return schema.maxLength !== undefined && schema.maxLength > 0 && schema.maxLength <= LONGEST_SHOWN;
}

/** Prolongs words to exactly `maxLength` characters. */
export function longestText(words: string, schema: JsonSchema): string {
  const length = schema.maxLength ?? 0;
  const unit = `${words} – `;
  const filled = unit.repeat(Math.ceil(length / [...unit].length));
  const cut = cutTo(filled, length);
  return cut.endsWith(' ') ? `${cut.slice(0, -1)}.` : cut;
}

/** Cuts a text to a number of characters (Unicode code points); a text that is short enough stays as it is. */
export function cutTo(text: string, maxLength: number | undefined): string {
  if (maxLength === undefined || text.length <= maxLength) return text;
  return [...text].slice(0, maxLength).join('');
}

/** Tells whether a text is of at least `minLength` characters. */
export function isLongEnough(text: string, { minLength = 0 }: JsonSchema): boolean {
  return text.length >= minLength * 2 || [...text].length >= minLength;
}
