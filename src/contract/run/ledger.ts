import type { CreatedRecord } from '../steps/records/record';

/** What a run has made on the target and not removed again yet. */
export interface Ledger {
  add(record: CreatedRecord): void;
  remove(record: CreatedRecord): void;
  /** The newest first, so that what hangs on other records goes before them. */
  readonly records: readonly CreatedRecord[];
}

/** Creates an empty ledger. */
export function createLedger(): Ledger {
  const records = new Map<string, CreatedRecord>();
  const keyOf = (record: CreatedRecord): string => JSON.stringify([record.resource.name, record.path]);
  return {
    add(record) {
      records.set(keyOf(record), record);
    },
    remove(record) {
      records.delete(keyOf(record));
    },
    get records() {
      return [...records.values()].reverse();
    },
  };
}
