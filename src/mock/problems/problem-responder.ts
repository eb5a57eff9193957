import type { MediaTypeSpec, Operation, ResponseSpec, Spec } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { isError, responseFor, successResponse } from '../../openapi/operations/responses';
import type { SampleValue } from '../generation/value-maker';
import { createNegotiator, type Negotiator } from '../messages/accept';
import type { MockResponse } from '../messages/message';
import { documentedHeaders } from '../representations/documented-headers';
import { writeBody } from '../representations/write-body';
import { exampleBody, wordedLikeExample } from './error-examples';
import { createProblemShape, type ProblemShape } from './problem-shape';
import { inOneSentence, problemMembers, violationRow, violationsMember } from './problem-words';
import { createProblem, type Problem, problemOfStatus } from './problems';

/** Turns a problem into the response that the document promises for it, in the media type that an `Accept` header prefers. */
export type ProblemResponder = (problem: Problem, operation?: Operation, accept?: string) => MockResponse;

interface ErrorBody {
  readonly mediaType: MediaTypeSpec;
  /** True when the same body is documented for another status of the operation. */
  readonly isShared: boolean;
  /** True when it is documented for this status. */
  readonly isOwn: boolean;
  readonly shape: ProblemShape | undefined;
}

/** The documented parts of an error. */
interface ErrorFacts {
  /** One for each media type, the preferred one first. */
  readonly bodies: readonly ErrorBody[];
  /** Chooses among several. */
  readonly negotiate: Negotiator | undefined;
  /** Header fields that the document gives. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A body and its media type. */
interface WrittenError {
  readonly name: string;
  readonly text: string | Uint8Array;
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
  const facts = new Map<string, ErrorFacts>();

  const factsFor = (status: number, operation: Operation | undefined): ErrorFacts => {
    const key = `${status} ${operation?.pointer ?? ''}`;
    const known = facts.get(key);
    if (known !== undefined) return known;
    const response = operation && responseFor(operation, status);
    const bodies = findBodies(status, operation);
    const negotiate = bodies.length > 1 ? createNegotiator(bodies.map(sentName)) : undefined;
    const vary = negotiate && { vary: 'Accept' };
    const found = { bodies, negotiate, headers: { ...vary, ...documentedHeaders(response, { spec, sample }) } };
    facts.set(key, found);
    return found;
  };

  const findBodies = (status: number, operation: Operation | undefined): readonly ErrorBody[] => {
    const operations = operation === undefined ? spec.operations : [operation, ...spec.operations];
    for (const candidate of operations) {
      // Another operation's only response tells of its success, whatever it is called.
      const errors = candidate.responses.filter(
        (response) => isError(response) || (response.status === 'default' && successResponse(candidate) !== response),
      );
      const documented = candidate === operation ? responseFor(candidate, status) : undefined;
      const alike = errors.filter((response) => response === responseFor(candidate, status));
      for (const response of [...(documented === undefined ? alike : [documented]), ...errors]) {
        const isOwn = response === documented;
        const preferred = errorMediaType(response) ?? (isOwn ? response.mediaTypes[0] : undefined);
        if (preferred === undefined) continue;
        const isShared = errors.some(
          (other) => other !== response && errorMediaType(other)?.pointer === preferred.pointer,
        );
        const others = isOwn ? response.mediaTypes.filter((other) => other !== preferred) : [];
        return [preferred, ...others].map((mediaType) => ({
          ...{ mediaType, isShared: isShared || !isOwn, isOwn, shape: shapeOf(mediaType) },
        }));
      }
    }
    return [];
  };

  const shapeOf = ({ schema, examples, pointer }: MediaTypeSpec): ProblemShape | undefined => {
    if (schema === undefined) return undefined;
    const key = examples.length > 0 ? pointer : schema.pointer;
    const shape = shapes.get(key) ?? createProblemShape(spec.schemas, schema, sample, examples[0]?.value);
    shapes.set(key, shape);
    return shape;
  };

  const write: ProblemResponder = (happened, operation, accept) => {
    const problem = asDocumented(happened, operation);
    const { bodies, negotiate, headers: documented } = factsFor(problem.status, operation);
    const wanted = negotiate?.(accept);
    const { name, text } = bodyOf(problem, bodies.find((body) => sentName(body) === wanted) ?? bodies[0]);
    const vary = [headers.vary, documented.vary].filter((field) => field !== undefined).join(', ');
    return {
      status: problem.status,
      headers: { 'content-type': name, ...headers, ...documented, ...(vary !== '' && { vary }), ...problem.headers },
      body: text,
      ...(problem.violations.length > 0 && { violations: problem.violations }),
      note: problem.note,
    };
  };

  const bodyOf = (problem: Problem, body: ErrorBody | undefined): WrittenError => {
    if (body === undefined) return { name: PROBLEM_JSON, text: JSON.stringify(withMembers(problem, undefined)) };
    const { mediaType, isShared, isOwn, shape } = body;
    const name = sentName(body);
    const example = isOwn ? exampleBody(spec.schemas, problem, mediaType) : undefined;
    if (example !== undefined) return { name, text: writeBody(spec.schemas, { ...mediaType, name }, example) };
    const worded = wordedLikeExample(problem, mediaType, isShared);
    if (name === PROBLEM_JSON) return { name, text: JSON.stringify(withMembers(worded, shape?.(worded))) };
    if (isJson(name)) return { name, text: JSON.stringify(shape?.(worded) ?? withMembers(worded, undefined)) };
    const said = name === 'text/plain' ? undefined : shape?.(worded);
    const value = name === 'text/html' ? pageOf(worded) : (said ?? inOneSentence(worded).detail);
    return { name, text: writeBody(spec.schemas, mediaType, value) };
  };

  /** Answers to problems that come as the same object again; see `violationsProblem()`. */
  const written = new WeakMap<Problem, Map<Operation | undefined, MockResponse>>();

  return (problem, operation, accept) => {
    const isUsual = accept === undefined || accept === '*/*';
    if (problem.kind !== 'violations' || !isUsual) return write(problem, operation, accept);
    const answers = written.get(problem) ?? new Map<Operation | undefined, MockResponse>();
    const known = answers.get(operation);
    if (known !== undefined) return known;
    const answer = write(problem, operation);
    written.set(problem, answers.set(operation, answer));
    return answer;
  };
}

/** The media type that is sent where the document gives a range. */
function sentName({ mediaType: { name } }: ErrorBody): string {
  return name.endsWith('/*') ? PROBLEM_JSON : name;
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

/** An error as a page for a person. */
function pageOf(problem: Problem): string {
  const { status, title } = problem;
  const heading = escapeHtml(`${status} ${title}`);
  const sentence = escapeHtml(inOneSentence(problem).detail);
  return `<!doctype html>\n<title>${heading}</title>\n<h1>${heading}</h1>\n<p>${sentence}</p>\n`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
