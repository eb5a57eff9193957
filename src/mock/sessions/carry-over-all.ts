import type { Model } from '../engine/create-model';
import { type CarriedOver, carryOver } from './carry-over';
import { readStart, type StartOf } from './changes';
import { createSeedingChoice } from './seeding-choice';
import type { World } from './world';

/**
 * Brings the data of several worlds under another document. Most of them have started with the same records, which are read
 * once.
 *
 * @returns what became of the data, of all worlds together
 */
export async function carryOverAll(worlds: readonly World[], before: Model, after: Model): Promise<CarriedOver> {
  const starts = new Map<string, StartOf>();
  const sum = { kept: 0, left: 0 };
  for (const world of worlds) {
    const key = JSON.stringify(world.of(createSeedingChoice).chosen ?? {});
    const startOf = starts.get(key) ?? readStart(world.store);
    starts.set(key, startOf);
    const { kept, left } = await carryOver(world, before, after, startOf);
    sum.kept += kept;
    sum.left += left;
  }
  return sum;
}
