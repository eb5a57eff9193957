import type { IncomingMessage } from 'node:http';
import { originForm, toMockRequest } from './request-listener';

test.each([
  ['/notes?a=1', '/notes?a=1'],
  ['http://localhost:4010/notes?a=1', '/notes?a=1'],
  ['HTTPS://user@host/', '/'],
  ['http://host', '/'],
  ['http://host?a=1', '/?a=1'],
  ['*', '/'],
  ['', '/'],
  ['host:443', '/'],
])('the origin form of %s is %s', (target, expected) => {
  expect(originForm(target)).toBe(expected);
});

test('every header is one string', () => {
  const headers = { accept: 'a/b', 'set-cookie': ['a=1', 'b=2'] };
  const message = toMockRequest({ method: 'GET', url: '/', headers } as unknown as IncomingMessage, undefined);
  expect(message.headers).toEqual({ accept: 'a/b', 'set-cookie': 'a=1, b=2' });
});
