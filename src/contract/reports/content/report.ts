import type { Coverage } from '../../coverage/coverage';
import type { Severity } from '../../findings/check';
import type { Finding, RawFinding } from '../../findings/finding';
import type { Leftover } from '../../run/created-records';

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
  /** Cases that could not be run to their end, and why. */
  readonly blocked: readonly { readonly caseId: string; readonly reason: string }[];
  /** Records of this run that could not be removed. */
  readonly leftovers: readonly Leftover[];
  /** False when the run was stopped before its end: by `--bail`, a signal, or because the target went away. */
  readonly complete: boolean;
  /** Why no further case was begun: so many findings, a signal, or a target that has stopped answering. */
  readonly stopped?: 'bail' | 'signal' | 'lost';
  /** Outcomes of the cases that were run, in the order of their ids. */
  readonly results: readonly CaseOutcome[];
  readonly coverage: Coverage;
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

/** Options for selecting what a report shows. */
export interface PrepareOptions {
  /** Names of checks whose findings are left out. */
  readonly skip?: readonly string[];
  /** True when warnings and notes count as errors. */
  readonly strict?: boolean;
}

/** Leaves out the skipped checks, and makes errors of warnings and notes where these are to fail a run. */
export function prepareReport(report: Report, { skip = [], strict = false }: PrepareOptions): Report {
  const selected = <T extends { readonly check: string; readonly severity: Severity }>(all: readonly T[]): T[] =>
    all
      .filter(({ check }) => !skip.includes(check))
      .map((each) => (strict ? { ...each, severity: 'error' as const } : each));
  const [findings, notes] = [selected(report.findings), selected(report.notes)];
  return {
    ...report,
    findings: strict ? [...findings, ...notes] : findings,
    notes: strict ? [] : notes,
    results: report.results.map((result) => ({ ...result, rawFindings: selected(result.rawFindings) })),
  };
}
