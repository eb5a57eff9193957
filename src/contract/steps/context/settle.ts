import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from '../../exchange/exchange';
import type { Check, Observation } from '../../findings/check';
import type { CaseContext } from './case';

/** An observation, and the exchanges that show it. */
export interface Evidence {
  readonly observation: Observation;
  readonly evidence: readonly Exchange[];
}

/** Number of looks at a law of a list before it counts as broken. */
const ATTEMPTS = 4;
/** Milliseconds between two looks at a list that may lag. */
const PAUSE = 100;

/**
 * Observes something that others can disturb by writing at the same time, again and again until it holds. A server that
 * breaks the law breaks it every time; one that is merely busy keeps it some time.
 *
 * @param observe - looks once; undefined when there is nothing to see, which is no fault
 * @param isDisturbed - asked at last: do others write so much that nothing can be concluded?
 * @returns true when it held, as far as can be concluded
 */
export async function settle(
  context: CaseContext,
  check: Check<Observation>,
  observe: () => Promise<Evidence | undefined>,
  isDisturbed?: () => Promise<boolean>,
): Promise<boolean> {
  let last: Evidence | undefined;
  const until = performance.now() + context.eventually;
  for (let attempt = 0; attempt < ATTEMPTS || performance.now() < until; attempt += 1) {
    // A list that may lag is given the time to catch up.
    if (attempt >= ATTEMPTS) await sleep(PAUSE);
    last = await observe();
    if (last === undefined || last.observation.holds) return true;
  }
  // Others that write all the time disturb it every time.
  if (last === undefined || (isDisturbed !== undefined && (await isDisturbed()))) return true;
  return context.confirm(check, last.observation, last.evidence);
}
