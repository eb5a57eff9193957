import type { Operation, Spec } from '../../openapi/model/model';
import type { Exchange, Target, WireRequest } from '../exchange/exchange';
import type { Expectation } from '../exchange/expectation';
import type { Check } from '../findings/check';
import type { ContractCase } from '../steps/context/case';
import type { ExistingIds } from '../steps/records/existing-ids';
import type { CreatedRecords } from './created-records';
import type { Factory } from './factory';
import type { ContractHooks } from './hooks';
import type { Ownership } from './ownership';
import type { LearntLists } from './snapshots';
import type { UniqueValues } from './unique-values';

/** Needs of a run; complete, the caller fills in the defaults. */
export interface RunOptions {
  readonly spec: Spec;
  readonly target: Target;
  readonly seed: number;
  /** Headers that every request carries, names in lower case. */
  readonly credentials: Readonly<Record<string, string>>;
  /** True when only safe methods may be sent. */
  readonly readOnly: boolean;
  /** Ids of records that are on the target already, for references that it checks and for paths around collections. */
  readonly ids?: ExistingIds | undefined;
  /** Number of times that a request is sent again that was answered 429, or 503 with `Retry-After`; 5 by default. */
  readonly retries?: number;
  /** Milliseconds that lists may lag behind writes; 0 by default. */
  readonly eventually?: number | undefined;
  /** Once it is aborted, no case sends anything any more; cleaning up still does. */
  readonly signal?: AbortSignal | undefined;
  /** Code of the user's around the requests. */
  readonly hooks?: ContractHooks | undefined;
  /** Headers of single operations, by id, beside the credentials. */
  readonly operations?: Readonly<Record<string, { readonly headers?: Readonly<Record<string, string>> }>> | undefined;
  /** Sees every exchange; for coverage and progress. */
  readonly onExchange?: (exchange: Exchange, contractCase: ContractCase) => void;
}

/** A request that may have brought the target down. */
export interface Suspect {
  readonly request: WireRequest;
  readonly operation: Operation | undefined;
  readonly expectation: Expectation;
}

/** State that the cases of one run share. */
export interface RunState extends RunOptions, LearntLists {
  readonly hooks: ContractHooks;
  /** Checks that judge every exchange: those of the suite, then those of the hooks. */
  readonly checks: readonly Check<Exchange>[];
  /** Gives the headers that the requests of an operation carry, names in lower case. */
  readonly headersOf: (operation: Operation) => Readonly<Record<string, string>>;
  /** Replaces the secrets of the run in a text. */
  readonly masked: (text: string) => string;
  readonly created: CreatedRecords;
  readonly factory: Factory;
  /** Ids of the operations on which a case has found an error, random sequences apart. */
  readonly faulty: Set<string>;
  /** Keys of the errors that a case has found, random sequences apart. */
  readonly known: Set<string>;
  exchanges: number;
  /** True once an answer was so long that cases are run one at a time, so that few of them are in memory. */
  isHeavy: boolean;
  readonly ownership: Ownership;
  readonly uniqueValues: UniqueValues;
  /** Reasons that records are not the run's own, each told once. */
  readonly foreign: Set<string>;
  /** Exchanges without a complete response in a row, by the id of the operation. */
  readonly incomplete: Map<string, number>;
  /** Accepted writes that did not come to an end, by the id of the operation. */
  readonly stalled: Map<string, number>;
  /** Requests under which the connection was cut off lately: one of them may have brought the target down. */
  readonly suspects: Suspect[];
  /** The request that brought the target down, once it listens no more. */
  killer?: Suspect | undefined;
  /** Answers to plain valid requests by what they say: refused credentials, nothing there, anything else. */
  readonly answered: { refused: number; missing: Set<string>; other: number };
  /** Requests to a target that did not listen, since the last one that was answered. */
  failuresInARow: number;
}
