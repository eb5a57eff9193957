/** Data that a language and its country add to the names that come from the vocabulary. */
export interface Locale {
  readonly code: LocaleCode;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  /** Of the IANA time zone database. */
  readonly timeZone: string;
  readonly country: string;
  readonly cities: readonly City[];
  readonly regions: readonly string[];
  readonly streets: readonly string[];
  /** `{street}` and `{number}`, in the order of the country. */
  readonly address: string;
  /** With its country code, for example `31`. */
  readonly callingCode: string;
  readonly mobile: NumberBlock;
  /** Desks and departments that can be called, with the part of the e-mail address before the `@`. */
  readonly desks: readonly Desk[];
  /** Duties of people, for "Anna de Boer, inkoop". */
  readonly duties: readonly string[];
  /** `{city}`. */
  readonly branch: string;
  /** Trades of companies. */
  readonly trades: readonly string[];
  readonly legalForms: readonly string[];
  readonly sentences: readonly string[];
  readonly titles: readonly string[];
  readonly tags: readonly string[];
}

/** The languages that there is data in. */
export const LOCALE_CODES = ['nl', 'en', 'de', 'fr'] as const;

export type LocaleCode = (typeof LOCALE_CODES)[number];

export interface City {
  readonly name: string;
  /** The postcode with `#` for a digit and `@` for a letter. */
  readonly postcode: string;
  readonly numbers: NumberBlock;
}

/** A block of telephone numbers: digits after the calling code, `#` where a number chooses. */
export type NumberBlock = string;

export interface Desk {
  readonly label: string;
  readonly mailbox: string;
}

/** Writes desks as `Label=mailbox`. */
export function desks(...entries: readonly string[]): Desk[] {
  return entries.map((entry) => {
    const [label = '', mailbox = ''] = entry.split('=');
    return { label, mailbox };
  });
}

/** Writes cities as `Name|postcode|numbers`. */
export function cities(...entries: readonly string[]): City[] {
  return entries.map((entry) => {
    const [name = '', postcode = '', numbers = ''] = entry.split('|');
    return { name, postcode, numbers };
  });
}
