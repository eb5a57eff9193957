import type { WorldPart } from '../sessions/world';
import { Journal } from './journal';

/** What the journals of all worlds together may take, in bytes. */
const BUDGET = 67_108_864;

/** What each may take however many there are, and at most, in bytes. */
const LEAST = 65_536;
const MOST = 8_388_608;

/**
 * Creates the maker of the worlds' journals, which share what memory there is for them: the more worlds, the less for each.
 *
 * @param entries - the most entries of each
 * @param worlds - how many worlds there are now
 */
export function createJournals(entries: number, worlds: () => number): WorldPart<Journal> {
  const bytes = (): number => Math.min(MOST, Math.max(LEAST, BUDGET / worlds()));
  return () => new Journal({ entries, bytes });
}
