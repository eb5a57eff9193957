import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { BodyCopy, createTruncation, MalformedEnding } from './body-streams';
import { forwardedHeaders } from './proxy-headers';

/** The outcome of a request that was passed on. */
export interface PassedOn {
  readonly status: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** Undefined when they were too long to be kept. */
  readonly requestBody: Buffer | undefined;
  readonly responseBody: Buffer | undefined;
}

/** Options of passing requests on. */
export interface PassOnOptions {
  /** The real API's URL, with a path or without. */
  readonly upstream: URL;
  /** Milliseconds until the first byte of an answer. */
  readonly timeout: number;
  /** Bytes of a body that are kept for comparison. */
  readonly copyLimit: number;
}

/** The way of one request and of its answer. */
export interface Passage {
  /** Path and query there. */
  readonly target: string;
  /** The request's body. */
  readonly body: Readable;
  /** Changes the header fields of the request before they go on. */
  readonly prepare: (headers: Record<string, string[]>) => Record<string, string[]>;
  /** Changes the header fields of the answer before they are sent. */
  readonly adapt: (headers: Record<string, string[]>) => Record<string, string[]>;
  /** The fault that the answer meets on its way; without it the answer arrives. */
  readonly fault?: 'truncate' | 'malformed' | undefined;
}

/** The real API gave no answer. The message says why. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';

  /** @param isLate - whether it took too long, in contrast to not being there */
  constructor(
    message: string,
    readonly isLate: boolean,
  ) {
    super(message);
  }
}

/** Passes requests on. */
export interface PassOn {
  /** @throws {@link UpstreamError} when there is no answer; nothing is sent to the client then */
  (request: IncomingMessage, response: ServerResponse, passage: Passage): Promise<PassedOn>;
  /** Closes the connections that wait for a next request. */
  close(): void;
}

/**
 * Creates the function that passes requests on to the real API and its answers back, bodies as streams in both directions.
 */
export function createPassOn({ upstream, timeout, copyLimit }: PassOnOptions): PassOn {
  const isSecure = upstream.protocol === 'https:';
  const agent = isSecure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const send = isSecure ? httpsRequest : httpRequest;

  const passOn = (request: IncomingMessage, response: ServerResponse, passage: Passage): Promise<PassedOn> =>
    new Promise((resolve, reject) => {
      const { target, body, prepare, adapt, fault } = passage;
      const headers = prepare(forwardedHeaders(request.headersDistinct, ['host', 'expect', 'x-mock-session']));
      // A body of unknown length stays one, also where the method usually has none.
      if (request.headers['transfer-encoding'] !== undefined) headers['transfer-encoding'] = ['chunked'];
      const outgoing = send({
        protocol: upstream.protocol,
        hostname: upstream.hostname.replace(/^\[|\]$/g, ''),
        port: upstream.port,
        method: request.method,
        path: target,
        headers: { ...headers, host: upstream.host },
        agent,
      });
      const timer = setTimeout(() => {
        outgoing.destroy(new UpstreamError(`no answer within ${timeout / 1000} s`, true));
      }, timeout);
      const sent = new BodyCopy(copyLimit);
      const gone = (): void => void outgoing.destroy();
      response.once('close', gone);
      const fail = (error: Error): void => {
        clearTimeout(timer);
        response.off('close', gone);
        reject(error instanceof UpstreamError ? error : new UpstreamError(reasonOf(error), false));
      };
      outgoing.on('error', fail);
      outgoing.on('upgrade', (_incoming, socket) => {
        socket.destroy();
        fail(new UpstreamError('it switched to another protocol, which nobody asked for', false));
      });
      outgoing.on('response', (incoming) => {
        clearTimeout(timer);
        const status = incoming.statusCode ?? 502;
        const received = new BodyCopy(copyLimit);
        const answered = adapt(forwardedHeaders(incoming.headersDistinct, []));
        response.writeHead(status, incoming.statusMessage, answered);
        // So that a stream's head arrives before its first event.
        if (fault !== 'truncate') response.flushHeaders();
        const done = (): void => {
          response.off('close', gone);
          resolve({ status, headers: answered, requestBody: sent.bytes, responseBody: received.bytes });
        };
        if (fault === 'malformed') pipeline(incoming, received, new MalformedEnding(), response, done);
        else if (fault === 'truncate') {
          const [length] = answered['content-length'] ?? [];
          const size = length === undefined ? undefined : Number(length);
          pipeline(incoming, received, createTruncation(request, response, size), done);
        } else pipeline(incoming, received, response, done);
      });
      // What cannot be read to its end is told by `outgoing`.
      pipeline(body, sent, outgoing, () => {});
    });
  return Object.assign(passOn, { close: () => agent.destroy() });
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ENOTFOUND: 'its name cannot be resolved',
  EAI_AGAIN: 'its name cannot be resolved now',
  ECONNRESET: 'it closed the connection',
  EPIPE: 'it closed the connection',
};

function reasonOf(error: NodeJS.ErrnoException): string {
  return REASONS[error.code ?? ''] ?? error.message;
}
