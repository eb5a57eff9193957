import type { Severity } from '../../findings/check';
import type { Report } from './report';

/** How a report is to be told. */
export interface PrepareOptions {
  /** Names of checks whose findings are left out. */
  readonly skip?: readonly string[];
  /** True when warnings and notes count as errors. */
  readonly strict?: boolean;
}

/** Leaves out the checks that nobody wants to hear of, and makes errors of warnings and notes where these are to fail a run. */
export function prepareReport(report: Report, { skip = [], strict = false }: PrepareOptions): Report {
  const told = <T extends { readonly check: string; readonly severity: Severity }>(all: readonly T[]): T[] =>
    all
      .filter(({ check }) => !skip.includes(check))
      .map((each) => (strict ? { ...each, severity: 'error' as const } : each));
  const [findings, notes] = [told(report.findings), told(report.notes)];
  return {
    ...report,
    findings: strict ? [...findings, ...notes] : findings,
    notes: strict ? [] : notes,
    results: report.results.map((result) => ({ ...result, rawFindings: told(result.rawFindings) })),
  };
}
