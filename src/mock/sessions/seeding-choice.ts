import type { SeedOptions } from '../seeding/seed-options';

/** What a session was seeded with, where that is not what the mock was started with. */
export interface SeedingChoice {
  chosen: Pick<SeedOptions, 'seed' | 'count'> | undefined;
}

/** One of the things that each session has of its own. */
export function createSeedingChoice(): SeedingChoice {
  return { chosen: undefined };
}
