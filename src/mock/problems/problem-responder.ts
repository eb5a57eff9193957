import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { MediaTypeSpec, Operation, ResponseSpec, Spec } from '../../openapi/model/model';
import { normalizeName } from '../../openapi/model/names';
import { isJson } from '../../openapi/operations/media-types';
import { responseFor } from '../../openapi/operations/responses';
import type { SampleValue } from '../generation/value-maker';
import type { MockResponse } from '../messages/message';
import { createProblemShape, type ProblemShape, problemMembers, violationRow, violationsMember } from './problem-shape';
import { createProblem, type Problem, problemOfStatus } from './problems';

/** Turns a problem into the response that the document promises for it. */
export type ProblemResponder = (problem: Problem, operation?: Operation) => MockResponse;

interface ErrorBody {
  readonly mediaType: MediaTypeSpec;
  /** True when the same body is documented for another status of the operation. */
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

/** Members that a document's example may decide: what is the same for every problem of a kind. */
const DECIDED: Readonly<Record<string, 'type' | 'title' | 'code'>> = {
  type: 'type',
  title: 'title',
  code: 'code',
  errorcode: 'code',
};

/**
 * Takes over from the documented example of a problem what is the same for every problem of its kind: type, title, code.
 *
 * An example speaks of a problem when it is named like its kind or has its type; the only example of a response does,
 * unless it says another status.
 *
 * @param mediaType - the documented error body
 * @param isShared - whether the same examples stand at responses of other statuses, so that they prove nothing
 */
export function wordedLikeExample(problem: Problem, mediaType: MediaTypeSpec, isShared: boolean): Problem {
  const values = examplesOf(mediaType);
  const named = values.find(({ name, words }) => name === problem.kind || words.type === problem.type);
  const [only] = values;
  const chosen =
    named ?? (values.length === 1 && only !== undefined && speaksOf(only.words, problem, isShared) ? only : undefined);
  if (chosen === undefined) return problem;
  const { type = problem.type, title = problem.title, code = problem.code } = chosen.words;
  return { ...problem, type, title, code };
}

interface NamedWords {
  readonly name: string;
  readonly words: ExampleWords;
}

const known = new WeakMap<MediaTypeSpec, readonly NamedWords[]>();

function examplesOf(mediaType: MediaTypeSpec): readonly NamedWords[] {
  let values = known.get(mediaType);
  if (values === undefined) {
    values = mediaType.examples.map(({ name, value }) => ({ name, words: wordsIn(value, 0) }));
    known.set(mediaType, values);
  }
  return values;
}

interface ExampleWords {
  type?: string;
  title?: string;
  code?: string;
  status?: number;
}

function speaksOf(words: ExampleWords, problem: Problem, isShared: boolean): boolean {
  if (words.type?.startsWith('/problems/')) return false;
  return words.status === undefined ? !isShared : words.status === problem.status;
}

function wordsIn(value: JsonValue, depth: number): ExampleWords {
  const words: ExampleWords = {};
  if (!isJsonObject(value) || depth > 1) return words;
  for (const [name, member] of Object.entries(value)) {
    const decided = DECIDED[normalizeName(name)];
    if (decided !== undefined && typeof member === 'string') words[decided] = member;
    else if (normalizeName(name) === 'status' && typeof member === 'number') words.status = member;
    else Object.assign(words, wordsIn(member, depth + 1));
  }
  return words;
}
