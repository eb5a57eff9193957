import type { MockResponse } from './message';

/** The answer to HEAD: the same header fields as for GET, the length of the body among them (RFC 9110, section 9.3.2). */
export function withoutBody({ body, ...rest }: MockResponse): MockResponse {
  if (body === undefined) return rest;
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
  return { ...rest, headers: { ...rest.headers, 'content-length': String(length) } };
}
