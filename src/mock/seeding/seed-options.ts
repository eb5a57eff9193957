import type { FixtureSet } from './fixtures/load-fixtures';
import type { LocaleCode } from './locales/locale';

/** Options of the records that the store starts with. */
export interface SeedOptions {
  /** Chooses the data: the same seed and document give the same records everywhere. Default 1. */
  readonly seed?: number;
  /** The number of records that a resource starts with, documented examples and fixtures included. Default 3255. */
  readonly count?: number;
  /**
   * The language of names, and the country of addresses and telephone numbers. Default `auto`: what `x-seed: { locale: … }` at
   * the root of the document says, else the language that it is written in.
   */
  readonly locale?: LocaleCode | 'auto';
  /** Hand-written records, put in before generated ones. */
  readonly fixtures?: FixtureSet;
  /** Is told in one sentence of what cannot be made as the document wants it: a schema that no value satisfies, too few ids. */
  readonly warn?: (message: string) => void;
}

/** Values of options that are left out. */
export const SEED_DEFAULTS = { seed: 1, count: 3255, locale: 'auto' } as const satisfies SeedOptions;
