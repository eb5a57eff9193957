import { type Target, TransportError } from '../src/contract/exchange/exchange';
import type { MockRequest, MockResponse } from '../src/mock/messages/message';

/** Answers a request; a mock does, and so does a mock whose answers somebody spoils. */
export type Handle = (request: MockRequest) => Promise<MockResponse>;

/** Judges a mock without a socket, which is much faster than with one. */
export function createMockTarget(handle: Handle): Target {
  return {
    url: 'http://mock',
    async send({ method, path, headers, body }) {
      const [pathname = '', ...query] = path.split('?');
      const length = body === undefined ? {} : { 'content-length': String(body.byteLength) };
      const request = { method, path: pathname, query: query.join('?'), headers: { ...headers, ...length } };
      const answer = await handle(body === undefined ? request : { ...request, body });
      if (answer.status === 0)
        throw new TransportError('the connection was closed before the response was complete', false);
      const bytes = typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : answer.body;
      const sent = method === 'HEAD' ? undefined : bytes;
      return {
        status: answer.status,
        headers: lowerCased(answer.headers),
        body: sent ?? new Uint8Array(),
        milliseconds: 0,
      };
    },
    close: async () => {},
  };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
