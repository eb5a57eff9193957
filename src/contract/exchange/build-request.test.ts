import { buildRawRequest, buildRequest, queryOf } from './build-request';
import { notesOperation } from './given-exchange.test-support';

const text = (body: Uint8Array | undefined) => (body === undefined ? undefined : new TextDecoder().decode(body));
const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

test('a read has a path, an Accept and no body', () => {
  const request = buildRequest(notesOperation('readNote'), { path: { id } }, {});
  expect(request).toEqual({
    method: 'GET',
    path: `/notes/${id}`,
    headers: { accept: expect.stringContaining('json'), 'accept-encoding': 'identity' },
  });
});

test('path and query are percent-encoded, a repeated name stays repeated', () => {
  expect(buildRequest(notesOperation('readNote'), { path: { id: 'a/b ?' } }, {}).path).toBe('/notes/a%2Fb%20%3F');
  expect(
    queryOf([
      ['a', '1&2'],
      ['a', '+ü'],
      ['b', ''],
    ]),
  ).toBe('?a=1%262&a=%2B%C3%BC&b=');
  expect(queryOf([])).toBe('');
});

test.each([
  ['JSON by default', { json: { a: 1 } }, 'application/json', '{"a":1}'],
  ['another type', { json: 1, contentType: 'text/plain' }, 'text/plain', '1'],
  ['no type', { json: null, contentType: null }, undefined, 'null'],
  ['bytes as they are', { bytes: new TextEncoder().encode('{"'), json: 1 }, 'application/json', '{"'],
])('a body of %s', (_, parts, type, body) => {
  const request = buildRequest(notesOperation('createNote'), parts, {});
  expect([request.headers['content-type'], text(request.body)]).toEqual([type, body]);
});

test('credentials are carried unless they are left out', () => {
  const credentials = { authorization: 'Bearer x' };
  const sent = (anonymous: boolean) => buildRequest(notesOperation('listNotes'), { anonymous }, credentials).headers;
  expect(sent(false)).toMatchObject(credentials);
  expect(sent(true)).not.toHaveProperty('authorization');
  expect(buildRawRequest({ method: 'GET', path: '/' }, credentials).headers).toMatchObject(credentials);
});
