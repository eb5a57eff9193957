import { type Target, TransportError, type WireRequest, type WireResponse } from '../exchange/exchange';
import { notesSpec } from '../exchange/given-exchange.test-support';
import { reachTarget } from './reach-target';

const answer = (status: number, location?: string): WireResponse => ({
  status,
  headers: location === undefined ? {} : { location },
  body: new Uint8Array(),
  milliseconds: 0,
});

function targetAt(
  url: string,
  send: (request: WireRequest, count: number) => WireResponse,
): Target & { sent: WireRequest[] } {
  const sent: WireRequest[] = [];
  return {
    url,
    sent,
    close: async () => {},
    send: async (request) => {
      sent.push(request);
      return send(request, sent.length);
    },
  };
}

test.each<[string, WireResponse, object]>([
  ['http://h', answer(200), { kind: 'here' }],
  ['http://h', answer(401), { kind: 'here' }],
  ['http://h', answer(500), { kind: 'here' }],
  ['http://h', answer(301, 'https://h/notes'), { kind: 'elsewhere', base: 'https://h', status: 301 }],
  ['http://h/api', answer(308, 'https://h/api/notes'), { kind: 'elsewhere', base: 'https://h/api', status: 308 }],
  ['http://h', answer(302, '/v2/notes'), { kind: 'elsewhere', base: 'http://h/v2', status: 302 }],
  ['http://h', answer(307, 'http://www.h/notes/'), { kind: 'elsewhere', base: 'http://www.h', status: 307 }],
  ['http://h', answer(308, '/notes/'), { kind: 'slashes', from: '/notes', to: '/notes/', status: 308 }],
  ['http://h', answer(302, '/notes?page=1'), { kind: 'here' }],
  ['http://h', answer(302, 'https://login.example/?next=/notes'), { kind: 'here' }],
  ['http://h', answer(301), { kind: 'here' }],
  ['http://h', answer(304, '/v2/notes'), { kind: 'here' }],
  ['http://h', answer(301, 'http://['), { kind: 'here' }],
])('%s that answers %j', async (url, response, expected) => {
  expect(
    await reachTarget(
      targetAt(url, () => response),
      notesSpec,
      0,
      {},
    ),
  ).toEqual(expected);
});

test('asks for something harmless that the document has, with the headers of the run', async () => {
  const target = targetAt('http://h', () => answer(200));
  await reachTarget(target, notesSpec, 0, { 'x-tenant': 'a', '?key': 'b' });
  expect(target.sent).toEqual([{ method: 'GET', path: '/notes', headers: { accept: '*/*', 'x-tenant': 'a' } }]);
});

describe('waiting', () => {
  test.each<[string, (count: number) => WireResponse]>([
    [
      'nobody listens yet',
      (count) => {
        if (count < 3) throw new TransportError('refused', true);
        return answer(200);
      },
    ],
    ['a gateway has nobody behind it yet', (count) => answer(count < 3 ? 503 : 200)],
  ])('%s', async (_, send) => {
    const target = targetAt('http://h', (_request, count) => send(count));
    expect(await reachTarget(target, notesSpec, 60, {})).toEqual({ kind: 'here' });
    expect(target.sent).toHaveLength(3);
  });

  test('ends when the time is over, and when the run is stopped', async () => {
    const nobody = targetAt('http://h', () => {
      throw new TransportError('refused', true);
    });
    const unreachable = { kind: 'unreachable', reason: 'refused' };
    expect(await reachTarget(nobody, notesSpec, 0, {})).toEqual(unreachable);
    expect(nobody.sent).toHaveLength(1);
    expect(await reachTarget(nobody, notesSpec, 60, {}, AbortSignal.abort())).toEqual(unreachable);
  });

  test('who hangs up or is slow is there', async () => {
    const slow = targetAt('http://h', () => {
      throw new TransportError('no complete response', false);
    });
    expect(await reachTarget(slow, notesSpec, 60, {})).toEqual({ kind: 'here' });
  });
});
