import type { InitialRecords, Snapshot, Store, StoredRecord } from '../../store/interface/store';
import type { SeedOptions } from '../seeding/seed-options';
import type { Session } from './session';

/** The data of a session at one moment, ids that were given included. */
export interface DataSnapshot {
  readonly records: Snapshot;
  readonly lastNumbers: ReadonlyMap<string, number>;
}

/** Makes the data of a session again what it was at the start. */
export async function resetData(session: Session): Promise<void> {
  session.of(createLastNumbers).clear();
  await session.store.reset();
}

/** Starts the data of a session over with other records; `reset` goes back to these from now on. */
export async function reseedData(session: Session, initial: ReadonlyMap<string, InitialRecords>): Promise<void> {
  session.of(createLastNumbers).clear();
  await session.store.reseed(initial);
}

/** Replaces the data of a session; `reset` goes back to what it went back to before. */
export async function loadData(
  session: Session,
  records: ReadonlyMap<string, InitialRecords>,
  lastNumbers: ReadonlyMap<string, number>,
): Promise<void> {
  await session.store.load(records);
  replaceNumbers(session, lastNumbers);
}

/** Keeps the data of a session, at no cost. */
export async function snapshotData(session: Session): Promise<DataSnapshot> {
  return { records: await session.store.snapshot(), lastNumbers: new Map(session.of(createLastNumbers)) };
}

/** Makes the data of a session what they were when a snapshot was taken of them. */
export async function restoreData(session: Session, snapshot: DataSnapshot): Promise<void> {
  await session.store.restore(snapshot.records);
  replaceNumbers(session, snapshot.lastNumbers);
}

function replaceNumbers(session: Session, numbers: ReadonlyMap<string, number>): void {
  const own = session.of(createLastNumbers);
  own.clear();
  for (const [resource, number] of numbers) own.set(resource, number);
}

/**
 * The highest number, by resource, that a session has given to an item: no id comes back, even when its item is gone.
 * One of the things that each session has of its own.
 */
export function createLastNumbers(): Map<string, number> {
  return new Map();
}

/** A named snapshot of a session's data. */
export interface NamedSnapshot {
  readonly name: string;
  readonly takenAt: Date;
  /** The number of records by resource. */
  readonly records: Readonly<Record<string, number>>;
  readonly data: DataSnapshot;
}

/** The named snapshots of a session, oldest first; one of the things that each session has of its own. */
export function createSnapshots(): Map<string, NamedSnapshot> {
  return new Map();
}

/** The seeding of a session, where that is not what the mock was started with. */
export interface SeedingChoice {
  chosen: Pick<SeedOptions, 'seed' | 'count'> | undefined;
}

/** One of the things that each session has of its own. */
export function createSeedingChoice(): SeedingChoice {
  return { chosen: undefined };
}

/** Every record of a resource, in the order of creation. */
export async function allRecords(store: Store, resource: string): Promise<readonly StoredRecord[]> {
  return (await store.page(resource, {}, 0, Number.MAX_SAFE_INTEGER)).items;
}
