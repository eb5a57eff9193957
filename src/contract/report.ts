import type { Leftover } from './clean-up';
import type { Finding } from './finding';

/** What a run came to. */
export interface Report {
  /** Base URL of the target. */
  readonly target: string;
  /** The document that was judged against. */
  readonly document: string;
  readonly seed: number;
  readonly milliseconds: number;
  /** How many cases were run. */
  readonly cases: number;
  /** How many cases the document gives, whether they were run or not. */
  readonly planned: number;
  readonly exchanges: number;
  readonly findings: readonly Finding[];
  /** Cases that could not be run to their end, and why. */
  readonly blocked: readonly { readonly caseId: string; readonly reason: string }[];
  /** Records of this run that could not be removed. */
  readonly leftovers: readonly Leftover[];
  /** False when the run was stopped before its end: by `--bail`, a signal, or because the target went away. */
  readonly complete: boolean;
}
