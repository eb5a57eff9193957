import { givenExchange, noteBody } from '../exchange/given-exchange.test-support';
import { bodyIsJson } from './body-is-json';

test.each([
  ['JSON', noteBody, 'application/json', 0],
  ['cut off', '{"id": ', 'application/json', 1],
  ['with a byte order mark', '\ufeff{}', 'application/json', 1],
  ['of another type', '<p>', 'text/html', 0],
  ['a problem that is none', 'oops', 'application/problem+json', 1],
])('%s', (_, body, type, count) => {
  expect(bodyIsJson.judge(givenExchange({ body, headers: { 'content-type': type } }))).toHaveLength(count);
});
