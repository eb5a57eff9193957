import { parseSpec } from '../../openapi/load-spec';
import type { Target } from '../exchange/exchange';
import { findBase } from './find-base';

const documentWith = (servers: readonly object[], statuses: readonly number[]) =>
  parseSpec({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    servers,
    paths: {
      '/things': { get: { responses: Object.fromEntries(statuses.map((status) => [status, { description: '' }])) } },
    },
  });

const targetAt = (prefix: string): Target => ({
  url: 'http://x',
  close: async () => {},
  send: async ({ path }) => ({
    status: path.startsWith(`${prefix}/things`) ? 200 : 404,
    headers: {},
    body: new Uint8Array(),
    milliseconds: 0,
  }),
});

test.each([
  ['the base URL itself', '', ['https://example.org/v1'], [200], undefined],
  ['the path of a server', '/v1', ['https://example.org/v1'], [200], { base: 'http://x/v1', path: '/v1' }],
  ['the path of the second server', '/b', ['/a', '/b'], [200], { base: 'http://x/b', path: '/b' }],
  ['nowhere', '/elsewhere', ['/v1'], [200], {}],
  ['nowhere, where nothing may be there yet', '/elsewhere', ['/v1'], [200, 404], undefined],
])('a target that answers at %s', async (_, prefix, urls, statuses, expected) => {
  const spec = documentWith(
    urls.map((url) => ({ url })),
    statuses,
  );
  expect(await findBase(targetAt(prefix), spec, {})).toEqual(expected);
});
