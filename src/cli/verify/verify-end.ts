import type { Report } from '../../contract/reports/content/report';
import { plural } from '../../contract/reports/content/summary';
import type { Spec } from '../../openapi/model/model';
import type { CommandIo } from '../command-line/command';

/** A run that Ctrl-C can end. */
export interface StoppableRun {
  /** Aborted at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** Gives the signals back. */
  release(): void;
}

/** The source of the signals: the process. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  removeListener(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): unknown;
}

/** Lets the first SIGINT or SIGTERM stop a run in order, and the second one quit at once. */
export function stopOnSignal(source: SignalSource, io: CommandIo): StoppableRun {
  const stop = new AbortController();
  const take = (): void => {
    if (stop.signal.aborted) {
      io.err('contact-points: quit at once; records of this run may be left on the server.\n');
      source.exit(STOPPED);
      return;
    }
    io.err('\ncontact-points: stopping; what was created is removed first. Ctrl-C again quits at once.\n');
    stop.abort();
  };
  source.on('SIGINT', take);
  source.on('SIGTERM', take);
  return {
    signal: stop.signal,
    release: () => {
      source.removeListener('SIGINT', take);
      source.removeListener('SIGTERM', take);
    },
  };
}

/** Exit code when the server does not answer, or not any more. */
export const UNREACHABLE = 3;
/** Exit code when the credentials or the base URL cannot be used. */
const UNUSABLE = 2;
/** Exit code of a program that Ctrl-C has ended, as a shell has it: 128 and the number of SIGINT. */
const STOPPED = 130;

/** Chooses the exit code of a run, by what came first. */
export function exitCodeOf(report: Report, { minCoverage }: { readonly minCoverage: number | undefined }): number {
  if (report.stopped === 'signal') return STOPPED;
  if (report.stopped === 'lost') return UNREACHABLE;
  if (report.stopped === 'refused' || report.stopped === 'elsewhere') return UNUSABLE;
  const failing = report.findings.some(({ severity }) => severity === 'error');
  // A run whose time was over is judged by what was run; --min-coverage tells if that is enough.
  const isCut = !report.complete && report.stopped !== 'time';
  return failing || isCut || isBelow(report, minCoverage) ? 1 : 0;
}

/** Compares what is covered of the document with what is asked for. */
export function isBelow({ coverage }: Report, minCoverage: number | undefined): boolean {
  return minCoverage !== undefined && coverage.percent < minCoverage;
}

/** Reports that the target has gone away, and what is left of the run. */
export function lostLine({ target, cases, exchanges, leftovers }: Report): string {
  const left =
    leftovers.length === 0 ? 'nothing of it is left there' : `${plural(leftovers.length, 'record')} may be left there`;
  return `contact-points: ${target} stopped answering after ${plural(cases, 'case')} and ${plural(exchanges, 'exchange')}; ${left}.\n`;
}

/** Tells the one cause of everything, when there is one: then no finding says more. */
export function oneCauseLine({ stopped, target }: Report, spec: Spec): string | undefined {
  if (stopped === 'elsewhere') return `contact-points: ${nothingThere(target, spec)}\n`;
  if (stopped !== 'refused') return undefined;
  return (
    `contact-points: ${target} refuses every valid request with 401 or 403. ` +
    'Give credentials, or better ones: --api-key, --user, --token or --client-id.\n'
  );
}

/** Tells that there is nothing at a base URL, and where it may be. */
export function nothingThere(target: string, { servers }: Spec): string {
  const paths = [...new Set(servers.map(({ basePath }) => basePath))].filter(
    (path) => path !== '' && !target.endsWith(path),
  );
  const hint =
    paths.length === 0
      ? "Give the base URL to which the document's paths are appended."
      : `The document's servers end in ${paths.join(' or ')}: try ${paths.map((path) => target + path).join(' or ')}.`;
  return `everything at ${target} is answered 404. ${hint}`;
}
