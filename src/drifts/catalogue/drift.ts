import type { Spoil } from '../changes/fault-injection';

/** What a drift is about, in the order in which the catalogue lists them. */
export const driftGroups = [
  'body',
  'parameter',
  'response',
  'status',
  'header',
  'list',
  'state',
  'text',
  'problem',
  'protocol',
] as const;

/** One of {@link driftGroups}. */
export type DriftGroup = (typeof driftGroups)[number];

/** A deliberate contract fault of a mock. */
export interface Drift {
  /** What is broken and how, unique within a document: `body.name.maxLength:not-enforced`. */
  readonly name: string;
  readonly group: DriftGroup;
  /** What an app will notice. */
  readonly title: string;
  /** The names of the contract checks of which at least one has to find it. */
  readonly check: readonly string[];
  readonly spoil: Spoil;
}

/** A drift as the tables of a group write it. */
export type DriftRow = readonly [name: string, title: string, check: string | readonly string[], spoil: Spoil];

/** Makes the drifts of a group from its table. */
export function driftTable(group: DriftGroup, rows: Iterable<DriftRow>): Drift[] {
  return [...rows].map(([name, title, check, spoil]) => ({ name, group, title, check: [check].flat(), spoil }));
}
