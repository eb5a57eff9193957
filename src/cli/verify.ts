import { caseKinds } from '../contract/cases/case-kinds';
import { exchangeChecks } from '../contract/checks/exchange-checks';
import { formatReport } from '../contract/console-report';
import type { Target } from '../contract/exchange';
import { isReachable } from '../contract/is-reachable';
import type { Report } from '../contract/report';
import { createTarget, TargetUrlError } from '../contract/target';
import { verify } from '../contract/verify';
import { DocumentError } from '../spec/document-error';
import { loadSpec } from '../spec/load-spec';
import type { Spec } from '../spec/model';
import { SHIPPED_SPEC } from '../spec/shipped-spec';
import { type CommandIo, type RunCommand, UsageError } from './command';
import { apiKeyHeader, checkNames, type VerifySettings, verifySettings } from './verify-settings';

/** Judges a server and prints the verdict. */
export const runVerify: RunCommand = async (invocation, io) => {
  const settings = verifySettings(invocation, io.env);
  const spec = load(settings.spec ?? SHIPPED_SPEC);
  checkNames('--only', settings.only, selectable(spec));
  checkNames('--skip', settings.skip, [...selectable(spec), ...exchangeChecks.map(({ name }) => name)]);
  const headers = { ...apiKeyHeader(spec, settings.apiKey), ...settings.headers };
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
    const told = { ...report, findings: report.findings.filter(({ check }) => !skip.includes(check)) };
    io.out(formatReport(told, { color: io.color }));
    return stop.signal.aborted ? 130 : exitCodeOf(told, settings.strict);
  } finally {
    process.removeListener('SIGINT', onSignal);
    process.removeListener('SIGTERM', onSignal);
  }
}

function exitCodeOf({ findings, complete }: Report, strict: boolean): number {
  const failing = findings.filter(({ severity }) => strict || severity === 'error');
  return failing.length > 0 || !complete ? 1 : 0;
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
