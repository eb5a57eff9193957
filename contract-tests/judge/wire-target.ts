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

/** Fields about the bytes on the way, which are others once an answer is changed. */
const OF_THE_WAY = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding']);

/** Answers as a server on the network does, so that a drift can stand before it. */
export function forwardTo(target: Target): Respond {
  return async ({ method, path, query, headers, body }) => {
    const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const answer = await target.send({
      method,
      path: query === '' ? path : `${path}?${query}`,
      headers: Object.fromEntries(given.filter(([name]) => !OF_THE_WAY.has(name))),
      body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    });
    const kept = Object.entries(answer.headers).filter(([name]) => method === 'HEAD' || !OF_THE_WAY.has(name));
    // The drifts read the texts of a mock.
    const text = answer.body.byteLength === 0 ? {} : { body: new TextDecoder().decode(answer.body) };
    return { status: answer.status, headers: Object.fromEntries(kept), ...text, note: 'another server' };
  };
}
