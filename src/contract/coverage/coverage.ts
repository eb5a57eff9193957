import type { Method, ParameterLocation } from '../../openapi/model/model';
import type { UndocumentedPart } from '../exchange/undocumented';

/** Parts of the document that a run has tested, and those it has not, with the reason. */
export interface Coverage {
  /** Share of the documented things that are covered, from 0 to 100, rounded down to one decimal. */
  readonly percent: number;
  readonly covered: number;
  readonly total: number;
  readonly operations: readonly OperationCoverage[];
  /** Parts of the target's answers that the document does not name. */
  readonly undocumented: readonly Undocumented[];
}

/** The coverage of one operation. */
export interface OperationCoverage {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly pointer: string;
  /** Answers by status, documented or not. */
  readonly answers: Answers;
  /** Documented statuses first, then parameters, then constraints, each in the document's order. */
  readonly items: readonly CoverageItem[];
}

/** Number of exchanges that were answered with a status. */
export type Answers = Readonly<Record<string, number>>;

/** One thing that the document promises. */
export interface CoverageItem {
  /** `status`: a documented response; `parameter`; `constraint`: one keyword of a schema of the request. */
  readonly kind: 'status' | 'parameter' | 'constraint';
  /** For a person: `404`, `limit in the query`, `label in the body: maxLength 255`. */
  readonly name: string;
  readonly pointer: string;
  /** Place to which a parameter or constraint applies; undefined for a status. */
  readonly in?: ParameterLocation | 'body';
  /** The property or parameter that a constraint applies to; `*` stands for every item of an array. */
  readonly path?: readonly string[];
  /** The keyword of a constraint. */
  readonly keyword?: string;
  /**
   * True when it was really put to the test: a status was answered, a parameter was sent, a constraint was broken alone or a
   * value at its boundary was sent, and the answer was judged.
   */
  readonly covered: boolean;
  /** Judged exchanges whose request kept it, at its boundary in the case of a constraint. */
  readonly kept: number;
  /** Judged exchanges whose request broke it and nothing else. */
  readonly broken: number;
  /** Those exchanges by the status that was answered. */
  readonly answers: Answers;
  /** Ids of the first cases that did. */
  readonly cases: readonly string[];
  /** Why it is not covered. */
  readonly missed?: Missed;
}

/** Why something is not covered. */
export interface Missed {
  readonly reason: MissedReason;
  /** A sentence without a full stop, for a person. */
  readonly detail: string;
}

/**
 * `open`: the document leaves open what is right; `no-case`: no case can be derived that tests it alone;
 * `blocked`: the cases could not be carried to their end; `stopped`: the run ended before.
 */
export type MissedReason = 'blocked' | 'read-only' | 'skipped' | 'stopped' | 'open' | 'never-answered' | 'no-case';

/** Something that the document does not name. */
export interface Undocumented extends UndocumentedPart {
  /** Id of the operation. */
  readonly operation: string;
  /** The status it was answered with. */
  readonly status: number;
  /** Number of exchanges that showed it. */
  readonly count: number;
  /** Id of the first case that saw it. */
  readonly caseId: string;
}
