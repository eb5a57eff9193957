import { de } from './de';
import { en } from './en';
import { fr } from './fr';
import type { Locale, LocaleCode } from './locale';
import { nl } from './nl';

const locales: Readonly<Record<LocaleCode, Locale>> = { nl, en, de, fr };

/** The locales that data can be generated in, the default first. */
export const localeCodes: readonly LocaleCode[] = ['nl', 'en', 'de', 'fr'];

/** Finds the data of a locale. */
export function findLocale(code: LocaleCode): Locale {
  return locales[code];
}
