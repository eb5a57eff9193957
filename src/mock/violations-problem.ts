import { formatPropertyPath } from '../schema/pointer';
import { createProblem, type Problem } from './problems';
import type { RequestViolation } from './request-violation';

/**
 * Describes a request that breaks constraints.
 *
 * @param violations - every one of them, at least one
 */
export function violationsProblem(violations: readonly RequestViolation[]): Problem {
  const places = violations.map((violation) =>
    [violation.in, formatPropertyPath(violation.path), wordsOf(violation)].filter((word) => word !== '').join(' '),
  );
  const count = violations.length === 1 ? '1 violation' : `${violations.length} violations`;
  return createProblem('violations', { violations, note: `${count}: ${places.join('; ')}` });
}

function wordsOf({ subject, reason }: RequestViolation): string {
  return subject === undefined ? reason : `${subject} ${reason}`;
}
