import { givenExchange, noteBody } from '../exchange/given-exchange.test-support';
import { headersDocumented } from './headers-documented';

test.each([
  ['a documented one', { etag: '"1"' }, []],
  ['standard ones', { date: 'x', server: 'x', 'cache-control': 'no-store', vary: 'accept' }, []],
  ['what proxies add', { 'x-request-id': '1', 'x-ratelimit-limit': '5', ratelimit: '5', 'cf-ray': '1' }, []],
  ['CORS', { 'access-control-allow-origin': '*' }, []],
  ['one of its own', { 'x-shard': '7' }, ['x-shard']],
])('%s', (_, headers: Record<string, string>, symptoms) => {
  const problems = headersDocumented.judge(givenExchange({ headers, body: noteBody }));
  expect(problems.map(({ symptom }) => symptom)).toEqual(symptoms);
});

test('is a note', () => expect(headersDocumented.severity).toBe('note'));
