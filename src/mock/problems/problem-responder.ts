import { isJson } from '../../openapi/media-types';
import type { MediaTypeSpec, Operation, ResponseSpec, Spec } from '../../openapi/model';
import { responseFor } from '../../openapi/responses';
import type { SampleValue } from '../generation/sample-value';
import type { MockResponse } from '../messages/message';
import { asDocumented } from './as-documented';
import { wordedLikeExample } from './problem-example';
import { createProblemShape, type ProblemShape } from './problem-shape';
import { problemMembers, violationRow, violationsMember } from './problem-vocabulary';
import type { Problem } from './problems';

/** Turns a problem into the response that the document promises for it. */
export type ProblemResponder = (problem: Problem, operation?: Operation) => MockResponse;

interface ErrorBody {
  readonly mediaType: MediaTypeSpec;
  /** Whether the same body is documented for another status of the operation. */
  readonly isShared: boolean;
  readonly shape: ProblemShape | undefined;
}

const PROBLEM_JSON = 'application/problem+json';

/**
 * Creates the responder of a document. The error shape is that which the document declares: for the status of the
 * operation, else for its other errors, else for those of other operations; problem details (RFC 9457) when it declares
 * none at all.
 *
 * @param headers - header fields that every response has
 * @param sample - makes a valid value of a schema
 */
export function createProblemResponder(
  spec: Spec,
  headers: Readonly<Record<string, string>>,
  sample: SampleValue,
): ProblemResponder {
  const shapes = new Map<string, ProblemShape>();
  const bodies = new Map<string, ErrorBody | undefined>();

  const bodyFor = (status: number, operation: Operation | undefined): ErrorBody | undefined => {
    const key = `${status} ${operation?.pointer ?? ''}`;
    if (!bodies.has(key)) bodies.set(key, findBody(status, operation));
    return bodies.get(key);
  };

  const findBody = (status: number, operation: Operation | undefined): ErrorBody | undefined => {
    const operations = operation === undefined ? spec.operations : [operation, ...spec.operations];
    for (const candidate of operations) {
      const documented = responseFor(candidate, status);
      const errors = candidate.responses.filter((response) => /^([45]|default)/.test(response.status));
      for (const response of documented === undefined ? errors : [documented, ...errors]) {
        const mediaType = errorMediaType(response);
        if (mediaType === undefined) continue;
        const isShared = errors.some(
          (other) => other !== response && errorMediaType(other)?.pointer === mediaType.pointer,
        );
        return { mediaType, isShared: isShared || response !== documented, shape: shapeOf(mediaType) };
      }
    }
    return undefined;
  };

  const shapeOf = ({ schema }: MediaTypeSpec): ProblemShape | undefined => {
    if (schema === undefined) return undefined;
    const shape = shapes.get(schema.pointer) ?? createProblemShape(spec.schemas, schema, sample);
    shapes.set(schema.pointer, shape);
    return shape;
  };

  const write: ProblemResponder = (happened, operation) => {
    const problem = asDocumented(happened, operation);
    const body = bodyFor(problem.status, operation);
    const worded = body === undefined ? problem : wordedLikeExample(problem, body.mediaType, body.isShared);
    const mediaType = body === undefined || !isJson(body.mediaType.name) ? PROBLEM_JSON : body.mediaType.name;
    const value = mediaType === PROBLEM_JSON ? withMembers(worded, body?.shape?.(worded)) : body?.shape?.(worded);
    return {
      status: problem.status,
      headers: { 'content-type': mediaType, ...headers, ...problem.headers },
      body: JSON.stringify(value ?? withMembers(worded, undefined)),
      ...(problem.violations.length > 0 && { violations: problem.violations }),
      note: problem.note,
    };
  };

  /** Answers to problems that come as the same object again; see `violationsProblem()`. */
  const written = new WeakMap<Problem, Map<Operation | undefined, MockResponse>>();

  return (problem, operation) => {
    if (problem.kind !== 'violations') return write(problem, operation);
    const answers = written.get(problem) ?? new Map<Operation | undefined, MockResponse>();
    const known = answers.get(operation);
    if (known !== undefined) return known;
    const answer = write(problem, operation);
    written.set(problem, answers.set(operation, answer));
    return answer;
  };
}

/** The JSON body of an error, problem details preferred. */
function errorMediaType({ mediaTypes }: ResponseSpec): MediaTypeSpec | undefined {
  const named = mediaTypes.find(({ name }) => name === PROBLEM_JSON) ?? mediaTypes.find(({ name }) => isJson(name));
  return named ?? mediaTypes.find(({ name, schema }) => name.endsWith('/*') && schema !== undefined);
}

/** Problem details with the members of RFC 9457, whatever more the document's shape has. */
function withMembers(problem: Problem, documented: unknown): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const member of problemMembers) value[member] = problem[member];
  Object.assign(value, documented);
  const listed = Object.values(value).some(Array.isArray);
  if (problem.violations.length > 0 && !listed) value[violationsMember] = problem.violations.map(violationRow);
  return value;
}
