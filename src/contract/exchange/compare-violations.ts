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
}

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
  return errorBody === undefined
    ? undefined
    : { errorBody, expectation, received: readViolations(errorBody, json.value) };
}

/** Tests if a received violation is about an expected one: the right part of the request and the right property. */
export function matches(errorBody: ErrorBody, expected: ExpectedViolation, received: ReceivedViolation): boolean {
  return samePlace(errorBody, expected, received) && samePath(errorBody, expected, received);
}

/** Tests if the part of the request is named rightly; a document that names no part is content with any. */
function samePlace(errorBody: ErrorBody, expected: ExpectedViolation, received: ReceivedViolation): boolean {
  const named = errorBody.part !== undefined || received.in !== undefined;
  return !named || received.in === expected.in;
}

/** Tests if a property is named rightly. An index may be written `[0]` or `.0`; the whole body has no agreed name. */
export function samePath(errorBody: ErrorBody, expected: ExpectedViolation, received: ReceivedViolation): boolean {
  const { path } = expected;
  if (path.length === 0) return true;
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
