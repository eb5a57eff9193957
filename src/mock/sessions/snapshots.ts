import type { DataSnapshot } from './world-data';

/** A named snapshot of a world's data. */
export interface NamedSnapshot {
  readonly name: string;
  readonly takenAt: Date;
  /** The number of records by resource. */
  readonly records: Readonly<Record<string, number>>;
  readonly data: DataSnapshot;
}

/** The named snapshots of a world, oldest first; one of the things that each world has of its own. */
export function createSnapshots(): Map<string, NamedSnapshot> {
  return new Map();
}
