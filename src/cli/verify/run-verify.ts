import { type Target, TransportError } from '../../contract/exchange/exchange';
import { formatReport } from '../../contract/reports/console-report';
import type { Report } from '../../contract/reports/content/report';
import { githubAnnotations } from '../../contract/reports/github-annotations';
import { findBase } from '../../contract/target/find-base';
import { reachTarget, refusesCredentials } from '../../contract/target/reach-target';
import { verify } from '../../contract/verify';
import type { Spec } from '../../openapi/model/model';
import { type CommandIo, type RunCommand, UsageError } from '../command-line/command';
import { loadOptions, warningText } from '../command-line/document';
import { repeatCommand } from './repeat-command';
import { checkWritable, writeJobSummary, writeReports } from './report-files';
import { updateBaseline } from './update-baseline';
import type { VerifyInvocation, verifyCommand } from './verify-command';
import { exitCodeOf, isBelow, lostLine, nothingThere, oneCauseLine, stopOnSignal, UNREACHABLE } from './verify-end';
import { asUsageError, loadInputs, type VerifyInputs } from './verify-inputs';
import { createProgress } from './verify-progress';
import { type VerifySettings, verifySettings } from './verify-settings';
import { logIn, openTarget } from './verify-target';

/** Judges a server and prints the verdict. */
export const runVerify: RunCommand<typeof verifyCommand> = async (invocation, io) => {
  try {
    return await run(invocation, io);
  } catch (error) {
    throw asUsageError(error);
  }
};

async function run(invocation: VerifyInvocation, io: CommandIo): Promise<number> {
  const settings = verifySettings(invocation, io.env);
  const inputs = await loadInputs(settings, loadOptions(invocation.options));
  const { spec } = inputs;
  io.err(warningText(spec.warnings, spec.source));
  const written = settings['update-baseline'] ? [{ option: '--baseline', file: settings.baseline! }] : [];
  checkWritable([...settings.reports, ...written]);
  let target = openTarget(settings);
  const stop = stopOnSignal(process, io);
  try {
    const code = await reach(target, spec, settings, io, stop.signal);
    if (code !== undefined) return code;
    const base = (await unlessStopped(stop.signal, baseOf(target, spec, settings, io))) ?? target.url;
    if (base !== target.url) {
      await target.close();
      target = openTarget({ ...settings, url: base });
    }
    return await judge(target, inputs, settings, repeatCommand(invocation, base, spec, io.typed), io, stop.signal);
  } finally {
    stop.release();
    await target.close();
  }
}

/**
 * Finds the base URL: the one that was given, else the one below it that the document's servers name.
 *
 * @throws {@link UsageError} when there is nothing at either
 */
async function baseOf(target: Target, spec: Spec, { headers }: VerifySettings, io: CommandIo): Promise<string> {
  const found = await findBase(target, spec, headers);
  if (found === undefined) return target.url;
  if (found.base === undefined) throw new UsageError(nothingThere(target.url, spec));
  io.err(
    `contact-points: everything at ${target.url} is answered 404; the document's servers end in ${found.path}, ` +
      `so ${found.base} is judged.\n`,
  );
  return found.base;
}

/** Resolves to the exit code when there is nothing to judge. */
async function reach(
  target: Target,
  spec: Spec,
  { headers, waitFor }: VerifySettings,
  io: CommandIo,
  signal: AbortSignal,
): Promise<number | undefined> {
  const reached = await unlessStopped(signal, reachTarget(target, spec, waitFor, headers, signal));
  // The reports are written all the same; they say that nothing was judged.
  if (reached === undefined) return undefined;
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
  { baseline, hooks, spec, ids, selection }: VerifyInputs,
  settings: VerifySettings,
  command: string,
  io: CommandIo,
  signal: AbortSignal,
): Promise<number> {
  const { bail, concurrency, eventually, fuzz, include, quiet, readOnly, retries, seed, strict } = settings;
  const login = logIn(opened, spec, settings).catch((error: unknown) => {
    if (!(error instanceof TransportError)) throw error;
    if (!signal.aborted) io.err(`contact-points: the token URL cannot be reached: ${error.message}.\n`);
  });
  const known = await unlessStopped(signal, login);
  if (known === undefined && !signal.aborted) return UNREACHABLE;
  const access = known ?? { target: opened, credentials: settings.headers };
  // What hooks add to requests is not known before the run.
  const refused = settings.hooks === undefined && refusesCredentials(access.target, spec, access.credentials);
  if (refused !== false && (await unlessStopped(signal, refused)) === true) {
    io.err(
      `contact-points: ${opened.url} refuses the credentials, or the lack of them; most findings will come from that. ` +
        'See --token, --user, --api-key and --client-id.\n',
    );
  }
  const { select, skippedChecks } = selection;
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
    cases: settings.case,
    command,
    ignored: skippedChecks,
    baseline,
    strict,
    hooks,
    operations: settings.operations,
    checks: settings.checks,
    bail,
    fuzz,
    include,
    maxTime: settings.maxTime,
    record: settings.reports.some(({ kind }) => kind === 'har'),
    onProgress: quiet ? undefined : progress.tell,
  }).finally(progress.end);
  tell(report, settings, io);
  const cause = oneCauseLine(report, spec);
  if (cause !== undefined) io.err(cause);
  return exitCodeOf(updateBaseline(report, settings, io), settings);
}

/** Resolves to undefined as soon as a signal stops the waiting; what fails after that concerns nobody. */
async function unlessStopped<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value | undefined> {
  promise.catch(() => {});
  if (signal.aborted) return undefined;
  const stopped = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const value = await Promise.race([promise, stopped]);
  return signal.aborted ? undefined : value;
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
