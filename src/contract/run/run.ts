import { setTimeout as sleep } from 'node:timers/promises';
import { SampleError } from '../../json-schema/sample/sample';
import type { Operation } from '../../openapi/model/model';
import { exchangeChecks } from '../checks/all-checks';
import { buildRequest } from '../exchange/build-request';
import type { Target } from '../exchange/exchange';
import { maskSecrets } from '../exchange/secrets';
import { VERIFY_DEFAULTS } from '../exchange/verify-defaults';
import type { RawFinding } from '../findings/finding';
import type { CaseContext, CaseResult, ContractCase } from '../steps/context/case';
import { Blocked, Inconclusive } from '../steps/context/case';
import { createPatientTarget } from '../target/patient-target';
import { createContext } from './context';
import { cleanUp, createCreatedRecords, type Leftover, type SendRemoval, within } from './created-records';
import { createFactory } from './factory';
import { checksOf, HookError, hookedRequest, runCleanUp } from './hooks';
import { prepare, sweep, watchLists } from './learn-resources';
import { createOwnership } from './ownership';
import { createPlainRequests } from './plain-requests';
import { withCondition } from './preconditions';
import type { RunOptions, RunState } from './run-state';
import type { LearntLists } from './snapshots';
import { createUniqueValues } from './unique-values';

/** The state that the cases of one run share: the target, the records that were made, what was learnt about it. */
export interface Run {
  /** Runs a case; runs it again when it found something, to tell what is stable from what is not. Never throws. */
  run(contractCase: ContractCase): Promise<CaseResult>;
  /**
   * Removes what the run has made. May be called at any time, also while cases still run.
   *
   * It takes 30 seconds at most, and tells what is still there then.
   *
   * @param hurry - once it is aborted, a person waits for the end: then it takes 0.8 seconds at most
   */
  cleanUp(hurry?: AbortSignal): Promise<readonly Leftover[]>;
  /** Number of exchanges so far. */
  readonly exchanges: number;
  /**
   * The one cause that refuses every valid request: credentials that are missing or wrong, or another base URL. Undefined as long
   * as anything else was answered, or too little was asked.
   */
  readonly oneCause: 'refused' | 'elsewhere' | undefined;
  /** True once the target has stopped answering altogether. */
  readonly lost: boolean;
}

/**
 * Starts a run. Nothing is sent before the first case runs.
 *
 * @example
 * const run = createRun({ spec, target, seed: 1, credentials: {} });
 * const { rawFindings } = await run.run(contractCase);
 */
export function createRun(options: RunOptions): Run {
  const { spec, credentials, hooks = {}, retries = VERIFY_DEFAULTS.retries, signal } = options;
  const target = createStoppableTarget(createPatientTarget(options.target, { retries, signal }), signal);
  const created = createCreatedRecords();
  const headers = new Map(
    Object.entries(options.operations ?? {}).map(([id, each]) => [id, lowerCased(each.headers ?? {})]),
  );
  const masked = maskSecrets(Object.assign({}, ...headers.values(), credentials), spec);
  const headersOf = ({ id }: Operation) => (headers.has(id) ? { ...credentials, ...headers.get(id) } : credentials);
  const learnt: LearntLists = { snapshots: new Map(), reused: new Set() };
  const state: RunState = {
    ...options,
    ...learnt,
    target,
    hooks,
    checks: [...exchangeChecks, ...checksOf(hooks)],
    headersOf,
    masked,
    created,
    ownership: createOwnership(spec),
    uniqueValues: createUniqueValues(spec),
    foreign: new Set(),
    factory: createFactory(spec, options.seed, learnt, options.ids),
    faulty: new Set(),
    known: new Set(),
    exchanges: 0,
    isHeavy: false,
    failuresInARow: 0,
    incomplete: new Map(),
    stalled: new Map(),
    suspects: [],
    answered: { refused: 0, missing: new Set(), other: 0 },
  };

  const settle = async (
    contractCase: ContractCase,
    rawFindings: readonly RawFinding[],
    steps: () => Promise<unknown>,
  ): Promise<Attempt> => {
    try {
      await steps();
      return { rawFindings };
    } catch (error) {
      if (error instanceof Inconclusive) return { rawFindings };
      if (error instanceof Blocked) return { rawFindings, blocked: error.message };
      // The document asks for what no value can be; that is said of it where it is loaded.
      if (error instanceof SampleError) return { rawFindings, blocked: `not tested: ${error.message}` };
      return { rawFindings: [...rawFindings, crashed(contractCase, error)] };
    }
  };
  const runOnce = async (contractCase: ContractCase): Promise<Attempt> => {
    const rawFindings: RawFinding[] = [];
    const context: CaseContext = createContext(state, contractCase, (rawFinding) => rawFindings.push(rawFinding));
    return settle(contractCase, rawFindings, () => contractCase.run(context));
  };

  const plainRequests = createPlainRequests(state);
  // Where ids are given again, a removal by one case and a create by another one would be about the same record; and long answers
  // to several cases at a time would take much memory.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = async (contractCase: ContractCase): Promise<Attempt> => {
    if (learnt.reused.size === 0 && !state.isHeavy) return runOnce(contractCase);
    const mine = turn.then(() => runOnce(contractCase));
    turn = mine;
    return mine;
  };

  return {
    async run(contractCase) {
      const started = performance.now();
      let before: readonly RawFinding[] = [];
      const attempts: Attempt[] = [];
      const prepared = await settle(contractCase, [], async () => {
        await watchLists(state, contractCase);
        const plain = await plainRequests.of(contractCase);
        before = plain?.rawFindings ?? [];
        if (plain?.blocked !== undefined) throw new Blocked(plain.blocked);
        before = [...before, ...(await prepare(state, contractCase))];
        attempts.push(await inTurn(contractCase));
      });
      const [first = prepared] = attempts;
      for (const { key, operation, sequence, severity } of [...before, ...first.rawFindings]) {
        if (severity !== 'error' || sequence !== undefined) continue;
        state.faulty.add(operation ?? '');
        state.known.add(key);
      }
      // What is allowed needs no second look.
      const settled = first.rawFindings.every(({ severity }) => severity === 'note') || signal?.aborted === true;
      const again = settled ? first : await inTurn(contractCase);
      const seen = first === again ? first.rawFindings : compare(first.rawFindings, again.rawFindings);
      return {
        case: contractCase,
        rawFindings: [...before, ...seen],
        // The target's own words may repeat what it was sent.
        blocked: first.blocked === undefined ? undefined : masked(first.blocked),
        milliseconds: performance.now() - started,
      };
    },
    async cleanUp(hurry) {
      let over = performance.now() + CLEAN_UP_TIME;
      const cut = new AbortController();
      const stop = (): void => {
        over = Math.min(over, performance.now() + HURRIED_TIME);
        setTimeout(() => cut.abort(), HURRIED_TIME).unref();
      };
      if (hurry?.aborted === true) stop();
      else hurry?.addEventListener('abort', stop);
      const left = (): number => Math.max(0, over - performance.now());
      const patient = createPatientTarget(options.target, { retries, signal: cut.signal });
      const target: Target = {
        ...patient,
        send: (request) => patient.send({ ...request, signal: cut.signal }),
      };
      const send: SendRemoval = async (operation, parts) => {
        const headers = headersOf(operation);
        const built = buildRequest(operation, await withCondition(target, operation, parts, headers), headers);
        return target.send(await hookedRequest(hooks, built, { operation: operation.id, caseId: undefined }));
      };
      const leftovers = await cleanUp(send, created, left, spec.resources);
      // What was accepted only, and what lists show late, may come yet.
      const isLate = [...state.stalled.values()].some((count) => count > 0);
      await sleep(Math.min(Math.max(state.eventually ?? 0, isLate ? latest : 0), left() / 3));
      const look = { ...state, target, incomplete: new Map<string, number>() };
      const foreign = await within(left(), sweep(look));
      // What is the run's own after all is removed; it was made by requests whose answers did not tell.
      const more = await cleanUp(send, created, left, spec.resources);
      const failed = (await within(Math.max(left(), HURRIED_TIME), runCleanUp(hooks))) ?? [unfinishedHook];
      hurry?.removeEventListener('abort', stop);
      const isTold = (record: Leftover): boolean =>
        leftovers.some(({ resource, id }) => resource === record.resource && id === record.id);
      return [...leftovers, ...[...(foreign ?? []), ...more].filter((record) => !isTold(record)), ...failed];
    },
    get exchanges() {
      return state.exchanges;
    },
    get oneCause() {
      return oneCauseOf(state);
    },
    get lost() {
      return state.failuresInARow >= 5;
    },
  };
}

/** Milliseconds for removing what was made, and those of it when a person waits. */
const [CLEAN_UP_TIME, HURRIED_TIME] = [30_000, 800];
const unfinishedHook: Leftover = { resource: 'hooks', id: 'cleanUp', reason: 'it did not come to its end in time' };

/** Milliseconds within which most of what a target has accepted is there. */
const latest = 1_000;
/** Refusals, and different operations without an answer, that are no chance any more. */
const [manyRefused, manyMissing] = [8, 3];

function oneCauseOf({ answered, spec }: RunState): Run['oneCause'] {
  const { refused, missing, other } = answered;
  if (other > 0) return undefined;
  if (missing.size === 0 && refused >= manyRefused) return 'refused';
  return refused === 0 && missing.size >= Math.min(manyMissing, spec.operations.length) ? 'elsewhere' : undefined;
}

interface Attempt {
  readonly rawFindings: readonly RawFinding[];
  readonly blocked?: string;
}

// Nothing is dropped: what one of the two runs saw and the other did not is reported, and marked.
function compare(first: readonly RawFinding[], second: readonly RawFinding[]): readonly RawFinding[] {
  const keys = (rawFindings: readonly RawFinding[]) => new Set(rawFindings.map(({ key }) => key));
  const [seenFirst, seenAgain] = [keys(first), keys(second)];
  return [
    ...first.map((rawFinding) => (seenAgain.has(rawFinding.key) ? rawFinding : { ...rawFinding, unstable: true })),
    ...second.filter(({ key }) => !seenFirst.has(key)).map((rawFinding) => ({ ...rawFinding, unstable: true })),
  ];
}

// A fault of the suite, or of a hook, must not pass for a verdict, and must not pass in silence either.
function crashed(contractCase: ContractCase, error: unknown): RawFinding {
  const isHook = error instanceof HookError;
  const message = error instanceof Error ? error.message : String(error);
  return {
    key: `could-not-judge ${isHook ? message.split(':')[0] : contractCase.id}`,
    check: 'could-not-judge',
    severity: 'error',
    basis: `none: a fault of the ${isHook ? 'hooks' : 'contract suite'}`,
    title: isHook ? message : `the suite failed on this case: ${message}`,
    caseId: contractCase.id,
    caseTitle: contractCase.title,
    pointer: contractCase.pointer,
    promised: 'a verdict',
    received: error instanceof Error ? (error.stack ?? error.message) : String(error),
    exchanges: [],
    curl: '',
    unstable: false,
    causedBy: [],
    operation: contractCase.operation?.id,
  };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/**
 * Wraps a target so that no request is begun once the run is stopped, and no answer to a reading one is waited for. A write on its
 * way is waited for: a record that it makes has to be known to be removed.
 *
 * @throws {@link Blocked} from `send`, which ends the case
 */
export function createStoppableTarget(target: Target, signal: AbortSignal | undefined): Target {
  if (signal === undefined) return target;
  const refuseStopped = (): void => {
    if (signal.aborted) throw new Blocked('the run was stopped');
  };
  return {
    url: target.url,
    close: () => target.close(),
    async send(request) {
      refuseStopped();
      if (request.method !== 'GET' && request.method !== 'HEAD') return target.send(request);
      try {
        return await target.send({ ...request, signal });
      } catch (error) {
        refuseStopped();
        throw error;
      }
    },
  };
}
