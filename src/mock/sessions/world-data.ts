import type { InitialRecords, Snapshot } from '../../store/store';
import { createLastNumbers } from './last-numbers';
import type { World } from './world';

/** The data of a world at one moment, ids that were given included. */
export interface DataSnapshot {
  readonly records: Snapshot;
  readonly lastNumbers: ReadonlyMap<string, number>;
}

/** Makes the data of a world again what it was at the start. */
export async function resetData(world: World): Promise<void> {
  world.of(createLastNumbers).clear();
  await world.store.reset();
}

/** Starts the data of a world over with other records; `reset` goes back to these from now on. */
export async function reseedData(world: World, initial: ReadonlyMap<string, InitialRecords>): Promise<void> {
  world.of(createLastNumbers).clear();
  await world.store.reseed(initial);
}

/** Replaces the data of a world; `reset` goes back to what it went back to before. */
export async function loadData(
  world: World,
  records: ReadonlyMap<string, InitialRecords>,
  lastNumbers: ReadonlyMap<string, number>,
): Promise<void> {
  await world.store.load(records);
  replaceNumbers(world, lastNumbers);
}

/** Keeps the data of a world, at no cost. */
export async function snapshotData(world: World): Promise<DataSnapshot> {
  return { records: await world.store.snapshot(), lastNumbers: new Map(world.of(createLastNumbers)) };
}

/** Makes the data of a world what they were when a snapshot was taken of them. */
export async function restoreData(world: World, snapshot: DataSnapshot): Promise<void> {
  await world.store.restore(snapshot.records);
  replaceNumbers(world, snapshot.lastNumbers);
}

function replaceNumbers(world: World, numbers: ReadonlyMap<string, number>): void {
  const own = world.of(createLastNumbers);
  own.clear();
  for (const [resource, number] of numbers) own.set(resource, number);
}
