import type { SessionPart } from '../sessions/session';
import { Journal } from './journal';

/** What the journals of all sessions together may take, in bytes. */
const BUDGET = 67_108_864;

/** What each may take however many there are, and at most, in bytes. */
const LEAST = 65_536;
const MOST = 8_388_608;

/**
 * Creates the maker of the sessions' journals, which share what memory there is for them: the more sessions, the less for each.
 *
 * @param entries - the most entries of each
 * @param sessions - how many sessions there are now
 */
export function createJournals(entries: number, sessions: () => number): SessionPart<Journal> {
  const bytes = (): number => Math.min(MOST, Math.max(LEAST, BUDGET / sessions()));
  return () => new Journal({ entries, bytes });
}
