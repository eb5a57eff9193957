import { formatPropertyPath } from '../../json-schema/model/pointer';
import { createProblem, type Problem } from './problems';
import type { RequestViolation } from './request-violation';

/** How many problems are remembered, and the longest list of violations among them, in characters of JSON. */
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
