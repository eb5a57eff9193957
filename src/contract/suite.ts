import type { Spec } from '../openapi/model/model';
import type { Exchange, Target } from './exchange/exchange';
import { VERIFY_DEFAULTS } from './exchange/verify-defaults';
import type { RawFinding } from './findings/finding';
import { createSeverities, type Severities } from './findings/severities';
import { checkOperationSettings, type OperationSettingsById, withSettings } from './plan/operation-settings';
import { planCases } from './plan/plan-cases';
import { type ContractHooks, readHooks, withToken } from './run/hooks';
import { createRun, type Run } from './run/run';
import type { CaseKind, ContractCase } from './steps/context/case';
import type { ExistingIds } from './steps/records/existing-ids';

/** Options of the suite, whoever runs its cases. Everything has a default. */
export interface SuiteOptions {
  /** Decides every generated value; 1 by default. */
  readonly seed?: number | undefined;
  /** Number of random sequences for each resource; 10 by default, 0 for none. */
  readonly fuzz?: number | undefined;
  /** Headers that every request carries, such as credentials. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** True when only safe methods may be sent; false by default. */
  readonly readOnly?: boolean | undefined;
  /** Number of times that a request is sent again that was answered 429, or 503 with `Retry-After`; 5 by default. */
  readonly retries?: number | undefined;
  /** Ids of records that are on the target already, for references that it checks and for paths around collections. */
  readonly ids?: ExistingIds | undefined;
  /** Milliseconds that lists may lag behind writes, before a law of a list counts as broken; 0 by default. */
  readonly eventually?: number | undefined;
  /** The kinds of cases; all by default. */
  readonly kinds?: readonly CaseKind[] | undefined;
  /** Chooses among the planned cases; all by default. */
  readonly select?: ((contractCase: ContractCase) => boolean) | undefined;
  /** Ids of operations that are called although they write more than what the run makes: a whole collection, the server itself. */
  readonly include?: readonly string[] | undefined;
  /** Names of checks that are left out: what they find counts for nothing. */
  readonly ignored?: readonly string[] | undefined;
  /** Severities of checks in place of their own, by name; `off` leaves a check out. */
  readonly checks?: Severities | undefined;
  /** Settings of single operations, by id. */
  readonly operations?: OperationSettingsById | undefined;
  /** True when warnings and notes are errors; false by default. */
  readonly strict?: boolean | undefined;
  /** Code of one's own around the requests: signatures, tokens, further checks. */
  readonly hooks?: ContractHooks | undefined;
}

/** The cases of a document, and how they are judged. */
export interface Suite {
  /** The document with the settings of operations in it. */
  readonly spec: Spec;
  readonly seed: number;
  /** Every case that the document gives. */
  readonly planned: readonly ContractCase[];
  /** Tells if the options let a case run. */
  readonly isChosen: (contractCase: ContractCase) => boolean;
  /** Gives a raw finding the severity that is wanted; nothing for what is left out. */
  readonly severities: (rawFinding: RawFinding) => readonly RawFinding[];
  /** Starts a run of the cases on a target. */
  start(target: Target, more?: StartOptions): Promise<Run>;
}

/** Means of one run. */
export interface StartOptions {
  readonly onExchange?: (exchange: Exchange, contractCase: ContractCase) => void;
  readonly signal?: AbortSignal;
}

/**
 * Plans the cases of a document. Nothing is sent.
 *
 * @throws {@link ./plan/selection.SelectionError} for settings that do not fit the document
 * @throws {@link ./run/hooks.HookError} for hooks that cannot be used
 */
export function createSuite(document: Spec, options: SuiteOptions): Suite {
  const { operations = {}, readOnly = false, seed = VERIFY_DEFAULTS.seed, select = () => true } = options;
  const hooks = readHooks(options.hooks ?? {}, 'hooks');
  const ownChecks = hooks.checks?.map(({ name }) => name);
  checkOperationSettings(document, operations, options.checks, ownChecks);
  const spec = withSettings(document, operations);
  const credentials = Object.fromEntries(
    Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    spec,
    seed,
    planned: planCases({ spec, seed, fuzz: options.fuzz, include: options.include }, options.kinds),
    isChosen: (each) =>
      select(each) && !(readOnly && each.writes) && operations[each.operation?.id ?? '']?.skip !== true,
    severities: createSeverities(options),
    start: async (target, more) => {
      const { ids, eventually, retries } = options;
      const run = { ...more, spec, seed, readOnly, ids, eventually, retries, hooks, operations };
      return createRun({ ...run, ...(await withToken(target, spec, credentials, hooks)) });
    },
  };
}
