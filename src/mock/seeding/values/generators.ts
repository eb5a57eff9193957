import type { Random } from '../../../json-schema/model/random';
import type { Locale, NumberBlock } from '../locales/locale';
import { fullName, mailboxOf, type RecordProfile } from '../names/record-profile';

/** The moment at which seeded data was made, so that the same seed gives the same data every day. */
export const SEED_CLOCK = Date.UTC(2025, 0, 1, 9);

/** The greatest age of a seeded record at {@link SEED_CLOCK}, in milliseconds. */
export const OLDEST_AGE = 2 * 365 * 24 * 60 * 60 * 1000;

/**
 * The moment in a record's life, as a time in milliseconds since 1970.
 *
 * @param age - how old the record is: 0 made at the clock, 1 at the oldest
 * @param life - how much of its life until the clock has passed: 0 made, 1 the clock, above 1 later than the clock
 */
export function momentOf(age: number, life: number): number {
  const made = SEED_CLOCK - age * OLDEST_AGE;
  const moment = life <= 1 ? made + life * (SEED_CLOCK - made) : SEED_CLOCK + (life - 1) * OLDEST_AGE;
  return Math.round(moment / 1000) * 1000;
}

/** The number of digits at the end of a number that are a person's or desk's own. */
const EXTENSION_DIGITS = 3;

/**
 * Writes a telephone number in international form (E.164).
 *
 * @param block - the digits after the calling code, `#` where digits are filled in
 * @param exchange - fills all but the last three, so that the telephones of one company have a common beginning
 * @param random - fills the others
 */
export function dial(locale: Locale, block: NumberBlock, exchange: number, random: Random): string {
  const own = block.length - EXTENSION_DIGITS;
  let [digits, rest, filled] = [`+${locale.callingCode}`, exchange, 0];
  for (let place = 0; place < block.length; place++) {
    if (block[place] !== '#') {
      digits += block[place];
      continue;
    }
    // A subscriber number begins with none of the digits that lead out of the exchange.
    const lowest = filled === 0 ? 2 : 0;
    digits += place < own ? String(lowest + (rest % (10 - lowest))) : String(random.integer(lowest, 9));
    rest = Math.floor(rest / 10);
    filled++;
  }
  return digits;
}

/** Fills the `#` of a pattern with digits and the `@` with capital letters. */
export function fillPattern(pattern: string, random: Random): string {
  return pattern.replace(/[#@]/g, (sign) =>
    sign === '#' ? String(random.integer(0, 9)) : String.fromCharCode(random.integer(65, 90)),
  );
}

/** Makes a realistic text. `random` belongs to the property alone. */
export type Generator = (profile: RecordProfile, random: Random) => string;

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

const streetAddress: Generator = ({ names }, random) =>
  fill(names.locale.address, { street: random.pick(names.locale.streets), number: String(random.integer(1, 180)) });

/** A few sentences, more often few than many, each once. */
const text: Generator = ({ names }, random) => {
  const { sentences } = names.locale;
  const start = random.integer(0, sentences.length - 1);
  let words = sentences[start]!;
  for (let count = 1; count < 4 && random.chance(0.4); count++)
    words += ` ${sentences[(start + count * 4) % sentences.length]}`;
  return words;
};

const dateTime = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** Letters and digits that are not mistaken for each other. */
const CODE_CHARACTERS = [...'abcdefghjkmnpqrstuvwxyz23456789'];

/** All generators by the name that `x-seed: { as: … }` knows them by. */
export const generators = {
  email: ({ contact, company }) => `${contact.mailbox}@${company.domain}`,
  phone: ({ names, contact, company, city }, random) =>
    contact.mobile
      ? dial(names.locale, names.locale.mobile, random.integer(0, 999_999_999), random)
      : dial(names.locale, city.numbers, company.exchange, random),
  url: ({ company }) => `https://www.${company.domain}/`,
  domain: ({ company }) => company.domain,
  image: ({ company }, random) => `https://images.${company.domain}/${random.integer(1000, 9999)}.png`,
  'ip-address': (_, random) => `203.0.113.${random.integer(1, 254)}`,
  code: (_, random) => Array.from({ length: 10 }, () => random.pick(CODE_CHARACTERS)).join(''),
  version: (_, random) => `${random.integer(1, 4)}.${random.integer(0, 20)}.${random.integer(0, 9)}`,
  color: (_, random) => `#${random.integer(0x100000, 0xffffff).toString(16)}`,
  region: ({ names }, random) => random.pick(names.locale.regions),
  company: ({ company }) => company.name,
  person: ({ person }) => fullName(person),
  'first-name': ({ person }) => person.first.text,
  'last-name': ({ person }) => person.last.text,
  'user-name': ({ person }) => mailboxOf(person),
  department: ({ names }, random) => random.pick(names.locale.desks).label,
  duty: ({ names }, random) => random.pick(names.locale.duties),
  slug: ({ company }) => company.domain.replace(/\..*/, ''),
  label: ({ contact }) => contact.label,
  branch: ({ names, city }) => fill(names.locale.branch, { city: city.name }),
  city: ({ city }) => city.name,
  'street-address': streetAddress,
  street: ({ names }, random) => random.pick(names.locale.streets),
  'house-number': (_, random) => String(random.integer(1, 180)),
  postcode: ({ city }, random) => fillPattern(city.postcode, random),
  country: ({ names }) => names.locale.country,
  'country-code': ({ names }) => names.locale.countryCode,
  language: ({ names }) => names.locale.code,
  currency: ({ names }) => (names.locale.code === 'en' ? 'GBP' : 'EUR'),
  product: ({ names }, random) => random.pick(names.vocabulary().products),
  book: ({ names }, random) => random.pick(names.vocabulary().books),
  title: ({ names }, random) => random.pick(names.locale.titles),
  text,
  tag: ({ names }, random) => random.pick(names.locale.tags),
  status: (_, random) => random.pick(['active', 'pending', 'closed']),
  kind: (_, random) => random.pick(['basic', 'standard', 'extended']),
  digits: (_, random) => String(random.integer(10_000, 99_999)),
  decimal: (_, random) => `${random.integer(1, 500)}.${random.integer(0, 9)}0`,
  count: (_, random) => String(random.integer(1, 250)),
  ticker: ({ company }) =>
    company.name
      .replace(/[^A-Za-z]/g, '')
      .slice(0, 4)
      .toUpperCase(),
  'time-of-day': (_, random) =>
    `${String(random.integer(8, 18)).padStart(2, '0')}:${random.pick(['00', '15', '30', '45'])}`,
  'time-zone': ({ names }) => names.locale.timeZone,
  'file-name': (_, random) => `document-${random.integer(100, 999)}.pdf`,
  'media-type': () => 'application/pdf',
  'made-at': ({ age }) => dateTime(momentOf(age, 0)),
  'changed-at': ({ age }, random) => dateTime(momentOf(age, random.next())),
  'due-at': ({ age }, random) => dateTime(momentOf(age, 1 + random.next() / 4)),
  day: (_, random) => dateTime(momentOf(random.next(), 0)).slice(0, 10),
} as const satisfies Readonly<Record<string, Generator>>;

/** The name of a generator. */
export type GeneratorName = keyof typeof generators;

/** The names of all generators. */
export const GENERATOR_NAMES = Object.keys(generators) as readonly GeneratorName[];

/** Generators whose values are words for people: such a value may be cut, prolonged or put in another script. */
export const WORD_GENERATORS: ReadonlySet<GeneratorName> = new Set<GeneratorName>([
  ...(['company', 'person', 'label', 'branch', 'product', 'book', 'title', 'text', 'street-address'] as const),
]);
