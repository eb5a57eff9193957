import { hashKeys } from '../../../json-schema/model/random';
import { de } from '../locales/de';
import { en } from '../locales/en';
import { fr } from '../locales/fr';
import type { City, Locale, LocaleCode } from '../locales/locale';
import { nl } from '../locales/nl';
import { slugOf } from '../locales/slug';
import { Stream } from '../random/stream';
import { loadVocabulary, type Name, type Vocabulary } from './vocabulary';

const LOCALES: Readonly<Record<LocaleCode, Locale>> = { nl, en, de, fr };

/** People, companies and places that records are about, of one seed and language. */
export interface NameSource {
  readonly seed: number;
  readonly locale: Locale;
  readonly vocabulary: () => Vocabulary;
  readonly companies: Companies;
}

/** Creates the source of names of a seed and a language. Its vocabulary is loaded when the first name is needed. */
export function createNameSource(seed: number, code: LocaleCode): NameSource {
  let loaded: Vocabulary | undefined;
  const vocabulary = (): Vocabulary => {
    loaded ??= loadVocabulary(code, seed);
    return loaded;
  };
  const locale = findLocale(code);
  return { seed, locale, vocabulary, companies: createCompanies(seed, locale, vocabulary) };
}

/** Finds the data of a locale. */
export function findLocale(code: LocaleCode): Locale {
  return LOCALES[code];
}

/** A company that records are about: its name, its internet domain, its town and its telephone exchange fit together. */
export interface Company {
  readonly name: string;
  /** Below `.example`, which no one owns (RFC 2606), so that no mail reaches a stranger. */
  readonly domain: string;
  readonly city: City;
  /** A number that all telephones of the company share, see {@link ../values/generators.dial}. */
  readonly exchange: number;
}

/** The companies of one seed and language. A company follows from its pool and its number in it. */
export interface Companies {
  at(pool: string, entry: number): Company;
  /** The town of a branch. */
  cityOf(pool: string, entry: number): City;
}

/**
 * Creates the companies of a seed. Names repeat only after all pairs of a family name and a trade are used up.
 *
 * @param vocabulary - asked for when the first name is
 */
export function createCompanies(seed: number, locale: Locale, vocabulary: () => Vocabulary): Companies {
  const names = createNames(locale, vocabulary);
  const keys = new Map<string, number>();
  const keyOf = (pool: string): number => {
    const key = keys.get(pool) ?? hashKeys([seed, pool, 'companies']);
    keys.set(pool, key);
    return key;
  };
  return {
    at: (pool, entry) => new SeededCompany(locale, names, keyOf(pool), entry),
    cityOf: (pool, entry) => new Stream(~keyOf(pool), entry).pick(locale.cities),
  };
}

type Names = (key: number, entry: number) => readonly Name[];

/** Computes its facets when they are asked for: most records show one or two. */
class SeededCompany implements Company {
  readonly city: City;
  readonly exchange: number;
  readonly #form: string;

  constructor(
    locale: Locale,
    private readonly names: Names,
    private readonly key: number,
    private readonly entry: number,
  ) {
    const random = new Stream(key, entry);
    this.city = random.pick(locale.cities);
    this.exchange = random.integer(0, 999_999_999);
    this.#form = random.pick(locale.legalForms);
  }

  get name(): string {
    const [trade, ...families] = this.names(this.key, this.entry);
    const family = families.map(({ text }) => text).join(' & ');
    return `${family.charAt(0).toUpperCase()}${family.slice(1)} ${trade!.text} ${this.#form}`;
  }

  get domain(): string {
    const [trade, family, partner] = this.names(this.key, this.entry);
    const host = partner === undefined ? family!.slug : `${family!.slug}-${partner.slug}`;
    return `${host}-${trade!.slug}.example`;
  }
}

/** Gives each entry a trade and a family name; from the second round through all pairs on, a partner's name as well. */
function createNames(locale: Locale, vocabulary: () => Vocabulary): Names {
  const trades = locale.trades.map((text) => ({ text, slug: slugOf(text, locale.code) }));
  let stride = 0;
  return (key, entry) => {
    const { lastNames } = vocabulary();
    const pairs = lastNames.length * trades.length;
    stride ||= strideThrough(pairs);
    const place = ((entry % pairs) * stride + (key >>> 0)) % pairs;
    const round = Math.floor(entry / pairs);
    const trade = trades[Math.floor(place / lastNames.length)]!;
    const family = lastNames[place % lastNames.length]!;
    return round === 0 ? [trade, family] : [trade, family, lastNames[(place + round) % lastNames.length]!];
  };
}

/** A step that visits each place of a range once before it comes back, and leaves neighbours far apart. */
function strideThrough(range: number): number {
  const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));
  let stride = Math.floor(range * 0.618) || 1;
  while (commonDivisor(stride, range) !== 1) stride++;
  return stride;
}
