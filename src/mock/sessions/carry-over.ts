import type { Model } from '../engine/create-model';
import { applyChanges, type Changes, findChanges, type StartOf } from './changes';
import { createSeedingChoice } from './seeding-choice';
import type { Session } from './session';
import { restoreData, snapshotData } from './session-data';
import { createSnapshots } from './snapshots';

/** What became of a session's data under another document. */
export interface CarriedOver {
  /** New and changed records that were kept. */
  readonly kept: number;
  /** Those that are not valid any more, or whose resource is gone. */
  readonly left: number;
}

/**
 * Brings the data of a session, and its snapshots, under another document: it starts with what that document is seeded with, and
 * what was created, changed and removed since the start is done again where it still fits. Rules, journal and tokens stay.
 *
 * @param before - the document until now
 * @param after - the document from now on
 * @param startOf - what the session started with
 */
export async function carryOver(session: Session, before: Model, after: Model, startOf: StartOf): Promise<CarriedOver> {
  const names = before.spec.resources.map(({ name }) => name);
  const snapshots = session.of(createSnapshots);
  const current = await snapshotData(session);
  const earlier = new Map<string, Changes>();
  for (const [name, { data }] of snapshots) {
    await session.store.restore(data.records);
    earlier.set(name, await findChanges(session.store, names, startOf));
  }
  await session.store.restore(current.records);
  const changes = await findChanges(session.store, names, startOf);

  await session.store.reseed(after.initial(session.of(createSeedingChoice).chosen));
  const start = await snapshotData(session);
  for (const [name, snapshot] of snapshots) {
    await session.store.restore(start.records);
    await applyChanges(session.store, after, earlier.get(name)!);
    const { records } = await snapshotData(session);
    snapshots.set(name, { ...snapshot, data: { ...snapshot.data, records } });
  }
  await restoreData(session, { ...start, lastNumbers: current.lastNumbers });
  const left = await applyChanges(session.store, after, changes);
  let written = 0;
  for (const records of changes.written.values()) written += records.length;
  return { kept: written - left, left };
}
