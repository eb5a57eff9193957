import { createRandom, hashKeys } from '../../schema/random';
import type { City, Locale } from './locales/locale';
import { slugOf } from './slug';
import type { Vocabulary } from './vocabulary';

/** A company that records are about: its name, its internet domain, its town and its telephone exchange fit together. */
export interface Company {
  readonly name: string;
  /** Below `.example`, which belongs to nobody (RFC 2606), so that no mail reaches a stranger. */
  readonly domain: string;
  readonly city: City;
  /** A number that all telephones of the company share, see {@link dial}. */
  readonly exchange: number;
}

/** The companies of one seed and language: a company follows from its pool and its number in it. */
export interface Companies {
  at(pool: string, member: number): Company;
  /** The town of a branch. */
  cityOf(pool: string, member: number): City;
}

/**
 * Creates the companies of a seed. Names repeat only after all pairs of a family name and a trade are used up.
 *
 * @param vocabulary - asked for on first use
 */
export function createCompanies(seed: number, locale: Locale, vocabulary: () => Vocabulary): Companies {
  const trades = locale.trades.map((text) => ({ text, slug: slugOf(text) }));
  let scatter: ((member: number, offset: number) => number) | undefined;
  const at = (pool: string, member: number): Company => {
    const { lastNames } = vocabulary();
    const pairs = lastNames.length * trades.length;
    scatter ??= createScatter(pairs);
    const [place, round] = [scatter(member, hashKeys([seed, pool, 'companies'])), Math.floor(member / pairs)];
    const family = lastNames[place % lastNames.length]!;
    const trade = trades[Math.floor(place / lastNames.length)]!;
    const partner = round === 0 ? undefined : lastNames[(place + round) % lastNames.length]!;
    const random = createRandom(seed, pool, member, 'company');
    const families = partner === undefined ? family.text : `${family.text} & ${partner.text}`;
    const host = partner === undefined ? family.slug : `${family.slug}-${partner.slug}`;
    return {
      name: `${capitalise(families)} ${trade.text} ${random.pick(locale.legalForms)}`,
      domain: `${host}-${trade.slug}.example`,
      city: random.pick(locale.cities),
      exchange: random.integer(0, 999_999_999),
    };
  };
  return { at, cityOf: (pool, member) => createRandom(seed, pool, member, 'city').pick(locale.cities) };
}

/** Spreads 0, 1, 2, … over a range so that neighbours lie apart and each place is taken once a round. */
function createScatter(range: number): (member: number, offset: number) => number {
  let stride = Math.floor(range * 0.618) || 1;
  while (greatestCommonDivisor(stride, range) !== 1) stride++;
  return (member, offset) => ((member % range) * stride + (offset >>> 0)) % range;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
