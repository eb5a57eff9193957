import { setMaxListeners } from 'node:events';
import type { Spec } from '../openapi/model/model';
import { acceptsValid } from './checks/accepts-valid';
import { createCoverageRecorder } from './coverage/coverage-recorder';
import { quote } from './exchange/curl';
import type { Target } from './exchange/exchange';
import { VERIFY_DEFAULTS } from './exchange/verify-defaults';
import { foldFindings } from './findings/fold-findings';
import { leftOutOperations } from './plan/left-out';
import { planCases } from './plan/plan-cases';
import { casesById } from './plan/selection';
import { tellingFirst } from './plan/telling-first';
import type { CaseOutcome, Report } from './reports/content/report';
import { createRun, type Run } from './run/run';
import type { CaseKind, CaseResult, ContractCase } from './steps/context/case';
import type { ExistingIds } from './steps/records/existing-ids';

/** Options of a run. Everything has a default. */
export interface VerifyOptions {
  /** Decides every generated value; 1 by default. */
  readonly seed?: number;
  /** Number of random sequences for each resource; 10 by default, 0 for none. */
  readonly fuzz?: number;
  /** Number of cases that run at a time, where they do not disturb each other; 8 by default. */
  readonly concurrency?: number;
  /** Headers that every request carries, such as credentials. */
  readonly headers?: Readonly<Record<string, string>>;
  /** True when only safe methods may be sent; false by default. */
  readonly readOnly?: boolean;
  /** Number of times that a request is sent again that was answered 429, or 503 with `Retry-After`; 5 by default. */
  readonly retries?: number;
  /** Ids of records that are on the target already, for references that it checks and for paths around collections. */
  readonly ids?: ExistingIds | undefined;
  /** Milliseconds that lists may lag behind writes, before a law of a list counts as broken; 0 by default. */
  readonly eventually?: number | undefined;
  /** Stop after this many different findings. */
  readonly bail?: number;
  /** The kinds of cases; all by default. */
  readonly kinds?: readonly CaseKind[];
  /** Chooses among the planned cases; all by default. */
  readonly select?: (contractCase: ContractCase) => boolean;
  /** Ids of cases: run these alone. */
  readonly cases?: readonly string[] | undefined;
  /** Command line that repeats the run, for the findings; by default one with the target, the document and the seed. */
  readonly command?: string | undefined;
  /** Ids of operations that are called although they write more than what the run makes: a whole collection, the server itself. */
  readonly include?: readonly string[] | undefined;
  /** Names of checks that are left out: what they find counts neither for `bail` nor for the progress. */
  readonly ignored?: readonly string[];
  /** Begin no case after so many milliseconds; the most telling cases come first. No end by default. */
  readonly maxTime?: number | undefined;
  /** Stops the run; what it made is removed all the same. */
  readonly signal?: AbortSignal;
  /** Called after each case. */
  readonly onProgress?: (progress: Progress) => void;
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
 * @throws {@link ./plan/selection.SelectionError} for the id of a case that there is not
 * @example
 * const report = await verify(createTarget('http://localhost:4010'), loadSpec('openapi.yaml'));
 * if (report.findings.length > 0) console.log(formatReport(report));
 */
export async function verify(target: Target, spec: Spec, options: VerifyOptions = {}): Promise<Report> {
  const started = performance.now();
  const { seed = VERIFY_DEFAULTS.seed, readOnly = false, select = () => true } = options;
  const startedAt = new Date().toISOString();
  const recorder = createCoverageRecorder(spec);
  const end = endOf(options.signal, options.maxTime);
  const run = createRun({
    spec,
    target,
    seed,
    readOnly,
    credentials: lowerCased(options.headers ?? {}),
    onExchange: recorder.observe,
    retries: options.retries,
    ids: options.ids,
    eventually: options.eventually,
    signal: end.signal,
  });
  const planned = planCases({ spec, seed, fuzz: options.fuzz, include: options.include }, options.kinds);
  const wanted = options.cases?.length ? casesById(planned, options.cases) : planned;
  const chosen = wanted.filter((each) => select(each) && !(readOnly && each.writes));
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
    results.push(result);
    for (const { key, check, severity } of result.rawFindings) {
      if (severity !== 'note' && options.ignored?.includes(check) !== true) distinct.add(key);
    }
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
  return conclude(spec, run, results, options.ignored ?? [], {
    target: target.url,
    document: spec.source,
    title: `${spec.document.info.title} ${spec.document.info.version}`,
    seed,
    startedAt,
    coverage: recorder.conclude({ planned, chosen: new Set(chosen), results, readOnly }),
    planned: planned.length,
    leftOut: readOnly ? [] : leftOutOperations(spec, options.include),
    // What was the last thing to be done leaves nothing undone; but cases that a signal cut short are not done.
    complete: results.length === chosen.length && (why === undefined || why === 'bail'),
    stopped: why,
    started,
    command: options.command ?? commandOf(target.url, spec, seed),
  });
}

function commandOf(url: string, { source }: Spec, seed: number): string {
  const words = ['contact-points', 'verify', url, '--spec', source];
  return [...words, ...(seed === VERIFY_DEFAULTS.seed ? [] : ['--seed', String(seed)])]
    .map((word) => (/^[\w./:=-]+$/.test(word) ? word : quote(word)))
    .join(' ');
}

/** Milliseconds that requests on their way are waited for once a run is stopped: by a person, by its time. */
const [graceOfSignal, graceOfTime] = [1_000, 15_000];
/** Milliseconds for removing records when a person waits for the end. */
const hurriedCleanUp = 1_200;

interface End {
  /** Aborted by the caller, or when the time is over. */
  readonly signal: AbortSignal;
  /** Resolves when what is still on its way is waited for no longer. */
  readonly overdue: Promise<void>;
  release(): void;
}

function endOf(signal: AbortSignal | undefined, maxTime: number | undefined): End {
  const controller = new AbortController();
  // Each request that waits its turn listens.
  setMaxListeners(0, controller.signal);
  const timers: NodeJS.Timeout[] = [];
  const take = (): void => controller.abort();
  const overdue = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => {
      const grace = signal?.aborted === true ? graceOfSignal : graceOfTime;
      timers.push(setTimeout(resolve, grace));
    });
    signal?.addEventListener('abort', () => timers.push(setTimeout(resolve, graceOfSignal)));
  });
  if (maxTime !== undefined && maxTime > 0) timers.push(setTimeout(take, Math.min(maxTime, 2_147_483_647)));
  signal?.addEventListener('abort', take);
  if (signal?.aborted === true) take();
  return {
    signal: controller.signal,
    overdue,
    release: () => {
      signal?.removeEventListener('abort', take);
      for (const timer of timers) clearTimeout(timer);
    },
  };
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
  'target' | 'document' | 'title' | 'seed' | 'startedAt' | 'planned' | 'leftOut' | 'complete' | 'stopped' | 'coverage'
> & { readonly started: number; readonly command: string };

async function conclude(
  spec: Spec,
  run: Run,
  results: readonly CaseResult[],
  ignored: readonly string[],
  facts: Facts,
): Promise<Report> {
  const { started, command, ...rest } = facts;
  const leftovers = await run.cleanUp(facts.stopped === 'signal' ? hurriedCleanUp : undefined);
  // Cases end in another order each time; the plan's order makes reports of two runs comparable.
  const sorted = [...results].sort((a, b) => a.case.id.localeCompare(b.case.id));
  const isIgnored = ({ check }: { check: string }): boolean => ignored.includes(check);
  const all = foldFindings(
    sorted.flatMap(({ rawFindings }) => rawFindings),
    isIgnored,
  );
  // Where all that was sent is refused for one reason, that is one finding, and not one for each operation.
  const isOneCause = facts.stopped === 'refused' || facts.stopped === 'elsewhere';
  const [plain = all[0]] = all.filter(({ check }) => check === acceptsValid.name);
  const folded = (isOneCause && plain !== undefined ? [plain] : all).map((finding) => ({
    ...finding,
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
    results: sorted.map(outcomeOf),
    blocked: sorted.flatMap(({ case: { id }, blocked }) =>
      blocked === undefined ? [] : [{ caseId: id, reason: blocked }],
    ),
    leftovers,
  };
}

function outcomeOf({
  case: { id, kind, title, operation },
  milliseconds,
  rawFindings,
  blocked,
}: CaseResult): CaseOutcome {
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

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
