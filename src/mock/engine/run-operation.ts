import { utf8Of } from '../../json-schema/model/bytes';
import type { Operation, Spec } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { createsMissing, successResponse } from '../../openapi/operations/responses';
import type { RouteMatch } from '../../openapi/operations/router';
import { createParameterDecoder, type ParameterDecoder } from '../../openapi/parameters/decode-parameters';
import type { ParameterViolation } from '../../openapi/parameters/parameter-codec';
import { roleOf } from '../../openapi/resources/role-of';
import { type Eventual, whenThere } from '../../store/interface/store';
import { type BodyReader, createBodyReader, type ReadBody } from '../bodies/read-body';
import { concreteName, offeredMediaTypes } from '../handlers/documented-success';
import { createExampleHandler, wantsSequence } from '../handlers/example';
import type { Handler, MockContext, ReferenceGuard, ValidRequest } from '../handlers/handler';
import { createNegotiator, type Negotiator } from '../messages/accept';
import type { MockRequest, MockResponse } from '../messages/message';
import { partOf, type RequestViolation } from '../messages/message';
import { createProblem, isProblem, type Problem, violationsProblem } from '../problems/problems';
import { isSequence } from '../representations/sequences';
import { rowsOf, writeBody } from '../representations/write-body';
import type { Session } from '../sessions/session';

/** A request that has found its operation. */
export interface RoutedRequest {
  readonly message: MockRequest;
  readonly session: Session;
  readonly basePath: string;
  readonly match: RouteMatch;
}

/** Path parameters that cannot be read at all. */
const UNREADABLE: ReadonlyMap<string, string> = new Map();

/** A request read as far as it can be. */
interface Reading {
  readonly request: ValidRequest;
  /** All that is wrong with it; with any, `request` lacks the values at fault. */
  readonly violations: readonly RequestViolation[];
  /** The media type of a body in which no parts are known. */
  readonly opaque: string | undefined;
  readonly isUnread: boolean;
}

const NO_VIOLATIONS: readonly RequestViolation[] = [];

const NO_BODY: ReadBody = { value: undefined, violations: NO_VIOLATIONS };

/**
 * Takes a request through what its operation asks for, and to the operation's handler when it keeps all of it.
 *
 * @param bodyLimit - the largest body, in bytes
 */
export function runOperation(
  plan: OperationPlan,
  request: RoutedRequest,
  bodyLimit: number,
): Eventual<MockResponse | Problem> {
  const reading = readRequest(plan, request, bodyLimit);
  if (isProblem(reading)) return reading;
  if (reading.opaque !== undefined && reading.violations.length === 0) return answerOpaque(plan, reading);
  if (plan.streams && reading.violations.length === 0 && wantsSequence(plan.operation, reading.request)) {
    return plan.answerExample()(reading.request);
  }
  if (plan.references !== undefined) {
    const { request: read, violations } = reading;
    return whenThere(plan.references(read, violations, plan.handler), (outcome) => asAccepted(plan, request, outcome));
  }
  if (reading.violations.length > 0)
    return answerBeyond(plan, reading, request) ?? violationsProblem(reading.violations);
  const outcome = plan.handler(reading.request);
  if (!plan.hasChoice) return outcome;
  return whenThere(outcome, (answered) => asAccepted(plan, request, answered));
}

/** Writes a JSON answer in the media type that the client prefers, where the document promises several (RFC 9110, section 12.5.5). */
function asAccepted(
  { spec, operation, hasChoice, negotiate }: OperationPlan,
  { message }: RoutedRequest,
  answered: MockResponse | Problem,
): MockResponse | Problem {
  if (!hasChoice || isProblem(answered)) return answered;
  const { vary } = answered.headers;
  const varying = vary === undefined ? 'Accept' : `${vary}, Accept`;
  const outcome: MockResponse = { ...answered, headers: { ...answered.headers, vary: varying } };
  if (outcome.body === undefined) return outcome;
  const given = outcome.headers['content-type'] ?? '';
  const wanted = negotiate?.(message.headers.accept);
  if (wanted === undefined || wanted === given || !isJson(given)) return outcome;
  const { body = '' } = outcome;
  const headers = { ...outcome.headers, 'content-type': wanted };
  if (isJson(wanted)) return { ...outcome, headers };
  const documented = successResponse(operation)?.mediaTypes ?? [];
  const mediaType = documented.find(({ name }) => concreteName(name) === wanted);
  const value = JSON.parse(utf8Of(body));
  const written = isSequence(wanted) ? rowsOf(value) : value;
  return { ...outcome, headers, body: writeBody(spec.schemas, { ...mediaType, name: wanted }, written) };
}

/**
 * Answers for an item whose number is beyond what its path allows, where there is one: the document lets clients make more of them
 * than its paths can name.
 */
function answerBeyond(
  { idParameter, handler }: OperationPlan,
  { request, violations }: Reading,
  { match }: RoutedRequest,
): Eventual<MockResponse | Problem> | undefined {
  const isBeyond = ({ in: part, path, keyword }: RequestViolation): boolean =>
    part === 'path' && path[0] === idParameter && /^(?:exclusiveM|m)(?:in|ax)imum$/.test(keyword);
  if (idParameter === undefined || match.kind !== 'found' || !violations.every(isBeyond)) return undefined;
  const path = new Map(request.parameters.path).set(idParameter, Number(match.parameters.get(idParameter)));
  const outcome = handler({ ...request, parameters: { ...request.parameters, path } });
  return whenThere(outcome, (found) =>
    isProblem(found) && found.kind === 'not-found' ? violationsProblem(violations) : found,
  );
}

/** A body in which no parts are known cannot be stored: an example answers, and says so where a record would be expected. */
function answerOpaque(
  { handler, answerExample, writes }: OperationPlan,
  { request, opaque, isUnread }: Reading,
): Eventual<MockResponse | Problem> {
  if (!writes && !isUnread) return handler(request);
  const warning = isUnread
    ? `The mock cannot read ${opaque}: the body was not checked, and nothing of it is stored.`
    : `The mock knows no properties in ${opaque}: nothing of the body is stored.`;
  const answered = writes ? answerExample()(request) : handler(request);
  return whenThere(answered, (outcome) =>
    isProblem(outcome)
      ? outcome
      : { ...outcome, headers: { ...outcome.headers, 'mock-warning': warning }, note: `body not read: ${opaque}` },
  );
}

/**
 * Checks what an operation asks of a request, and changes nothing.
 *
 * @param bodyLimit - the largest body, in bytes
 * @returns undefined when the request is valid
 */
export function checkRequest(plan: OperationPlan, request: RoutedRequest, bodyLimit: number): Problem | undefined {
  const reading = readRequest(plan, request, bodyLimit);
  if (isProblem(reading)) return reading;
  return reading.violations.length > 0 ? violationsProblem(reading.violations) : undefined;
}

/**
 * Reads a request: the representation it accepts, the size and the media type of its body, then every parameter and the body
 * at once.
 */
function readRequest(
  plan: OperationPlan,
  { message, session, basePath, match }: RoutedRequest,
  bodyLimit: number,
): Reading | Problem {
  const { headers, body } = message;
  if (headers.accept !== undefined && plan.negotiate !== undefined && plan.negotiate(headers.accept) === undefined) {
    return createProblem('not-acceptable', { detail: `This resource is available as ${plan.offered} only.` });
  }
  if (body !== undefined && body.byteLength > bodyLimit) {
    return createProblem('payload-too-large', { detail: `The body is larger than ${sizeOf(bodyLimit)}.` });
  }
  const read = plan.readBody === undefined ? NO_BODY : plan.readBody(message, bodyLimit);
  if ('kind' in read) return read;

  const path = match.kind === 'found' ? match.parameters : UNREADABLE;
  const parameters = plan.decode({ path, query: message.query, headers });
  const isFaulty = match.kind === 'malformed' || parameters.violations.length > 0 || read.violations.length > 0;
  return {
    request: {
      message,
      session,
      basePath,
      parameters: parameters.values,
      body: read.opaque === undefined ? read.value : undefined,
      exact: read.exact,
    },
    opaque: read.opaque,
    isUnread: read.isUnread === true,
    violations: isFaulty ? [...parameterViolations(match, parameters.violations), ...read.violations] : NO_VIOLATIONS,
  };
}

function parameterViolations(match: RouteMatch, violations: readonly ParameterViolation[]): RequestViolation[] {
  const told = violations.map(({ in: location, path, keyword, detail }) => ({
    in: partOf(location),
    path,
    keyword,
    reason: detail,
  }));
  if (match.kind === 'found') return told;
  const reason = 'must be valid percent-encoded UTF-8';
  const malformed: RequestViolation = { in: 'path', path: [match.parameter], keyword: 'encoding', reason };
  return [malformed, ...told.filter(({ in: part }) => part !== 'path')];
}

function sizeOf(bytes: number): string {
  if (bytes >= 1_048_576 && bytes % 1_048_576 === 0) return `${bytes / 1_048_576} MiB`;
  return bytes >= 1024 && bytes % 1024 === 0 ? `${bytes / 1024} KiB` : `${bytes} bytes`;
}

/** Everything that requests for one operation pass through, prepared once. */
export interface OperationPlan {
  readonly spec: Spec;
  readonly operation: Operation;
  /** Undefined when the success has no body, so that there is nothing to negotiate. */
  readonly negotiate: Negotiator | undefined;
  /** True when a success can have more than one media type. */
  readonly hasChoice: boolean;
  /** The media types that a success can have, for a person. */
  readonly offered: string;
  readonly decode: ParameterDecoder;
  /** Undefined when the operation takes no body. */
  readonly readBody: BodyReader | undefined;
  readonly handler: Handler;
  /** True when the handler stores what a request's body says. */
  readonly writes: boolean;
  /** The path parameter that names an item which is there; undefined where it may be made. */
  readonly idParameter: string | undefined;
  /** True when the operation does something with one record and can tell it event by event. */
  readonly streams: boolean;
  /** Gives the handler that answers examples, whatever the operation does. */
  readonly answerExample: () => Handler;
  /** Stands before the handler; undefined when what a request refers to need not exist. */
  readonly references: ReferenceGuard | undefined;
}

/**
 * Prepares an operation: what it takes, what it gives, who answers.
 *
 * @param handler - answers its valid requests
 * @param references - judges what they refer to
 */
export function planOperation(
  context: MockContext,
  operation: Operation,
  handler: Handler,
  references: ReferenceGuard | undefined,
): OperationPlan {
  const { spec } = context;
  const offered = offeredMediaTypes(operation);
  const { role, resource } = roleOf(spec, operation) ?? {};
  let example: Handler | undefined;
  return {
    spec,
    operation,
    hasChoice: offered.length > 1,
    negotiate: offered.length === 0 ? undefined : createNegotiator(offered),
    offered: offered.join(', '),
    decode: createParameterDecoder(operation, spec.schemas),
    readBody: operation.body && createBodyReader(spec.schemas, operation.body),
    handler,
    writes: role !== undefined,
    idParameter: createsMissing(operation) ? undefined : resource?.idParameter,
    streams: role !== undefined && role !== 'list' && offered.some(isSequence),
    answerExample: () => {
      example ??= createExampleHandler(context, operation);
      return example;
    },
    references,
  };
}
