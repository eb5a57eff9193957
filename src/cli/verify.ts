import { caseKinds } from '../contract/cases/case-kinds';
import { allChecks } from '../contract/checks/all-checks';
import { formatReport } from '../contract/console-report';
import type { Target } from '../contract/exchange';
import { isReachable } from '../contract/is-reachable';
import type { Report } from '../contract/report';
import { githubAnnotations } from '../contract/reports/github-annotations';
import { prepareReport } from '../contract/reports/prepare-report';
import { createTarget, TargetUrlError } from '../contract/target';
import { verify } from '../contract/verify';
import { DocumentError } from '../spec/document-error';
import { loadSpec } from '../spec/load-spec';
import type { Spec } from '../spec/model';
import { SHIPPED_SPEC } from '../spec/shipped-spec';
import { type CommandIo, type RunCommand, UsageError } from './command';
import { checkWritable, writeJobSummary, writeReports } from './report-files';
import { apiKeyHeader, checkNames, type VerifySettings, verifySettings } from './verify-settings';

/** Judges a server and prints the verdict. */
export const runVerify: RunCommand = async (invocation, io) => {
  const settings = verifySettings(invocation, io.env);
  const spec = load(settings.spec ?? SHIPPED_SPEC);
  checkNames('--only', settings.only, selectable(spec));
  checkNames('--skip', settings.skip, [...selectable(spec), ...allChecks.map(({ name }) => name)]);
  const headers = { ...apiKeyHeader(spec, settings.apiKey), ...settings.headers };
  checkWritable(settings.reports);
  const target = open(settings);
  try {
    if (!(await isReachable(target, settings.waitFor))) {
      io.err(
        `contact-points: ${target.url} cannot be reached. Is the server running? --wait-for SECONDS waits for it.\n`,
      );
      return 3;
    }
    return await judge(target, spec, { ...settings, headers }, io);
  } finally {
    await target.close();
  }
};

async function judge(target: Target, spec: Spec, settings: VerifySettings, io: CommandIo): Promise<number> {
  const { only, skip } = settings;
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    const report = await verify(target, spec, {
      seed: settings.seed,
      concurrency: settings.concurrency,
      fuzz: settings.fuzz,
      headers: settings.headers,
      readOnly: settings.readOnly,
      signal: stop.signal,
      ...(settings.bail === undefined ? {} : { bail: settings.bail }),
      select: ({ kind, operation }) => {
        const names = [kind, operation?.id ?? ''];
        return (
          (only.length === 0 || names.some((name) => only.includes(name))) && !names.some((name) => skip.includes(name))
        );
      },
    });
    const told = prepareReport(report, settings);
    tell(told, settings, io);
    return stop.signal.aborted ? 130 : exitCodeOf(told, settings);
  } finally {
    process.removeListener('SIGINT', onSignal);
    process.removeListener('SIGTERM', onSignal);
  }
}

// What is written to standard output is for a program; then people are told on standard error.
function tell(report: Report, { reports, minCoverage }: VerifySettings, io: CommandIo): void {
  const say = reports.some(({ file }) => file === '-') ? io.err : io.out;
  say(formatReport(report, { color: io.color }));
  if (io.env.GITHUB_ACTIONS === 'true') say(githubAnnotations(report));
  if (isBelow(report, minCoverage)) {
    say(
      `The coverage of ${report.coverage.percent} % is below the ${minCoverage} % that --min-coverage asks for; ` +
        'a report (--report html=FILE) tells what was missed, and why.\n',
    );
  }
  writeReports(report, reports, io);
  writeJobSummary(report, io);
}

function exitCodeOf(report: Report, { minCoverage }: VerifySettings): number {
  const failing = report.findings.some(({ severity }) => severity === 'error');
  return failing || !report.complete || isBelow(report, minCoverage) ? 1 : 0;
}

function isBelow({ coverage }: Report, minCoverage: number | undefined): boolean {
  return minCoverage !== undefined && coverage.percent < minCoverage;
}

function selectable(spec: Spec): string[] {
  return [...spec.operations.map(({ id }) => id), ...caseKinds.map(({ name }) => name)];
}

function load(file: string): Spec {
  try {
    return loadSpec(file);
  } catch (error) {
    if (error instanceof DocumentError) throw new UsageError(error.message);
    throw error;
  }
}

function open({ url, timeout, concurrency }: VerifySettings): Target {
  try {
    return createTarget(url, { timeout, connections: concurrency });
  } catch (error) {
    if (error instanceof TargetUrlError) throw new UsageError(`${error.message}.`);
    throw error;
  }
}
