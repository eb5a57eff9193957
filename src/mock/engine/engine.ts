import type { Method, Operation, PathEntry } from '../../openapi/model/model';
import { type BasedMatch, createBasedRouter, twinMatch } from '../../openapi/operations/router';
import { type Eventual, StoreUnavailable, whenThere } from '../../store/interface/store';
import type { Handler, MockContext, ReferenceGuard } from '../handlers/handler';
import { answerOptions } from '../messages/cross-origin';
import { isPreflight, type MockRequest, type MockResponse, withoutBody } from '../messages/message';
import { createProblemResponder, type ProblemResponder } from '../problems/problem-responder';
import { createProblem, isProblem, type Problem } from '../problems/problems';
import type { Session } from '../sessions/session';
import { withConditions } from './conditional-requests';
import { createUnknownPath } from './nearest-path';
import { checkRequest, type OperationPlan, planOperation, runOperation } from './run-operation';

/** A request and where it leads. */
export interface LocatedRequest {
  readonly request: MockRequest;
  /** Whose request it is: data, rules, tokens. */
  readonly session: Session;
  /** Undefined when the document has no such path. */
  readonly found: BasedMatch | undefined;
  /** Undefined when the path does not have the method. */
  readonly plan: OperationPlan | undefined;
  /** The methods that the path allows, upper case. */
  readonly methods: readonly string[];
}

/** Answers requests as a document promises. */
export interface Engine {
  /**
   * Answers one request; never throws nor rejects.
   *
   * @param session - what it reads and changes
   */
  handle(request: MockRequest, session: Session): Eventual<MockResponse>;
  /** Finds the operation of a request. */
  locate(request: MockRequest, session: Session): LocatedRequest;
  /** Carries a request out. */
  proceed(located: LocatedRequest): Eventual<MockResponse>;
  /** Checks a request and changes nothing; undefined when it is valid. */
  check(located: LocatedRequest): Problem | undefined;
  /** Writes problems in the document's shape. */
  readonly respond: ProblemResponder;
  /** Turns what goes wrong while a request is answered into an answer, and gives HEAD no body. */
  safely(request: MockRequest, answer: () => Eventual<MockResponse>): Eventual<MockResponse>;
}

/** The parts that an engine works with. */
export interface EngineOptions {
  readonly context: MockContext;
  /** Creates the handler of an operation; called on the operation's first request. */
  readonly handlerFor: (operation: Operation) => Handler;
  /** Judges what the requests of an operation refer to; called on the operation's first request. */
  readonly guardFor?: (operation: Operation) => ReferenceGuard | undefined;
  /** Answers for a path that the document has no operations for; undefined when there is nothing, either. */
  readonly answerUnknown?: ((request: MockRequest, session: Session) => MockResponse | undefined) | undefined;
  /** The only base path; by default the root and the path of each of the document's `servers`. */
  readonly basePath?: string | undefined;
  /** The largest request body, in bytes; 1 MiB by default. */
  readonly bodyLimit?: number | undefined;
  /** Is told of every error that is our own fault; the client only learns that there was one. */
  readonly onError?: ((error: unknown, request: MockRequest) => void) | undefined;
}

const DEFAULT_BODY_LIMIT = 1_048_576;

/** An entry of `paths`, prepared. */
interface Endpoint {
  readonly plans: Map<Method, OperationPlan>;
  /** Upper case, in the order of the alphabet. */
  readonly methods: readonly string[];
}

/**
 * Creates an engine: finds the operation for a request, has it answered, and writes what goes wrong as the problem that
 * the document declares. Every operation is prepared on its first request.
 *
 * HEAD is answered wherever GET is (RFC 9110, section 9.3.2), OPTIONS on every path, other methods with 405 and `Allow`.
 */
export function createEngine(options: EngineOptions): Engine {
  const { context, handlerFor, guardFor, answerUnknown, basePath, bodyLimit, onError } = options;
  const { spec, headers } = context;
  const route = createBasedRouter(spec, basePath);
  const respond = createProblemResponder(spec, headers, context.sample);
  const unknownPath = createUnknownPath(spec, basePath);
  const endpoints = new Map<PathEntry, Endpoint>();
  const limit = bodyLimit ?? DEFAULT_BODY_LIMIT;

  const endpointOf = (entry: PathEntry): Endpoint => {
    let endpoint = endpoints.get(entry);
    if (endpoint === undefined) {
      endpoint = { plans: new Map(), methods: allowedMethods(entry) };
      endpoints.set(entry, endpoint);
    }
    return endpoint;
  };

  const planFor = (entry: PathEntry, method: Method, { plans }: Endpoint): OperationPlan | undefined => {
    let plan = plans.get(method);
    if (plan === undefined) {
      const operation = entry.operations.get(method);
      if (operation === undefined) return undefined;
      const reader = () => planFor(entry, 'get', endpointOf(entry))?.handler;
      const handler = withConditions(handlerFor(operation), operation, reader);
      plan = planOperation(context, operation, handler, guardFor?.(operation));
      plans.set(method, plan);
    }
    return plan;
  };

  const locate = (request: MockRequest, session: Session): LocatedRequest => {
    const { method } = request;
    const documented = isPreflight(request) ? undefined : documentedMethod(method);
    const routed = route(request.path);
    if (routed === undefined) return { request, session, found: routed, plan: undefined, methods: [] };
    const match = twinMatch(routed.match, documented, request.query);
    const found = match === routed.match ? routed : { ...routed, match };
    const { entry } = found.match;
    const endpoint = endpointOf(entry);
    let plan = documented === undefined ? undefined : planFor(entry, documented, endpoint);
    if (plan === undefined && method === 'HEAD') plan = planFor(entry, 'get', endpoint);
    return { request, session, found, plan, methods: endpoint.methods };
  };

  const proceed = ({ request, session, found, plan, methods }: LocatedRequest): Eventual<MockResponse> => {
    if (found === undefined) return answerUnknown?.(request, session) ?? respond(unknownPath(request.path));
    if (plan === undefined) {
      if (request.method === 'OPTIONS') return answerOptions(request, methods, headers);
      return respond(wrongMethod(request.method, methods), firstOperation(found.match.entry), request.headers.accept);
    }
    const { basePath, match } = found;
    return whenThere(runOperation(plan, { message: request, session, basePath, match }, limit), (outcome) =>
      isProblem(outcome) ? respond(outcome, plan.operation, request.headers.accept) : outcome,
    );
  };

  const check = ({ request, session, found, plan, methods }: LocatedRequest): Problem | undefined => {
    if (found === undefined) return unknownPath(request.path);
    if (plan !== undefined) return checkRequest(plan, { message: request, session, ...found }, limit);
    return request.method === 'OPTIONS' ? undefined : wrongMethod(request.method, methods);
  };
  const failure = (error: unknown, request: MockRequest): MockResponse => {
    if (error instanceof StoreUnavailable) return respond(unavailable(error));
    onError?.(error, request);
    const reason = error instanceof Error ? error.message : String(error);
    return respond(createProblem('internal-error', { note: `internal error: ${reason}` }));
  };

  const complete = (request: MockRequest, response: Eventual<MockResponse>): Eventual<MockResponse> => {
    const whole = request.method === 'HEAD' ? whenThere(response, withoutBody) : response;
    return whole instanceof Promise ? whole.catch((error) => failure(error, request)) : whole;
  };

  return {
    // The same as safely(), for the way of nearly all requests.
    handle(request, session) {
      try {
        return complete(request, proceed(locate(request, session)));
      } catch (error) {
        return failure(error, request);
      }
    },
    safely(request, answer) {
      try {
        return complete(request, answer());
      } catch (error) {
        return failure(error, request);
      }
    },
    locate,
    proceed,
    check,
    respond,
  };
}

/** The method as the model has it; those that it spells like the fields of a path item are no methods, which have a case. */
function documentedMethod(method: string): Method | undefined {
  return METHODS.get(method) ?? (method === method.toUpperCase() ? method : undefined);
}

/** Methods as the model has them: found faster than written in lower case. */
const METHODS: ReadonlyMap<string, Method> = new Map(
  (['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const).map((name) => [
    name.toUpperCase(),
    name,
  ]),
);

function allowedMethods({ operations, twins = [] }: PathEntry): string[] {
  const known = [operations, ...twins.map((twin) => twin.operations)].flatMap((own) => [...own.keys()]);
  const methods = new Set(known.map((method) => method.toUpperCase()));
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods.add('OPTIONS')].sort();
}

function firstOperation({ operations }: PathEntry): Operation | undefined {
  return operations.values().next().value;
}

/** The store is out of reach: not our fault, and worth another try (RFC 9110, section 15.6.4). */
function unavailable({ message, retryAfter }: StoreUnavailable): Problem {
  return createProblem('service-unavailable', { headers: { 'retry-after': String(retryAfter) }, note: message });
}

function wrongMethod(method: string, methods: readonly string[]): Problem {
  const allow = methods.join(', ');
  const detail = `${method} is not allowed here. Use one of ${allow}.`;
  return createProblem('method-not-allowed', { detail, headers: { allow }, note: `allowed: ${allow}` });
}
