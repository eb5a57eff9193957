import type { IncomingMessage } from 'node:http';
import type { MockRequest } from '../../mock/messages/message';

/** The bytes of a refused body that are still read before the connection is cut. */
const PATIENCE = 16_777_216;

const oversizedBodies = new Map<number, Uint8Array>();

/** The client went away, or broke the protocol, before its request was complete: no answer can reach it. */
export class RequestAborted extends Error {
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
export function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
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
