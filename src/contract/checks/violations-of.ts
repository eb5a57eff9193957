import { formatPropertyPath } from '../../schema/pointer';
import type { PropertyPath } from '../../schema/schemas';
import type { ErrorShape, ReceivedViolation } from '../error-shape';
import { errorShapeOf, readViolations } from '../error-shape';
import type { Exchange } from '../exchange';
import type { ExpectedViolation, Rejection } from '../expectation';
import { rejectionStatuses } from './rejection-status';

/** A rejection whose violations can be compared: what was expected and what was received. */
export interface ComparableRejection {
  readonly shape: ErrorShape;
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
  const shape = errorShapeOf(spec.schemas, describedBy.schema);
  return shape === undefined ? undefined : { shape, expectation, received: readViolations(shape, json.value) };
}

/** Whether a received violation is about an expected one: the right part of the request and the right property. */
export function matches(shape: ErrorShape, expected: ExpectedViolation, received: ReceivedViolation): boolean {
  return samePlace(shape, expected, received) && samePath(shape, expected.path, received.path);
}

/** Whether the part of the request is named rightly; a document that names no part is content with any. */
export function samePlace(shape: ErrorShape, expected: ExpectedViolation, received: ReceivedViolation): boolean {
  return shape.in === undefined || received.in === expected.in;
}

/** Whether a property is named rightly. An index may be written `[0]` or `.0`; the whole body has no agreed name. */
export function samePath(shape: ErrorShape, expected: PropertyPath, received: string): boolean {
  if (expected.length === 0) return true;
  if (shape.pathStyle === 'pointer') {
    const pointer = `/${expected.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
    return received === pointer || received === `#${pointer}`;
  }
  return received === formatPropertyPath(expected) || received === expected.join('.');
}
