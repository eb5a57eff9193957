import type { JsonValue } from '../../json-schema/model/json-schema';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import { type ErrorBody, errorBodyOf, violationMeaning } from '../../openapi/resources/error-body';
import type { Exchange } from './exchange';
import type { ExpectedViolation, Rejection } from './expectation';
import type { ReceivedViolation } from './received-violations';
import { readViolations } from './received-violations';
import { rejectionStatuses } from './statuses';

/** A rejection whose violations can be compared: what was expected and what was received. */
export interface ComparableRejection {
  readonly errorBody: ErrorBody;
  readonly expectation: Rejection;
  /** Undefined when the body has no list of violations. */
  readonly received: readonly ReceivedViolation[] | undefined;
  /**
   * True where the document shows how a place is written: by an example or a pattern, or by a member of its own for the part of the
   * request. Elsewhere `/body/name` and `name` are both right, and a habit is all that speaks for a complete list.
   */
  readonly isShown: boolean;
}

/** An error body, and if the document shows how it writes places. */
export type Spelling = Pick<ComparableRejection, 'errorBody' | 'isShown'>;

/**
 * Reads the violations of a rejected request.
 *
 * @returns undefined when there is nothing to compare: no rejection, another status, no such list in the document
 */
export function comparableRejection(exchange: Exchange): ComparableRejection | undefined {
  const { expectation, json, describedBy, operation, response, spec } = exchange;
  if (expectation.kind !== 'rejection' || operation === undefined || describedBy?.schema === undefined)
    return undefined;
  if (!rejectionStatuses(operation).includes(response.status) || json.kind !== 'json') return undefined;
  const errorBody = errorBodyOf(spec.schemas, describedBy.schema);
  if (errorBody === undefined) return undefined;
  const received = readViolations(errorBody, json.value);
  const isShown = showsSpelling(errorBody) || describedBy.examples.some(({ value }) => listsPlace(errorBody, value));
  return { errorBody, expectation, received, isShown };
}

function showsSpelling({ place, part, placeStyle }: ErrorBody): boolean {
  const { examples = [], pattern, enum: values } = place.schema.schema;
  return part !== undefined || placeStyle === 'steps' || examples.length > 0 || (pattern ?? values) !== undefined;
}

function listsPlace(errorBody: ErrorBody, example: JsonValue): boolean {
  return readViolations(errorBody, example)?.some(({ path }) => path !== undefined) === true;
}

/** Tests if a received violation is about an expected one: the right part of the request and the right property. */
export function matches(spelling: Spelling, expected: ExpectedViolation, received: ReceivedViolation): boolean {
  return samePlace(spelling.errorBody, expected, received) && samePath(spelling, expected, received);
}

/** Tests if the part of the request is named rightly; a document that names no part is content with any. */
function samePlace(errorBody: ErrorBody, expected: ExpectedViolation, received: ReceivedViolation): boolean {
  const named = errorBody.part !== undefined || received.in !== undefined;
  return !named || received.in === expected.in;
}

/** Tests if a property is named rightly. An index may be written `[0]` or `.0`; the whole body has no agreed name. */
export function samePath(
  { errorBody, isShown }: Spelling,
  expected: ExpectedViolation,
  received: ReceivedViolation,
): boolean {
  const { path } = expected;
  if (path.length === 0 || (!isShown && means(expected, received))) return true;
  // A member that names parameters has no word for what stands in the body.
  if (expected.in === 'body' && received.path === undefined && violationMeaning(errorBody.place.name) === 'parameter')
    return true;
  if (errorBody.placeStyle !== 'pointer')
    return received.path === formatPropertyPath(path) || received.path === path.join('.');
  const pointer = `/${path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
  // A JSON Pointer leads into the body; where the document has no other name for a parameter, there is none to compare.
  if (expected.in !== 'body') return received.path === undefined || received.path.endsWith(pointer);
  return received.path === pointer || received.path === `#${pointer}`;
}

/** Words for the parts of a request with which places begin. */
const PART_WORDS = /^(?:request|request_?body|body|data|json|payload|params?|query|path|headers?|cookies?)$/i;

// A member that is missing has no place of its own: validators name the object around it, or the whole body.
function means({ path }: ExpectedViolation, { path: place = '' }: ReceivedViolation): boolean {
  const steps = place.split(/[./[\]]/).filter((step) => plain(step) !== '');
  const named = steps.filter((step) => !PART_WORDS.test(step)).map(plain);
  const own = path.map(plain);
  const isOwn = steps.map(plain).slice(-own.length).join('.') === own.join('.');
  return isOwn || named.every((step, index) => step === own[index]);
}

function plain(text: unknown): string {
  return String(text)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
