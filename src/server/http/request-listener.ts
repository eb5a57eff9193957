import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { MockRequest, MockResponse } from '../../mock/messages/message';
import type { RequestLog } from './request-log';
import { sendResponse, sendStream } from './send-response';
import { internalError } from './transport-problem';

/** Anything that answers requests on plain values; the mock's engine is one. */
export interface RequestHandler {
  handle(request: MockRequest): MockResponse | Promise<MockResponse>;
  /** Bytes that a request to a path may have, where that is not what all others may. */
  bodyLimitFor?(path: string): number | undefined;
}

/** Options of a listener. */
export interface RequestListenerOptions {
  /** Bytes that a request body may have before the handler is given the excess instead; 1 MiB by default. */
  readonly bodyLimit?: number;
  /** Takes note of each answered request; nothing is logged by default. */
  readonly log?: RequestLog;
  /** Passes some requests on to another server; none by default. */
  readonly passThrough?: PassThrough | undefined;
  /** Aborted when the server begins to stop: connections are not used for another request, and nothing is held back. */
  readonly stopping?: AbortSignal;
}

/**
 * Passes a request on whose body has not been read, and its answer back.
 *
 * @param stopping - aborted when the server begins to stop
 * @returns undefined when the request is not for another server
 */
export type PassThrough = (
  request: IncomingMessage,
  response: ServerResponse,
  stopping: AbortSignal | undefined,
) => Promise<PassedAnswer> | undefined;

/** The outcome of a request for another server. */
export interface PassedAnswer {
  readonly answer: MockResponse;
  /** False when it still has to be sent: something stood in the way of the request. */
  readonly isSent: boolean;
}

/** Answers one request; fits `http.createServer()` as well as the `use()` of Express, Connect and Polka. */
export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** The default of `bodyLimit`: 1 MiB. */
export const DEFAULT_BODY_LIMIT = 1_048_576;

/** The bytes of a refused body that are still read before the connection is cut. */
const PATIENCE = 16_777_216;

const oversizedBodies = new Map<number, Uint8Array>();

/**
 * Creates the listener that brings requests to a handler and its answers back.
 *
 * It never rejects and never leaves a request without an answer: a handler that throws is a 500 problem.
 *
 * @param handler - who answers
 * @param options - limits and log
 * @example http.createServer(createRequestListener(engine)).listen(4010)
 */
export function createRequestListener(handler: RequestHandler, options: RequestListenerOptions = {}): RequestListener {
  const { log, bodyLimit = DEFAULT_BODY_LIMIT, passThrough, stopping } = options;

  const limitFor = ({ url = '/' }: IncomingMessage): number => handler.bodyLimitFor?.(originForm(url)) ?? bodyLimit;

  const failed = (error: unknown): MockResponse =>
    error instanceof RequestAborted ? { status: 0, headers: {}, note: error.message } : internalError(error);

  const ask = (request: IncomingMessage, body: Uint8Array | undefined): MockResponse | Promise<MockResponse> => {
    try {
      const answer = handler.handle(toMockRequest(request, body));
      return answer instanceof Promise ? answer.catch(failed) : answer;
    } catch (error) {
      return failed(error);
    }
  };

  /** Without a body to wait for, the answer may be there at once. */
  const answer = (request: IncomingMessage): MockResponse | Promise<MockResponse> => {
    if (!announcesBody(request)) return ask(request, undefined);
    const body = request.readableEnded ? bodyLeft(request) : readBody(request, limitFor(request));
    return body.then((bytes) => ask(request, bytes), failed);
  };

  const deliver = (
    request: IncomingMessage,
    response: ServerResponse,
    message: MockResponse,
  ): Promise<MockResponse> => {
    const { sendUnreliably } = require('./send-unreliably') as typeof import('./send-unreliably');
    return sendUnreliably(request, response, message, stopping);
  };

  const takeNote = (request: IncomingMessage, { status, note }: MockResponse, start: number): void =>
    log?.({
      method: request.method ?? '',
      path: (request as { originalUrl?: string }).originalUrl ?? request.url ?? '',
      status,
      durationMs: performance.now() - start,
      note,
      headers: request.headers,
    });

  const give = (
    request: IncomingMessage,
    response: ServerResponse,
    message: MockResponse,
    start: number,
  ): void | Promise<void> => {
    if (message.stream !== undefined) sendStream(request, response, message, stopping);
    else if (message.delay !== undefined || message.transport !== undefined) {
      return deliver(request, response, message).then((delivered) => takeNote(request, delivered, start));
    } else if (message.status !== 0) sendResponse(request, response, message, stopping?.aborted === true, stopping);
    takeNote(request, message, start);
  };

  return (request, response) => {
    const start = log === undefined ? 0 : performance.now();
    const passed = passThrough?.(request, response, stopping);
    if (passed !== undefined) {
      const lost = (error: unknown): PassedAnswer => {
        response.destroy();
        return { answer: { ...internalError(error), status: 0 }, isSent: true };
      };
      return passed
        .catch(lost)
        .then(({ answer, isSent }) =>
          isSent ? takeNote(request, answer, start) : give(request, response, answer, start),
        );
    }
    const message = answer(request);
    if (message instanceof Promise) return message.then((given) => give(request, response, given, start));
    return give(request, response, message, start);
  };
}

/** The body's bytes, when a parser of the application around us (such as `express.json()`) was there first and left its result. */
async function bodyLeft(request: IncomingMessage & { body?: unknown }): Promise<Uint8Array | undefined> {
  if (request.body === undefined) return undefined;
  if (request.body instanceof Uint8Array) return request.body;
  return Buffer.from(typeof request.body === 'string' ? request.body : JSON.stringify(request.body));
}

/** The client went away, or broke the protocol, before its request was complete: no answer can reach it. */
class RequestAborted extends Error {
  override readonly name = 'RequestAborted';
}

/**
 * Tells whether a request announces a body (RFC 9112, section 6.3), without touching its stream.
 *
 * @param request - a request whose header section has arrived
 */
export function announcesBody(request: IncomingMessage): boolean {
  const { headers } = request;
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/**
 * Tells a client that waits with its body to send it (RFC 9110, section 10.1.1): once the requests that came before on the connection
 * are answered. Node would write it between the head and the body of the answer when that is ready by then.
 */
export function sendContinue(response: ServerResponse): void {
  const send = (): void => {
    if (!response.headersSent) response.writeContinue();
  };
  if (response.socket === null) response.once('socket', send);
  else send();
}

/**
 * Reads a body into memory, and never much more of it than is allowed.
 *
 * A body over the limit is answered at once, by its `Content-Length` or by what has arrived: the result is then
 * `limit + 1` bytes of no meaning, enough for the engine to see the excess. The rest is read and dropped, because a
 * connection that is cut while the client still writes loses the answer as well; a client that goes on and on is cut.
 *
 * @param request - the request, its stream untouched
 * @param limit - bytes that a body may have
 * @returns the body's bytes, or undefined when there are none
 * @throws {@link RequestAborted} when the body never becomes complete
 */
function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    let isComplete = false;
    const refuse = (): void => {
      chunks.length = 0;
      resolve(oversizedBody(limit));
    };
    request.on('data', (chunk: Uint8Array) => {
      size += chunk.byteLength;
      if (size <= limit) chunks.push(chunk);
      else if (size > limit + PATIENCE) request.destroy();
      else refuse();
    });
    request.on('end', () => {
      isComplete = true;
      resolve(size === 0 ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    });
    // Every request is closed in the end, and an error costs more to make than all else that is done here.
    const abort = (): void => {
      if (!isComplete) reject(new RequestAborted('the client closed the connection'));
    };
    request.on('error', abort);
    request.on('close', abort);
    if (Number(request.headers['content-length']) > limit) refuse();
  });
}

function oversizedBody(limit: number): Uint8Array {
  let body = oversizedBodies.get(limit);
  if (body === undefined) {
    body = new Uint8Array(limit + 1);
    oversizedBodies.set(limit, body);
  }
  return body;
}

/**
 * Translates Node's request to the engine's. Nothing is decoded: the engine judges the path and the query as sent.
 *
 * @param request - the request; below an Express mount point its `url` is already relative to that
 * @param body - the bytes of the body, if it has any
 */
export function toMockRequest(request: IncomingMessage, body: Uint8Array | undefined): MockRequest {
  const target = originForm(request.url ?? '/');
  const mark = target.indexOf('?');
  const method = request.method ?? 'GET';
  const path = mark === -1 ? target : target.slice(0, mark);
  const query = mark === -1 ? '' : target.slice(mark + 1);
  const headers = singleValued(request.headers);
  return body === undefined ? { method, path, query, headers } : { method, path, query, headers, body };
}

/**
 * Reduces a request target to its origin form (RFC 9112, section 3.2): proxies may send `http://host/path`, and
 * `OPTIONS *` means the server as a whole.
 *
 * @example originForm('http://localhost:4010/notes?limit=1') // '/notes?limit=1'
 */
export function originForm(target: string): string {
  if (target.charCodeAt(0) === 0x2f) return target;
  const authority = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(target)?.[0];
  const rest = authority === undefined ? '' : target.slice(authority.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** Node gives every field as one string but `Set-Cookie`, which has no business in a request. */
function singleValued(headers: IncomingMessage['headers']): MockRequest['headers'] {
  if (headers['set-cookie'] === undefined) return headers as MockRequest['headers'];
  return { ...headers, 'set-cookie': headers['set-cookie'].join(', ') } as MockRequest['headers'];
}
