/** One thing that a worker is asked to judge. */
export type Task =
  | { readonly kind: 'healthy'; readonly document: string; readonly seed: number; readonly guarded?: boolean }
  | { readonly kind: 'drift'; readonly document: string; readonly drift: string; readonly full: boolean }
  /** Two drifts at once: each is found, also when the check of the other one is skipped. */
  | { readonly kind: 'pair'; readonly document: string; readonly drifts: readonly [string, string] }
  | { readonly kind: 'independent'; readonly profile: string }
  /** A drift before the independent server: each check is proved on two servers that share nothing. */
  | { readonly kind: 'second'; readonly drift: string };

/** Result of a task. */
export interface Verdict {
  readonly task: Task;
  /** Faults of the target, `check: title`; errors only, where the target is healthy. */
  readonly findings: readonly string[];
  /** The expected check that found the drift; undefined when it survived. */
  readonly killedBy?: string;
  /** The checks that were expected. */
  readonly expected?: readonly string[];
  /** Every check that saw something, whether it was folded into another finding or not. */
  readonly seen: readonly string[];
  readonly milliseconds: number;
}

/** The documents that are judged, relative to the root; the first one in every respect. */
export const DOCUMENTS = [
  'spec/contact-points.yaml',
  'fixtures/specs/bookshop.yaml',
  'fixtures/specs/customer-notes.yaml',
  'fixtures/specs/warehouse.yaml',
  'fixtures/specs/repair-shop.yaml',
] as const;

/** Number of seeds with which the healthy mock of each document is tried. */
export const SEEDS: Readonly<Record<string, number>> = { 'spec/contact-points.yaml': 20 };

/** Drifts of documents that are there for some of theirs; all others are tried on the other documents. `--drift` chooses freely. */
export const CHOSEN: Readonly<Record<string, RegExp>> = {
  'fixtures/specs/repair-shop.yaml': /\bsort\.|\brange\.|^singleton\.|^action\.|:not-stored$|\bparent:/,
};
