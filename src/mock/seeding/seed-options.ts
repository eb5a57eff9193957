import type { FixtureSet } from './fixtures/load-fixtures';
import type { LocaleCode } from './locales/locale';

/** How the store is filled at the start. */
export interface SeedOptions {
  /** Chooses the data: the same seed and document give the same records everywhere. Default 1. */
  readonly seed?: number;
  /** How many records a resource starts with, documented examples and fixtures included. Default 3255. */
  readonly count?: number;
  /** The language of names, and the country of addresses and telephone numbers. Default `nl`. */
  readonly locale?: LocaleCode;
  /** Hand-written records, put in before generated ones. */
  readonly fixtures?: FixtureSet;
}

/** What holds where an option is left out. */
export const SEED_DEFAULTS = { seed: 1, count: 3255, locale: 'nl' } as const satisfies SeedOptions;
