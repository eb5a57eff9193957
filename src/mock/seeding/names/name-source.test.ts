import { LOCALE_CODES } from '../locales/locale';
import { createCompanies, findLocale } from './name-source';
import { loadVocabulary } from './vocabulary';

test.each(LOCALE_CODES)('3,000 companies in %s have a name and a domain each', (code) => {
  const vocabulary = loadVocabulary(code, 1);
  const companies = createCompanies(1, findLocale(code), () => vocabulary);
  const all = Array.from({ length: 3000 }, (_, entry) => companies.at('customers', entry));
  expect(new Set(all.map(({ domain }) => domain)).size).toBe(3000);
  expect(new Set(all.map(({ name }) => name)).size).toBe(3000);
  expect(all.filter(({ domain }) => !/^[a-z0-9]+(-[a-z0-9]+)*\.example$/.test(domain))).toEqual([]);
});

test('when the names are used up, partners join', () => {
  const name = { text: 'Bos', slug: 'bos' };
  const vocabulary = { firstNames: [], lastNames: [name, { text: 'Vos', slug: 'vos' }], products: [], books: [] };
  const locale = { ...findLocale('nl'), trades: ['Bouw'], legalForms: ['B.V.'] };
  const companies = createCompanies(1, locale, () => vocabulary);
  const domains = [0, 1, 2, 3].map((entry) => companies.at('x', entry).domain);
  expect(new Set(domains)).toEqual(
    new Set(['bos-bouw.example', 'vos-bouw.example', 'bos-vos-bouw.example', 'vos-bos-bouw.example']),
  );
});

test('a company follows from seed, pool and number', () => {
  const vocabulary = loadVocabulary('nl', 1);
  const nameOf = (seed: number, pool: string, entry: number) =>
    createCompanies(seed, findLocale('nl'), () => vocabulary).at(pool, entry).name;
  expect(nameOf(1, 'a', 0)).toBe(nameOf(1, 'a', 0));
  expect(new Set([nameOf(1, 'a', 0), nameOf(2, 'a', 0), nameOf(1, 'b', 0), nameOf(1, 'a', 1)]).size).toBe(4);
});
