import type { Model } from '../engine/create-model';
import { type CarriedOver, carryOver } from './carry-over';
import { readStart, type StartOf } from './changes';
import { createSeedingChoice } from './seeding-choice';
import type { Session } from './session';

/**
 * Brings the data of several sessions under another document. Most of them have started with the same records, which are read
 * once.
 *
 * @returns what became of the data, of all sessions together
 */
export async function carryOverAll(sessions: readonly Session[], before: Model, after: Model): Promise<CarriedOver> {
  const starts = new Map<string, StartOf>();
  const sum = { kept: 0, left: 0 };
  for (const session of sessions) {
    const key = JSON.stringify(session.of(createSeedingChoice).chosen ?? {});
    const startOf = starts.get(key) ?? readStart(session.store);
    starts.set(key, startOf);
    const { kept, left } = await carryOver(session, before, after, startOf);
    sum.kept += kept;
    sum.left += left;
  }
  return sum;
}
