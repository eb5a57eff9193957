import { SampleError } from '../../json-schema/sample/sample';
import type { Target } from '../exchange/exchange';
import { VERIFY_DEFAULTS } from '../exchange/verify-defaults';
import type { RawFinding } from '../findings/finding';
import type { CaseContext, CaseResult, ContractCase } from '../steps/context/case';
import { Blocked, Inconclusive } from '../steps/context/case';
import { createPatientTarget } from '../target/patient-target';
import { createContext } from './context';
import { cleanUp, createCreatedRecords, type Leftover } from './created-records';
import { createFactory } from './factory';
import type { RunOptions, RunState } from './run-state';

/** The state that the cases of one run share: the target, the records that were made, what was learnt about it. */
export interface Run {
  /** Runs a case; runs it again when it found something, to tell what is stable from what is not. Never throws. */
  run(contractCase: ContractCase): Promise<CaseResult>;
  /** Removes what the run has made. May be called at any time, also while cases still run. */
  cleanUp(): Promise<readonly Leftover[]>;
  /** Number of exchanges so far. */
  readonly exchanges: number;
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
  const { spec, credentials, retries = VERIFY_DEFAULTS.retries, signal } = options;
  const target = createStoppableTarget(createPatientTarget(options.target, { retries, signal }), signal);
  const created = createCreatedRecords();
  const state: RunState = {
    ...options,
    target,
    created,
    factory: createFactory(spec, options.seed, options.ids),
    faulty: new Set(),
    known: new Set(),
    exchanges: 0,
    failuresInARow: 0,
  };

  const runOnce = async (contractCase: ContractCase): Promise<Attempt> => {
    const rawFindings: RawFinding[] = [];
    const context: CaseContext = createContext(state, contractCase, (rawFinding) => rawFindings.push(rawFinding));
    try {
      await contractCase.run(context);
      return { rawFindings };
    } catch (error) {
      if (error instanceof Inconclusive) return { rawFindings };
      if (error instanceof Blocked) return { rawFindings, blocked: error.message };
      // The document asks for what no value can be; that is said of it where it is loaded.
      if (error instanceof SampleError) return { rawFindings, blocked: `not tested: ${error.message}` };
      return { rawFindings: [...rawFindings, crashed(contractCase, error)] };
    }
  };

  return {
    async run(contractCase) {
      const started = performance.now();
      const first = await runOnce(contractCase);
      for (const { key, operation, sequence, severity } of first.rawFindings) {
        if (severity !== 'error' || sequence !== undefined) continue;
        state.faulty.add(operation ?? '');
        state.known.add(key);
      }
      // What is allowed needs no second look.
      const settled = first.rawFindings.every(({ severity }) => severity === 'note') || signal?.aborted === true;
      const again = settled ? first : await runOnce(contractCase);
      return {
        case: contractCase,
        rawFindings: first === again ? first.rawFindings : compare(first.rawFindings, again.rawFindings),
        blocked: first.blocked,
        milliseconds: performance.now() - started,
      };
    },
    cleanUp: () => cleanUp(createPatientTarget(options.target, { retries }), created, credentials),
    get exchanges() {
      return state.exchanges;
    },
    get lost() {
      return state.failuresInARow >= 5;
    },
  };
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

// A fault of the suite must not pass for a verdict, and must not pass in silence either.
function crashed(contractCase: ContractCase, error: unknown): RawFinding {
  return {
    key: `could-not-judge ${contractCase.id}`,
    check: 'could-not-judge',
    severity: 'error',
    basis: 'none: a fault of the contract suite',
    title: `the suite failed on this case: ${error instanceof Error ? error.message : String(error)}`,
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

/**
 * Wraps a target so that no request is begun once the run is stopped. What is on its way is waited for: a record that it
 * makes has to be known to be removed.
 *
 * @throws {@link Blocked} from `send`, which ends the case
 */
export function createStoppableTarget(target: Target, signal: AbortSignal | undefined): Target {
  if (signal === undefined) return target;
  return {
    url: target.url,
    close: () => target.close(),
    async send(request) {
      if (signal.aborted) throw new Blocked('the run was stopped');
      return target.send(request);
    },
  };
}
