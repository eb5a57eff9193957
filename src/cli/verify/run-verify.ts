import { readFileSync } from 'node:fs';
import { type Target, TransportError } from '../../contract/exchange/exchange';
import { formatReport } from '../../contract/reports/console-report';
import type { Report } from '../../contract/reports/content/report';
import { prepareReport } from '../../contract/reports/content/report';
import { githubAnnotations } from '../../contract/reports/github-annotations';
import type { ExistingIds } from '../../contract/steps/records/existing-ids';
import { ExistingIdsError, readExistingIds } from '../../contract/steps/records/existing-ids';
import { reachTarget, refusesCredentials } from '../../contract/target/reach-target';
import { verify } from '../../contract/verify';
import { loadSpec } from '../../openapi/load-spec';
import type { Spec } from '../../openapi/model/model';
import { DocumentError } from '../../openapi/read/document-error';
import { SHIPPED_SPEC } from '../../openapi/read/package-file';
import { type CommandIo, type RunCommand, UsageError } from '../command-line/command';
import { checkWritable, writeJobSummary, writeReports } from './report-files';
import type { verifyCommand } from './verify-command';
import { exitCodeOf, isBelow, lostLine, STOPPED, stopOnSignal, UNREACHABLE } from './verify-end';
import { createProgress } from './verify-progress';
import { selectionOf } from './verify-selection';
import { type VerifySettings, verifySettings } from './verify-settings';
import { logIn, openTarget } from './verify-target';

/** Judges a server and prints the verdict. */
export const runVerify: RunCommand<typeof verifyCommand> = async (invocation, io) => {
  const settings = verifySettings(invocation, io.env);
  const spec = load(settings.spec ?? SHIPPED_SPEC);
  // All that is wrong with the command line is told before anything is sent.
  selectionOf(spec, settings.only, settings.skip);
  const ids = settings.ids === undefined ? undefined : loadIds(settings.ids, spec);
  checkWritable(settings.reports);
  const target = openTarget(settings);
  const stop = stopOnSignal(process, io);
  try {
    const code = await reach(target, spec, settings, io, stop.signal);
    if (code !== undefined) return code;
    return await judge(target, spec, ids, settings, io, stop.signal);
  } finally {
    stop.release();
    await target.close();
  }
};

/** Resolves to the exit code when there is nothing to judge. */
async function reach(
  target: Target,
  spec: Spec,
  { headers, waitFor }: VerifySettings,
  io: CommandIo,
  signal: AbortSignal,
): Promise<number | undefined> {
  const reached = await reachTarget(target, spec, waitFor, headers, signal);
  if (signal.aborted) return STOPPED;
  if (reached.kind === 'unreachable') {
    const hint = waitFor > 0 ? '' : ' Is the server running? --wait-for SECONDS waits for it.';
    io.err(`contact-points: ${target.url} cannot be reached: ${reached.reason}.${hint}\n`);
    return UNREACHABLE;
  }
  if (reached.kind === 'elsewhere') {
    throw new UsageError(
      `${target.url} redirects to ${reached.base} (${reached.status}). Give ${reached.base} as the URL: ` +
        'redirects are not followed, as they lose the bodies and methods of requests.',
    );
  }
  if (reached.kind === 'slashes') {
    io.err(
      `contact-points: ${target.url} redirects ${reached.from} to ${reached.to} (${reached.status}). ` +
        'The document has it the other way; that is what the findings will be about.\n',
    );
  }
  return undefined;
}

async function judge(
  opened: Target,
  spec: Spec,
  ids: ExistingIds | undefined,
  settings: VerifySettings,
  io: CommandIo,
  signal: AbortSignal,
): Promise<number> {
  const { bail, concurrency, eventually, fuzz, only, quiet, readOnly, retries, seed, skip, strict } = settings;
  const access = await logIn(opened, spec, settings).catch((error: unknown) => {
    if (!(error instanceof TransportError)) throw error;
    return io.err(`contact-points: the token URL cannot be reached: ${error.message}.\n`);
  });
  if (access === undefined) return UNREACHABLE;
  if (await refusesCredentials(access.target, spec, access.credentials)) {
    io.err(
      `contact-points: ${opened.url} refuses the credentials, or the lack of them; most findings will come from that. ` +
        'See --token, --user, --api-key and --client-id.\n',
    );
  }
  const { select, skippedChecks } = selectionOf(spec, only, skip);
  const progress = createProgress(io);
  const report = await verify(access.target, spec, {
    seed,
    concurrency,
    headers: access.credentials,
    readOnly,
    retries,
    eventually,
    ids,
    signal,
    select,
    ignored: skippedChecks,
    bail,
    fuzz,
    onProgress: quiet ? undefined : progress.tell,
  }).finally(progress.end);
  const prepared = prepareReport(report, { skip: skippedChecks, strict });
  tell(prepared, settings, io);
  return exitCodeOf(prepared, settings);
}

// What is written to standard output is for a program; then people are told on standard error.
function tell(report: Report, { reports, minCoverage, quiet }: VerifySettings, io: CommandIo): void {
  const say = reports.some(({ file }) => file === '-') ? io.err : io.out;
  const isWorthTelling = report.findings.length > 0 || report.leftovers.length > 0 || !report.complete;
  if (!quiet || isWorthTelling) say(formatReport(report, { color: io.color }));
  if (io.env.GITHUB_ACTIONS === 'true') say(githubAnnotations(report));
  if (isBelow(report, minCoverage)) {
    say(
      `The coverage of ${report.coverage.percent} % is below the ${minCoverage} % that --min-coverage asks for; ` +
        'a report (--report html=FILE) tells what was missed, and why.\n',
    );
  }
  if (report.stopped === 'lost') io.err(lostLine(report));
  writeReports(report, reports, io);
  writeJobSummary(report, io);
}

function load(file: string): Spec {
  try {
    return loadSpec(file);
  } catch (error) {
    if (error instanceof DocumentError) throw new UsageError(error.message);
    throw error;
  }
}

function loadIds(file: string, spec: Spec): ExistingIds {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--ids ${file} cannot be read: ${(error as Error).message}.`);
  }
  try {
    return readExistingIds(text, file, spec);
  } catch (error) {
    if (error instanceof ExistingIdsError) throw new UsageError(`--ids ${error.message}.`);
    throw error;
  }
}
