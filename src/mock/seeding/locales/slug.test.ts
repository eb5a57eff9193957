import type { LocaleCode } from './locale';
import { slugOf } from './slug';

test.each<[string, LocaleCode | undefined, string]>([
  ['van der Berg', undefined, 'van-der-berg'],
  ["Café d'Été & Zonen", undefined, 'cafe-d-ete-zonen'],
  ['Müller', 'nl', 'muller'],
  ['Müller', 'de', 'mueller'],
  ['Mu\u0308ller', 'de', 'mueller'],
  ['Groß', 'de', 'gross'],
  ['Ærø Łódź', undefined, 'aero-lodz'],
  ['--', undefined, ''],
])('%s (%s) is spelled %s', (text, locale, slug) => {
  expect(slugOf(text, locale)).toBe(slug);
});
