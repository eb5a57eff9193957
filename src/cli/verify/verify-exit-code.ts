import type { Report } from '../../contract/reports/report';
import { plural } from '../../contract/reports/verdict';

/** Exit code when nobody answers, or nobody does any more. */
export const UNREACHABLE = 3;
/** Exit code of a program that Ctrl-C has ended, as a shell has it: 128 and the number of SIGINT. */
export const STOPPED = 130;

/** The exit code of a run, by what came first. */
export function exitCodeOf(report: Report, { minCoverage }: { readonly minCoverage: number | undefined }): number {
  if (report.stopped === 'signal') return STOPPED;
  if (report.stopped === 'lost') return UNREACHABLE;
  const failing = report.findings.some(({ severity }) => severity === 'error');
  return failing || !report.complete || isBelow(report, minCoverage) ? 1 : 0;
}

/** Whether less of the document is covered than is asked for. */
export function isBelow({ coverage }: Report, minCoverage: number | undefined): boolean {
  return minCoverage !== undefined && coverage.percent < minCoverage;
}

/** Says that the target has gone away, and what is left of the run. */
export function lostLine({ target, cases, exchanges, leftovers }: Report): string {
  const left =
    leftovers.length === 0 ? 'nothing of it is left there' : `${plural(leftovers.length, 'record')} may be left there`;
  return `contact-points: ${target} stopped answering after ${plural(cases, 'case')} and ${plural(exchanges, 'exchange')}; ${left}.\n`;
}
