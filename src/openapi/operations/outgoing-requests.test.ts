import { parseSpec } from '../load-spec';
import { readOutgoingRequests } from './outgoing-requests';

const answers = { responses: { 204: { description: 'Taken.' } } };

function namesOf(paths: object, further: object = {}): string[] {
  const spec = parseSpec({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, ...further });
  return readOutgoingRequests(spec).map(
    ({ name, address, operation }) => `${name}: ${operation.method} ${address ?? 'by hand'}`,
  );
}

const post = (callbacks: object, operationId?: string): object => ({ post: { operationId, callbacks, ...answers } });

test.each([
  ['an operation without callbacks', { '/a': { post: answers } }, {}, []],
  [
    'a callback',
    { '/a': post({ done: { '{$request.body#/url}': { post: answers } } }) },
    {},
    ['done: post {$request.body#/url}'],
  ],
  [
    'the same callback of two operations, one of them without an id',
    {
      '/a': post({ done: { '{$url}': { post: answers } } }, 'makeA'),
      '/b': post({ done: { '{$url}': { post: answers } } }),
    },
    {},
    ['makeA.done: post {$url}', 'POST /b.done: post {$url}'],
  ],
  [
    'several addresses and methods of a callback',
    {
      '/a': post({ done: { '{$url}': { post: answers, put: answers }, 'http://h/{$method}': { put: answers } } }, 'a'),
    },
    {},
    ['a.done.put.1: put {$url}', 'a.done.post: post {$url}', 'a.done.put.3: put http://h/{$method}'],
  ],
  [
    'callbacks and path items that are components, and extensions between them',
    { '/a': post({ done: { $ref: '#/components/callbacks/Done' } }) },
    {
      components: {
        callbacks: { Done: { 'x-since': 2, '{$url}': { $ref: '#/components/pathItems/Taken' } } },
        pathItems: { Taken: { post: answers } },
      },
    },
    ['done: post {$url}'],
  ],
  [
    'webhooks',
    {},
    { webhooks: { newPet: { post: answers }, lostPet: { put: answers } } },
    ['newPet: post by hand', 'lostPet: put by hand'],
  ],
])('%s', (_, paths, further, expected) => expect(namesOf(paths, further)).toEqual(expected));

test('a body has the schema that it has in the callback', () => {
  const content = { 'application/json': { schema: { type: 'object', properties: { id: { type: 'integer' } } } } };
  const done = { '{$url}': { post: { requestBody: { content }, ...answers } } };
  const spec = parseSpec({
    openapi: '3.0.3',
    info: { title: 'T', version: '1' },
    paths: { '/a': post({ done }) },
  });
  const [request] = readOutgoingRequests(spec);
  const { schema } = request!.operation.body!.mediaTypes[0]!;
  expect(spec.schemas.validator(schema!, 'request')({ id: 'x' })).toHaveLength(1);
});
