import type { IncomingMessage } from 'node:http';
import type { MockRequest } from '../../mock/messages/message';

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
