import type { Spec } from '../../openapi/model/model';
import type { Exchange, Target } from '../exchange/exchange';
import type { ContractCase } from '../steps/context/case';
import type { ExistingIds } from '../steps/records/existing-ids';
import type { CreatedRecords } from './created-records';
import type { Factory } from './factory';

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
  /** Sees every exchange; for coverage and progress. */
  readonly onExchange?: (exchange: Exchange, contractCase: ContractCase) => void;
}

/** State that the cases of one run share. */
export interface RunState extends RunOptions {
  readonly created: CreatedRecords;
  readonly factory: Factory;
  /** Ids of the operations on which a case has found an error, random sequences apart. */
  readonly faulty: Set<string>;
  /** Keys of the errors that a case has found, random sequences apart. */
  readonly known: Set<string>;
  exchanges: number;
  /** Requests to a target that did not listen, since the last one that was answered. */
  failuresInARow: number;
}
