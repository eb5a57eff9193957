import type { Coverage } from '../../coverage/coverage';
import type { BaselineOutcome } from '../../findings/baseline';
import type { Finding, RawFinding } from '../../findings/finding';
import type { LeftOut } from '../../plan/left-out';
import type { Leftover } from '../../run/created-records';
import type { TimedExchange } from './rendered-exchange';

/** Result of a run. */
export interface Report {
  /** Base URL of the target. */
  readonly target: string;
  /** The document that was judged against. */
  readonly document: string;
  /** The title and version of the document. */
  readonly title: string;
  readonly seed: number;
  /** When the run began, ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly milliseconds: number;
  /** Number of cases that were run. */
  readonly cases: number;
  /** Number of cases that the document gives, run or not. */
  readonly planned: number;
  readonly exchanges: number;
  /** Errors and warnings. */
  readonly findings: readonly Finding[];
  /** Deviations that are allowed and still worth knowing; findings only under `--strict`. */
  readonly notes: readonly Finding[];
  /** Operations that were not called, as they write more than what the run makes. */
  readonly leftOut: readonly LeftOut[];
  /** Kinds of which the time did not suffice for every case, with the number of the cases that were missed. */
  readonly cut: readonly { readonly kind: string; readonly cases: number }[];
  /** Effect of the accepted findings; undefined without a baseline. */
  readonly baseline?: BaselineOutcome | undefined;
  /** Cases that could not be run to their end, and why. */
  readonly blocked: readonly { readonly caseId: string; readonly reason: string }[];
  /** Records of this run that could not be removed. */
  readonly leftovers: readonly Leftover[];
  /** False when the run was stopped before its end: by `--bail`, a signal, or because the target went away. */
  readonly complete: boolean;
  /**
   * The reason that no further case was begun: so many findings, a signal, a target that has stopped answering, the time; or one
   * cause of everything, credentials that are refused or a base URL where nothing is.
   */
  readonly stopped?: 'bail' | 'signal' | 'lost' | 'time' | 'refused' | 'elsewhere';
  /** Outcomes of the cases that were run, in the order of their ids. */
  readonly results: readonly CaseOutcome[];
  readonly coverage: Coverage;
  /** Every exchange, where the run was asked to record them. */
  readonly recorded?: readonly TimedExchange[];
}

/** Outcome of one case. */
export interface CaseOutcome {
  readonly caseId: string;
  readonly kind: string;
  readonly title: string;
  /** Id of the operation; undefined when the case is about the server as a whole. */
  readonly operation?: string;
  readonly milliseconds: number;
  /** Raw findings of the case; `key` is that of the finding, unless another finding explains it. */
  readonly rawFindings: readonly Pick<RawFinding, 'key' | 'check' | 'severity' | 'title'>[];
  /** Why it could not be run to its end. */
  readonly blocked?: string;
}
