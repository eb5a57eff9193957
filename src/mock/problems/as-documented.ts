import type { Operation } from '../../openapi/model/model';
import { createProblem, type Problem, problemOfStatus } from './problems';

/**
 * Gives a rejection the status that the operation documents for it: 400 where it does not say; 422 where that is what it
 * documents instead (FastAPI, Rails, JSON:API); and 404 where only the path is at fault and 404 is all that is documented, as
 * such a path names nothing.
 */
export function asDocumented(problem: Problem, operation: Operation | undefined): Problem {
  const { kind, violations, note } = problem;
  if (operation === undefined || (kind !== 'violations' && kind !== 'malformed-body')) return problem;
  const has = (status: string): boolean => operation.responses.some((response) => response.status === status);
  if (has('400')) return problem;
  if (has('422')) return { ...problem, status: 422, title: problemOfStatus(422).title };
  const isPathOnly = violations.length > 0 && violations.every((violation) => violation.in === 'path');
  if (!isPathOnly || has('4XX') || has('default') || !has('404')) return problem;
  return createProblem('not-found', { detail: 'There is nothing at this path.', note });
}
