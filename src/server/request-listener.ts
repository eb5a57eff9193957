import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { MockRequest, MockResponse } from '../mock/message';
import { originForm, toMockRequest } from './mock-request';
import { announcesBody, RequestAborted, readBody } from './read-body';
import type { RequestLog } from './request-log';
import { sendResponse } from './send-response';
import { internalError } from './transport-problem';

/** Anything that answers requests on plain values; the mock's engine is one. */
export interface RequestHandler {
  handle(request: MockRequest): Promise<MockResponse>;
  /** Bytes that a request to a path may have, where that is not what all others may. */
  bodyLimitFor?(path: string): number | undefined;
}

/** What a listener may be given besides the handler. */
export interface RequestListenerOptions {
  /** Bytes that a request body may have before the handler is given the excess instead; 1 MiB by default. */
  readonly bodyLimit?: number;
  /** Takes note of each answered request; nothing is logged by default. */
  readonly log?: RequestLog;
  /** Passes requests that are not the handler's on to somebody else; nobody by default. */
  readonly passThrough?: PassThrough | undefined;
  /** Aborted when the server begins to stop: connections are not used for another request, and nothing is held back. */
  readonly stopping?: AbortSignal;
}

/**
 * Passes a request on whose body has not been read, and its answer back.
 *
 * @returns undefined when the request is not for somebody else; else what was answered, for the log
 */
export type PassThrough = (request: IncomingMessage, response: ServerResponse) => Promise<MockResponse> | undefined;

/** Answers one request; fits `http.createServer()` as well as Express's `app.use()`. */
export type RequestListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The default of `bodyLimit`: 1 MiB. */
export const DEFAULT_BODY_LIMIT = 1_048_576;

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

  const answer = async (request: IncomingMessage): Promise<MockResponse> => {
    try {
      const body = announcesBody(request) ? await bodyOf(request, limitFor(request)) : undefined;
      return await handler.handle(toMockRequest(request, body));
    } catch (error) {
      if (error instanceof RequestAborted) return { status: 0, headers: {}, note: error.message };
      return internalError(error);
    }
  };

  const deliver = (
    request: IncomingMessage,
    response: ServerResponse,
    message: MockResponse,
  ): Promise<MockResponse> => {
    const { sendUnreliably } = require('./send-unreliably') as typeof import('./send-unreliably');
    return sendUnreliably(request, response, message, stopping);
  };

  const stream = (request: IncomingMessage, response: ServerResponse, message: MockResponse): void => {
    (require('./send-stream') as typeof import('./send-stream')).sendStream(request, response, message, stopping);
  };

  return async (request, response) => {
    const start = log === undefined ? 0 : performance.now();
    const passed = passThrough?.(request, response)?.catch((error: unknown) => {
      response.destroy();
      return { ...internalError(error), status: 0 };
    });
    let message = await (passed ?? answer(request));
    if (passed !== undefined) {
      // It has been sent.
    } else if (message.stream !== undefined) stream(request, response, message);
    else if (message.delay !== undefined || message.transport !== undefined) {
      message = await deliver(request, response, message);
    } else if (message.status !== 0) sendResponse(request, response, message, stopping?.aborted === true);
    log?.({
      method: request.method ?? '',
      path: (request as { originalUrl?: string }).originalUrl ?? request.url ?? '',
      status: message.status,
      durationMs: performance.now() - start,
      note: message.note,
    });
  };
}

/**
 * The body's bytes, also when a parser of the application around us (such as `express.json()`) was there first and
 * left only its result.
 */
async function bodyOf(request: IncomingMessage & { body?: unknown }, limit: number): Promise<Uint8Array | undefined> {
  if (!request.readableEnded) return readBody(request, limit);
  if (request.body === undefined) return undefined;
  if (request.body instanceof Uint8Array) return request.body;
  return Buffer.from(typeof request.body === 'string' ? request.body : JSON.stringify(request.body));
}
