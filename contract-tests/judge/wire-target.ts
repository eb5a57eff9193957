import { type Target, TransportError } from '../../src/contract/exchange/exchange';
import type { Respond } from '../../src/drifts/changes/fault-injection';

/**
 * A mock as a client sees it through HTTP/1.1, without a socket: HEAD and 204 carry no body, and a body that is shorter than
 * announced never ends.
 */
export function createWireTarget(handle: Respond): Target {
  return {
    url: 'http://mock',
    async send({ method, path, headers, body }) {
      const [pathname = '', ...query] = path.split('?');
      const request = { method, path: pathname, query: query.join('?'), headers };
      const length = { 'content-length': String(body?.byteLength ?? 0) };
      const answer = await handle(
        body === undefined ? request : { ...request, headers: { ...headers, ...length }, body },
      );
      const sent = typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : answer.body;
      const fields = Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
      const announced = sent === undefined ? [] : [['content-length', String(sent.byteLength)] as const];
      const received = Object.fromEntries([...announced, ...fields]);
      const bodiless = method === 'HEAD' || answer.status === 204 || answer.status === 304;
      if (!bodiless && Number(received['content-length'] ?? 0) > (sent?.byteLength ?? 0)) {
        throw new TransportError('the connection was closed before the response was complete', false);
      }
      return {
        status: answer.status,
        headers: received,
        body: bodiless ? new Uint8Array() : (sent ?? new Uint8Array()),
        milliseconds: 0,
      };
    },
    close: async () => {},
  };
}
