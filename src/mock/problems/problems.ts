import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { RequestViolation } from '../messages/message';
import { ERROR_TITLES } from './error-titles';

/** The words that all problems of a kind share. */
interface ProblemType {
  readonly status: number;
  readonly title: string;
  /** The sentence where the case at hand gives nothing more precise. */
  readonly detail: string;
  /** A word for machines, for documents whose errors carry a code. */
  readonly code: string;
}

/** The kinds of problems, by the last part of their `type`. */
const problemTypes = {
  violations: {
    status: 400,
    title: 'Bad request',
    detail: 'The request violates one or more constraints. Please resolve all of them and try again.',
    code: 'validation_failed',
  },
  'malformed-body': {
    status: 400,
    title: 'Malformed body',
    detail: 'The body is not valid JSON.',
    code: 'malformed_body',
  },
  'impossible-preference': {
    status: 400,
    title: 'Impossible preference',
    detail: 'What the Prefer header asks for cannot be had here.',
    code: 'impossible_preference',
  },
  unauthorized: {
    status: 401,
    title: 'Unauthorized',
    detail: 'This request needs valid credentials.',
    code: 'unauthorized',
  },
  forbidden: { status: 403, title: 'Forbidden', detail: 'These credentials do not allow it.', code: 'forbidden' },
  'not-found': { status: 404, title: 'Not found', detail: 'There is nothing here.', code: 'not_found' },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    detail: 'The method is not allowed here.',
    code: 'method_not_allowed',
  },
  'not-acceptable': {
    status: 406,
    title: 'Not acceptable',
    detail: 'No acceptable representation is available.',
    code: 'not_acceptable',
  },
  conflict: {
    status: 409,
    title: 'Conflict',
    detail: 'The request conflicts with the current state.',
    code: 'conflict',
  },
  'precondition-failed': {
    status: 412,
    title: 'Precondition failed',
    detail: 'What the request would change is not what it expects: it was changed in the meantime. Read it again.',
    code: 'precondition_failed',
  },
  'payload-too-large': {
    status: 413,
    title: 'Payload too large',
    detail: 'The body is too large.',
    code: 'payload_too_large',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
    detail: 'The media type of the body is not supported.',
    code: 'unsupported_media_type',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    detail: 'There were too many requests. Try again later.',
    code: 'too_many_requests',
  },
  'internal-error': {
    status: 500,
    title: 'Internal error',
    detail: 'The server failed to answer this request.',
    code: 'internal_error',
  },
  'service-unavailable': {
    status: 503,
    title: 'Service unavailable',
    detail: 'The service is not available now. Try again later.',
    code: 'service_unavailable',
  },
} as const satisfies Record<string, ProblemType>;

/** The kinds of things that go wrong with a request. */
export type ProblemKind = keyof typeof problemTypes;

/** Something that went wrong with a request, before it is written in the shape that the document declares. */
export interface Problem extends ProblemType {
  /** A {@link ProblemKind}, or `status` for a status that none of them has. */
  readonly kind: ProblemKind | 'status';
  /** A URI reference that identifies the kind (RFC 9457, section 3.1.1). */
  readonly type: string;
  readonly violations: readonly RequestViolation[];
  /** Header fields that must go with the answer, for example `allow`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The reason, for the log. */
  readonly note: string;
}

/** The words of one problem beyond those of its kind. */
export interface ProblemCase {
  /** A sentence for a person about this case. */
  readonly detail?: string;
  readonly violations?: readonly RequestViolation[];
  readonly headers?: Readonly<Record<string, string>>;
  /** The text for the log; the detail by default. */
  readonly note?: string;
}

/**
 * Describes a problem.
 *
 * @param kind - the kind; gives status, title and type
 * @param specifics - what is special about this case
 * @example createProblem('not-found', { detail: 'There is no item with the ID 7.' })
 */
export function createProblem(kind: ProblemKind, specifics: ProblemCase = {}): Problem {
  const general: ProblemType = problemTypes[kind];
  const { detail = general.detail, violations = [], headers, note = detail } = specifics;
  const problem = { ...general, kind, type: `/problems/${kind}`, detail, violations, note };
  return headers === undefined ? problem : { ...problem, headers };
}

/** The kinds that a status alone does not mean: each has a sibling with the same status that is the usual one. */
const UNUSUAL: readonly ProblemKind[] = ['malformed-body', 'impossible-preference'];

/**
 * Describes a problem of which only the status is known: the usual kind of that status, else one that says no more than the
 * status itself does (RFC 9457, section 4.2.1).
 *
 * @param status - 400..599
 * @example problemOfStatus(418).title // "I'm a Teapot"
 */
export function problemOfStatus(status: number, specifics: ProblemCase = {}): Problem {
  const kinds = Object.keys(problemTypes) as ProblemKind[];
  const kind = kinds.find((candidate) => problemTypes[candidate].status === status && !UNUSUAL.includes(candidate));
  return kind === undefined ? unspecificProblem(status, specifics) : createProblem(kind, specifics);
}

/**
 * Describes a problem that says no more than its status does (RFC 9457, section 4.2.1).
 *
 * @param status - 400..599
 */
export function unspecificProblem(status: number, specifics: ProblemCase = {}): Problem {
  const title = ERROR_TITLES[status] ?? `Status ${status}`;
  const { detail = `The answer is ${status}: ${title}.`, violations = [], headers, note = detail } = specifics;
  const code = title.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  const problem = { status, title, detail, code, kind: 'status', type: 'about:blank', violations, note } as const;
  return headers === undefined ? problem : { ...problem, headers };
}

/** The number of problems that are remembered, and the longest list of violations among them, in characters of JSON. */
const REMEMBERED = 200;
const LONGEST = 4096;

const known = new Map<string, Problem>();

/**
 * Describes a request that breaks constraints. Clients break the same ones again and again: the same violations usually give
 * the same object, on which others may hang what they make of it.
 *
 * @param violations - every one of them, at least one
 */
export function violationsProblem(violations: readonly RequestViolation[]): Problem {
  const key = JSON.stringify(violations);
  const same = known.get(key);
  if (same !== undefined) return same;
  const problem = describe(violations);
  if (key.length > LONGEST) return problem;
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, problem);
  return problem;
}

function describe(violations: readonly RequestViolation[]): Problem {
  const places = violations.map((violation) =>
    [violation.in, formatPropertyPath(violation.path), wordsOf(violation)].filter((word) => word !== '').join(' '),
  );
  const count = violations.length === 1 ? '1 violation' : `${violations.length} violations`;
  return createProblem('violations', { violations, note: `${count}: ${places.join('; ')}` });
}

function wordsOf({ subject, reason }: RequestViolation): string {
  return subject === undefined ? reason : `${subject} ${reason}`;
}

/** Tells whether an outcome is a problem. */
export function isProblem(outcome: object): outcome is Problem {
  return 'kind' in outcome;
}
