import type { Operation } from '../../openapi/model/model';
import { responseFor } from '../../openapi/operations/responses';
import type { FixedStatus } from '../exchange/expectation';

/** What an operation has to answer when there is nothing to work on. */
export function notFound(operation: Operation, because: string): FixedStatus {
  return {
    kind: 'status',
    check: 'unknown-not-found',
    statuses: notFoundStatuses(operation),
    because,
    pointer: responseFor(operation, 404)?.pointer ?? `${operation.pointer}/responses`,
  };
}

/** The documented statuses for what is not there: 404, and 410 only where the document has it. */
export function notFoundStatuses(operation: Operation): readonly number[] {
  const documented = [404, 410].filter((status) => operation.responses.some((each) => each.status === String(status)));
  return documented.length === 0 ? [404] : documented;
}
