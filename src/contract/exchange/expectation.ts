import type { PropertyPath } from '../../json-schema/model/schemas';
import type { ParameterLocation } from '../../openapi/model/model';

/** A constraint that a request breaks on purpose. */
export interface ExpectedViolation {
  readonly in: ParameterLocation | 'body';
  /** The offending property; for a parameter its name comes first. Empty for the body as a whole. */
  readonly path: PropertyPath;
  /** The broken JSON Schema keyword, or `required` for a missing parameter. */
  readonly keyword: string;
  /** Pointer to the broken keyword. */
  readonly pointer: string;
}

/** The answer that has to come for a request, known when the request is made. */
export type Expectation = ExpectedSuccess | Rejection | FixedStatus | Open;

/** The request keeps every promise, so one of the operation's documented 2xx statuses has to come. */
export interface ExpectedSuccess {
  readonly kind: 'success';
  /** Reason that the request is valid, for the finding: `label has 255 characters`. */
  readonly because: string;
  /** Pointer to the promise: the boundary, the example, else the operation. */
  readonly pointer: string;
  /** The severity of a refusal, where the document allows the request by saying nothing only. */
  readonly severity?: 'warning';
  /** Statuses that are right as well, for a request whose record may be gone by now. */
  readonly or?: readonly number[];
}

/** The request breaks constraints, so 400 and a violation for each of them has to come. */
export interface Rejection {
  readonly kind: 'rejection';
  readonly violations: readonly ExpectedViolation[];
  /** The fault in the request: `label has 256 characters`. */
  readonly because: string;
  /** Statuses that a target may choose instead of 400, see `tolerances.ts`. */
  readonly or: readonly number[];
}

/** A request that the protocol answers with fixed statuses: 404, 405, 415, a malformed body, no credentials. */
export interface FixedStatus {
  readonly kind: 'status';
  /** The name of the check that reports another status. */
  readonly check: StatusCheckName;
  /** The first one is the promised one, the others are tolerated. */
  readonly statuses: readonly number[];
  /** Statuses that neither the document nor a MUST of HTTP rules out: they are worth a warning. `any` where it is so of all. */
  readonly warned?: readonly number[] | 'any';
  readonly because: string;
  readonly pointer: string;
}

/** A request that targets may answer differently; only what holds for every exchange is judged. */
export interface Open {
  readonly kind: 'open';
  readonly because: string;
  /** True when a server may close the connection instead of answering. */
  readonly mayHangUp?: boolean;
}

/** The checks on fixed statuses; each is the name of a file in `checks/`. */
export type StatusCheckName =
  | 'unknown-not-found'
  | 'method-not-allowed'
  | 'malformed-body-rejected'
  | 'media-type-rejected'
  | 'credentials-required'
  | 'options-answered';
