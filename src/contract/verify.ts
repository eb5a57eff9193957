import type { Spec } from '../openapi/model/model';
import { acceptsValid } from './checks/accepts-valid';
import { helpOf } from './checks/all-checks';
import { createCoverageRecorder } from './coverage/coverage-recorder';
import { quote } from './exchange/curl';
import type { Exchange, Target } from './exchange/exchange';
import { VERIFY_DEFAULTS } from './exchange/verify-defaults';
import { acceptedBy, type BaselineEntry, concludeBaseline } from './findings/baseline';
import type { RawFinding } from './findings/finding';
import { foldFindings } from './findings/fold-findings';
import { leftOutOperations } from './plan/left-out';
import { casesById } from './plan/selection';
import { tellingFirst } from './plan/telling-first';
import { renderExchange, type TimedExchange } from './reports/content/rendered-exchange';
import type { CaseOutcome, Report } from './reports/content/report';
import { watchEnd } from './run/end-of-run';
import type { Run } from './run/run';
import type { CaseResult, ContractCase } from './steps/context/case';
import { createSuite, type SuiteOptions } from './suite';

/** Options of a run. Everything has a default. */
export interface VerifyOptions extends SuiteOptions {
  /** Number of cases that run at a time, where they do not disturb each other; 8 by default. */
  readonly concurrency?: number;
  /** Stop after this many different findings. */
  readonly bail?: number | undefined;
  /** Ids of cases: run these alone. */
  readonly cases?: readonly string[] | undefined;
  /** Command line that repeats the run, for the findings; by default one with the target, the document and the seed. */
  readonly command?: string | undefined;
  /** Accepted findings: they are not told again. */
  readonly baseline?: readonly BaselineEntry[] | undefined;
  /** End after so many milliseconds, planning included; the most telling cases come first. No end by default. */
  readonly maxTime?: number | undefined;
  /** True when the report is to hold every exchange, as `har` needs it; false by default. */
  readonly record?: boolean | undefined;
  /** Stops the run; what it made is removed all the same. */
  readonly signal?: AbortSignal;
  /** Called after each case. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Progress of a run. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly findings: number;
}

/**
 * Judges whether a target keeps what a document promises: plans all cases, runs them, removes what they made, and folds
 * what they saw into one finding for each fault.
 *
 * @param target - the server; stays open, closing it is up to the caller
 * @returns never throws for a fault of the target: what goes wrong there is a finding
 * @throws {@link ./plan/selection.SelectionError} for the id of a case that there is not, and for settings that do not fit the document
 * @throws {@link ./run/hooks.HookError} for hooks that cannot be used, or that give no token
 * @example
 * const report = await verify(createTarget('http://localhost:4010'), loadSpec('openapi.yaml'));
 * if (report.findings.length > 0) console.log(formatReport(report));
 */
export async function verify(target: Target, document: Spec, options: VerifyOptions = {}): Promise<Report> {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const suite = createSuite(document, options);
  const { planned, seed, severities, spec } = suite;
  const recorder = createCoverageRecorder(spec);
  // Planning takes its share of the time.
  const left = options.maxTime && Math.max(1, options.maxTime - (performance.now() - started));
  const end = watchEnd(options.signal, left);
  const chosen = (options.cases?.length ? casesById(planned, options.cases) : planned).filter(suite.isChosen);
  const recorded: TimedExchange[] = [];
  const onExchange = (exchange: Exchange, contractCase: ContractCase): void => {
    recorder.observe(exchange, contractCase);
    if (options.record !== true) return;
    const at = new Date(Date.now() - exchange.response.milliseconds).toISOString();
    recorded.push({ ...renderExchange(exchange), at, caseId: contractCase.id });
  };
  const run = await suite.start(target, { onExchange, signal: end.signal });
  const accepted = new Set(options.baseline?.map(({ key }) => key));
  const results: CaseResult[] = [];
  const distinct = new Set<string>();
  const stopped = (): Report['stopped'] => {
    if (options.signal?.aborted === true) return 'signal';
    if (run.lost) return 'lost';
    if (end.signal.aborted) return 'time';
    if (run.oneCause !== undefined) return run.oneCause;
    return distinct.size >= (options.bail ?? Number.POSITIVE_INFINITY) ? 'bail' : undefined;
  };

  const runOne = async (contractCase: ContractCase): Promise<void> => {
    const result = await run.run(contractCase);
    const rawFindings = result.rawFindings.flatMap(severities);
    results.push({ ...result, rawFindings });
    for (const { key, severity } of rawFindings) if (severity !== 'note' && !accepted.has(key)) distinct.add(key);
    options.onProgress?.({ done: results.length, total: chosen.length, findings: distinct.size });
  };
  const runStages = async (): Promise<void> => {
    for (const stage of tellingFirst(chosen)) {
      const [alone, together] = [stage.filter(({ exclusive }) => exclusive), stage.filter((each) => !each.exclusive)];
      await runAll(together, options.concurrency ?? VERIFY_DEFAULTS.concurrency, runOne, stopped);
      await runAll(alone, 1, runOne, stopped);
    }
  };
  await Promise.race([runStages(), end.overdue]);
  end.release();
  const why = stopped();
  const { include, readOnly = false } = options;
  return conclude(spec, run, results, {
    target: target.url,
    document: spec.source,
    title: `${spec.document.info.title} ${spec.document.info.version}`,
    seed,
    startedAt,
    coverage: recorder.conclude({ planned, chosen: new Set(chosen), results, readOnly }),
    planned: planned.length,
    cut: why === 'time' ? cutKinds(chosen, results) : [],
    ...(options.record === true ? { recorded } : {}),
    leftOut: readOnly ? [] : leftOutOperations(spec, include),
    // What was the last thing to be done leaves nothing undone; but cases that a signal cut short are not done.
    complete: results.length === chosen.length && (why === undefined || why === 'bail'),
    stopped: why,
    started,
    baseline: options.baseline,
    signal: options.signal,
    command: options.command ?? commandOf(target.url, spec, seed),
  });
}

function commandOf(url: string, { source }: Spec, seed: number): string {
  const words = ['npx', 'contact-points-kit', 'verify', url, '--spec', source];
  return [...words, ...(seed === VERIFY_DEFAULTS.seed ? [] : ['--seed', String(seed)])]
    .map((word) => (/^[\w./:=-]+$/.test(word) ? word : quote(word)))
    .join(' ');
}

async function runAll(
  cases: readonly ContractCase[],
  concurrency: number,
  run: (contractCase: ContractCase) => Promise<void>,
  stopped: () => unknown,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < cases.length && stopped() === undefined) {
      next += 1;
      await run(cases[next - 1]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, cases.length) }, worker));
}

type Facts = Pick<
  Report,
  | ('target' | 'document' | 'title' | 'seed' | 'startedAt' | 'planned' | 'leftOut' | 'cut' | 'complete')
  | ('stopped' | 'coverage' | 'recorded')
> & {
  readonly started: number;
  readonly command: string;
  readonly baseline: readonly BaselineEntry[] | undefined;
  readonly signal: AbortSignal | undefined;
};

async function conclude(spec: Spec, run: Run, results: readonly CaseResult[], facts: Facts): Promise<Report> {
  const { started, command, baseline, signal, ...rest } = facts;
  const leftovers = await run.cleanUp(signal);
  // Cases end in another order each time; the plan's order makes reports of two runs comparable.
  const sorted = [...results].sort((a, b) => a.case.id.localeCompare(b.case.id));
  const rawFindings = sorted.flatMap((result) => result.rawFindings);
  const today = facts.startedAt.slice(0, 10);
  const isAccepted = acceptedBy(baseline ?? [], rawFindings, today);
  const all = foldFindings(rawFindings, isAccepted);
  // Where all that was sent is refused for one reason, that is one finding, and not one for each operation.
  const isOneCause = facts.stopped === 'refused' || facts.stopped === 'elsewhere';
  const [plain = all[0]] = all.filter(({ check }) => check === acceptsValid.name);
  const folded = (isOneCause && plain !== undefined ? [plain] : all).map((finding) => ({
    ...finding,
    help: helpOf(finding.check),
    again: `${command} --case ${quote(finding.caseId)}`,
    location: finding.pointer.startsWith('#') ? spec.locate(finding.pointer) : undefined,
  }));
  return {
    ...rest,
    milliseconds: performance.now() - started,
    cases: results.length,
    exchanges: run.exchanges,
    findings: folded.filter(({ severity }) => severity !== 'note'),
    notes: folded.filter(({ severity }) => severity === 'note'),
    results: sorted.map((result) => outcomeOf(result, isAccepted)),
    baseline: baseline && concludeBaseline(baseline, results, today, results.length === facts.planned),
    blocked: sorted.flatMap(({ case: { id }, blocked }) =>
      blocked === undefined ? [] : [{ caseId: id, reason: blocked }],
    ),
    leftovers,
  };
}

function outcomeOf(result: CaseResult, isAccepted: (rawFinding: RawFinding) => boolean): CaseOutcome {
  const { milliseconds, blocked } = result;
  const { id, kind, title, operation } = result.case;
  const rawFindings = result.rawFindings.filter((each) => !isAccepted(each));
  return {
    caseId: id,
    kind,
    title,
    operation: operation?.id,
    milliseconds,
    rawFindings: rawFindings.map(({ key, check, severity, title }) => ({ key, check, severity, title })),
    blocked,
  };
}

/** Kinds of which the time did not suffice for every case, with the number of the cases that were missed. */
function cutKinds(chosen: readonly ContractCase[], results: readonly CaseResult[]): Report['cut'] {
  const left = new Map<string, number>();
  for (const { kind } of chosen) left.set(kind, (left.get(kind) ?? 0) + 1);
  for (const each of results) left.set(each.case.kind, left.get(each.case.kind)! - 1);
  return [...left].flatMap(([kind, cases]) => (cases > 0 ? [{ kind, cases }] : []));
}
