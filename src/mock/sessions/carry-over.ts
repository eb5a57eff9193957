import type { Model } from '../engine/create-model';
import { applyChanges, type Changes, findChanges, type StartOf } from './changes';
import { createSeedingChoice } from './seeding-choice';
import { createSnapshots } from './snapshots';
import type { World } from './world';
import { restoreData, snapshotData } from './world-data';

/** What became of a world's data under another document. */
export interface CarriedOver {
  /** New and changed records that were kept. */
  readonly kept: number;
  /** Those that are not valid any more, or whose resource is gone. */
  readonly left: number;
}

/**
 * Brings the data of a world, and its snapshots, under another document: it starts with what that document is seeded with, and
 * what was created, changed and removed since the start is done again where it still fits. Rules, journal and tokens stay.
 *
 * @param before - the document until now
 * @param after - the document from now on
 * @param startOf - what the world started with
 */
export async function carryOver(world: World, before: Model, after: Model, startOf: StartOf): Promise<CarriedOver> {
  const names = before.spec.resources.map(({ name }) => name);
  const snapshots = world.of(createSnapshots);
  const current = await snapshotData(world);
  const earlier = new Map<string, Changes>();
  for (const [name, { data }] of snapshots) {
    await world.store.restore(data.records);
    earlier.set(name, await findChanges(world.store, names, startOf));
  }
  await world.store.restore(current.records);
  const changes = await findChanges(world.store, names, startOf);

  await world.store.reseed(after.initial(world.of(createSeedingChoice).chosen));
  const start = await snapshotData(world);
  for (const [name, snapshot] of snapshots) {
    await world.store.restore(start.records);
    await applyChanges(world.store, after, earlier.get(name)!);
    const { records } = await snapshotData(world);
    snapshots.set(name, { ...snapshot, data: { ...snapshot.data, records } });
  }
  await restoreData(world, { ...start, lastNumbers: current.lastNumbers });
  const left = await applyChanges(world.store, after, changes);
  let written = 0;
  for (const records of changes.written.values()) written += records.length;
  return { kept: written - left, left };
}
