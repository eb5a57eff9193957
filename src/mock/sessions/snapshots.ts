import type { DataSnapshot } from './session-data';

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
