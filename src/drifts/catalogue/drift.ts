import type { FaultInjection } from '../changes/fault-injection';

/** Subjects of drifts, in the order in which the catalogue lists them. */
export const DRIFT_GROUPS = [
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

/** One of {@link DRIFT_GROUPS}. */
export type DriftGroup = (typeof DRIFT_GROUPS)[number];

/** A deliberate contract fault of a mock. */
export interface Drift {
  /** The fault in short, unique within a document: `body.name.maxLength:not-enforced`. */
  readonly name: string;
  readonly group: DriftGroup;
  /** The behaviour that an app will notice. */
  readonly title: string;
  /** The names of the contract checks of which at least one has to find it. */
  readonly check: readonly string[];
  readonly injection: FaultInjection;
}

/** A drift as the catalogue of a group writes it. */
export type DriftDefinition = readonly [
  name: string,
  title: string,
  check: string | readonly string[],
  injection: FaultInjection,
];

/** Makes the drifts of a group from their definitions. */
export function defineDrifts(group: DriftGroup, rows: Iterable<DriftDefinition>): Drift[] {
  return [...rows].map(([name, title, check, injection]) => ({ name, group, title, check: [check].flat(), injection }));
}
