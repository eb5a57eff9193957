import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAdminPath } from '../../mock/admin/with-admin';
import type { Mock } from '../../mock/create-mock';
import { createDeviationFinder } from '../../mock/engine/find-deviations';
import { tokenPaths } from '../../mock/login/token-paths';
import { allowOrigin, answerOptions, crossOriginHeaders } from '../../mock/messages/cross-origin';
import type { MockRequest } from '../../mock/messages/message';
import { isPreflight } from '../../mock/messages/message';
import { isSessionName, namedSession } from '../../mock/sessions/session-name';
import type { Spec } from '../../openapi/model/model';
import {
  DEFAULT_BODY_LIMIT,
  type PassedAnswer,
  type PassThrough,
  sendContinue,
  toMockRequest,
} from '../http/request-listener';
import { pause } from '../http/send-unreliably';
import { COPY_LIMIT, createPassExchange, type Kept, type Passing } from './pass-exchange';
import { createPassOn } from './pass-on';
import { peekBody } from './peek-body';

/** The requests to pass on, and the real API. */
export interface UpstreamOptions {
  /** The real API, `http:` or `https:`, with a path or without. */
  readonly url: URL;
  /** Operations and paths to pass on; what the document lacks when there are none. */
  readonly only?: readonly string[];
  /** The only base path of the document, as the mock has it. */
  readonly basePath?: string | undefined;
  /** True when logins are checked here; then the document's token endpoints stay here, unless they are named. */
  readonly logins?: boolean;
  /** Milliseconds until the first byte of an answer; 30,000 by default. */
  readonly timeout?: number;
}

/** The way to the real API. */
export interface Upstream {
  readonly passThrough: PassThrough;
  /** Closes the connections to it. */
  close(): void;
}

/** Bytes of a request's body that rules may look at, and that the journal has of one that is answered here. */
const PEEK_LIMIT = DEFAULT_BODY_LIMIT;

const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** The server's own paths never leave it. */
const OWN = new Set(['/healthz', '/openapi.json', '/openapi.yaml']);

/**
 * Creates the way to the real API beside a mock: what is named, or what the document lacks, is passed on, and compared with the
 * document both ways. What deviates stands in the log and in the journal of the session; nothing is held up by it. Chaos, logins,
 * preferences and rules come first: what they answer never leaves the mock.
 *
 * @throws {@link UpstreamNameError} when something is named that the document does not have
 */
export function createUpstream(
  mock: Pick<Mock, 'spec' | 'sessions' | 'journal' | 'intercept'>,
  options: UpstreamOptions,
): Upstream {
  const { url, only = [], basePath, logins = false, timeout = 30_000 } = options;
  checkUpstreamNames(mock.spec, only);
  const isForUpstream = createUpstreamChoice(only);
  const passOn = createPassOn({ upstream: url, timeout, copyLimit: COPY_LIMIT });
  let kept: Kept | undefined;
  /** The document may be another one by now. */
  const current = (): Kept => {
    const { spec } = mock;
    if (kept?.spec !== spec) {
      const tokens = new Set(tokenPaths(spec, basePath).map(({ path }) => path));
      kept = { spec, finder: createDeviationFinder(spec, basePath), cors: crossOriginHeaders(spec), tokens };
    }
    return kept;
  };

  const pass = createPassExchange({ mock, current, url, passOn });

  /** Lets what the mock has to say come first. */
  const passUnlessAnswered = async (
    request: IncomingMessage,
    response: ServerResponse,
    { whole, message, session }: Pick<Passing, 'message' | 'session'> & { readonly whole: MockRequest },
    stopping: AbortSignal | undefined,
  ): Promise<PassedAnswer> => {
    // The server itself asks for no body that would be too long for the mock.
    if (request.headers.expect !== undefined && lengthOf(request) > PEEK_LIMIT) sendContinue(response);
    const body = peekBody(request, PEEK_LIMIT);
    const stand = await mock.intercept(whole, () => body.read());
    if (stand.onward === undefined) return { answer: stand, isSent: false };
    if (stand.delay !== undefined) await pause(stand.delay, response, stopping);
    if (response.destroyed) return { answer: { ...stand, note: 'the client did not wait' }, isSent: true };
    return { answer: await pass(request, response, { message, session, body, stand }), isSent: true };
  };

  return {
    passThrough(request, response, stopping) {
      const whole = withoutDots(toMockRequest(request, undefined));
      const session = namedSession(whole);
      if (session !== undefined && !isSessionName(session.name)) return undefined;
      const message = session?.request ?? whole;
      if (OWN.has(message.path) || isAdminPath(message.path)) return undefined;
      const { finder, cors, tokens } = current();
      if (only.length === 0 && logins && tokens.has(message.path)) return undefined;
      const method = isPreflight(message) ? message.headers['access-control-request-method']! : message.method;
      if (!isForUpstream(message, finder.operationOf({ method, path: message.path })?.id)) return undefined;
      if (!isPreflight(message)) return passUnlessAnswered(request, response, { whole, message, session }, stopping);
      const permission = allowOrigin(answerOptions(message, METHODS, cors), message.headers.origin);
      return Promise.resolve({ answer: permission, isSent: false });
    },
    close: () => passOn.close(),
  };
}

const DOTS = /(?:^|[/\\])(?:\.|%2e){1,2}(?:[/\\]|$)/i;

/**
 * Takes `.` and `..` out of a path as browsers do (RFC 3986, section 5.2.4), before anything is decided by it: `/../admin` must not
 * leave the base of the real API, nor the paths that are passed on.
 */
function withoutDots(request: MockRequest): MockRequest {
  if (!DOTS.test(request.path)) return request;
  return { ...request, path: new URL(`http://a${request.path}`).pathname };
}

function lengthOf({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}

/** A name of `--upstream-only`: an operation, or a path in which `*` stands for anything within a segment, `**` for anything. */
type UpstreamName = string;

/** Decides if a request is for the real API. */
type UpstreamChoice = (request: Pick<MockRequest, 'path'>, operationId: string | undefined) => boolean;

/** Something is to be passed on that is neither an operation nor a path. The message says what there is. */
export class UpstreamNameError extends RangeError {
  override readonly name = 'UpstreamNameError';
}

/**
 * Checks what is named to be passed on.
 *
 * @throws {@link UpstreamNameError} for a name that is neither an operation nor a path
 */
export function checkUpstreamNames(spec: Pick<Spec, 'operations'>, names: readonly UpstreamName[]): void {
  const ids = spec.operations.map(({ id }) => id);
  const unknown = names.find((name) => !name.startsWith('/') && !ids.includes(name));
  if (unknown !== undefined) {
    const known = ids.join(', ');
    throw new UpstreamNameError(`"${unknown}" is neither a path nor an operation of the document, which has ${known}.`);
  }
}

/** Creates the choice of requests that are passed on: those that are named, or, when nothing is, those that the document lacks. */
function createUpstreamChoice(names: readonly UpstreamName[]): UpstreamChoice {
  if (names.length === 0) return (_request, operationId) => operationId === undefined;
  const operations = new Set(names.filter((name) => !name.startsWith('/')));
  const patterns = names.filter((name) => name.startsWith('/')).map(patternOf);
  return ({ path }, operationId) =>
    (operationId !== undefined && operations.has(operationId)) || patterns.some((pattern) => pattern.test(path));
}

function patternOf(glob: string): RegExp {
  const source = glob.replace(/\*+|\{[^}]*\}|[^*{]+|\{/g, (part) => {
    if (part === '*' || /^\{.*\}$/.test(part)) return '[^/]+';
    return part.startsWith('*') ? '.*' : part.replace(/[\\^$.|?+()[\]{}/]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 's');
}
