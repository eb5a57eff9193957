import type { LocaleCode } from './locale';

const SPELLED_OUT: readonly (readonly [RegExp, string])[] = [
  [/ß/g, 'ss'],
  [/[øØ]/g, 'o'],
  [/[æÆ]/g, 'ae'],
  [/[œŒ]/g, 'oe'],
  [/[łŁ]/g, 'l'],
  [/[đĐ]/g, 'd'],
];

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'ae', Ö: 'oe', Ü: 'ue' };

/**
 * Spells a text with lower-case ASCII letters, digits and single hyphens, as host names and mailboxes do.
 *
 * @param locale - German spells its UMLAUTS out: `Müller` is `mueller`, but `muller` in Dutch
 * @example slugOf("Café d'Été & Zonen") // 'cafe-d-ete-zonen'
 */
export function slugOf(text: string, locale?: LocaleCode): string {
  let ascii = locale === 'de' ? text.normalize('NFC').replace(/[äöüÄÖÜ]/g, (letter) => UMLAUTS[letter]!) : text;
  for (const [letter, spelling] of SPELLED_OUT) ascii = ascii.replace(letter, spelling);
  return ascii
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
