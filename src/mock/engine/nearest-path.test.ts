import { parsePathTemplate } from '../../openapi/operations/path-template';
import { createTestMock, documentOf } from '../ask.test-support';
import { nearestPath } from './nearest-path';

const templates = ['/', '/notes', '/notes/{id}', '/notes/{id}/tags', '/users', '/users/{id}', '/files/{name}.json'].map(
  (source) => parsePathTemplate(source),
);

test.each([
  ['/note', '/notes'],
  ['/Notes', '/notes'],
  ['/notes/', '/notes'],
  ['/note/7', '/notes/{id}'],
  ['/notes/7/tag', '/notes/{id}/tags'],
  ['/v2/notes', '/notes'],
  ['/user/7', '/users/{id}'],
  ['//', '/'],
  ['/files', '/notes'],
  ['/%E2%82/x', '/notes/{id}'],
])('%s is nearest to %s', (path, nearest) => {
  expect(nearestPath(templates, path)).toBe(nearest);
});

test.each([['/'], ['a'], ['/a'], ['%E2']])('%s, a hundred thousand times, takes no time', (part) => {
  expect(nearestPath(templates, part.repeat(100_000))).toBeDefined();
});

test('a document without paths has none', () => expect(nearestPath([], '/notes')).toBeUndefined());

test('a 404 names the nearest path, below the base path that was asked for', async () => {
  const paths =
    "/notes/{id}: { get: { parameters: [{ name: id, in: path, required: true, schema: {} }], responses: { '200': { description: ok } } } }";
  const { ask } = createTestMock(`${documentOf(paths)}\nservers: [{ url: /v1 }]`);
  const detail = async (path: string): Promise<string> => (await ask(`GET ${path}`)).json.detail;
  expect(await detail('/note/1')).toBe('There is nothing at /note/1. The nearest documented path is /notes/{id}.');
  expect(await detail('/v1/note/1')).toBe(
    'There is nothing at /v1/note/1. The nearest documented path is /v1/notes/{id}.',
  );
});
