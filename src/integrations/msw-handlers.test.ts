import { createMock, type Mock } from '../mock/create-mock';
import { parseSpec } from '../openapi/load-spec';
import { createMswHandlers, type MswHandlersOptions } from './msw-handlers';

const note = { type: 'object', required: ['text'], properties: { id: { type: 'integer' }, text: { type: 'string' } } };
const content = { 'application/json': { schema: note } };
const spec = parseSpec({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      get: {
        responses: {
          200: { description: 'Notes.', content: { 'application/json': { schema: { type: 'array', items: note } } } },
        },
      },
      post: { requestBody: { content }, responses: { 201: { description: 'The note.', content } } },
    },
    '/notes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { responses: { 200: { description: 'The note.', content } } },
      delete: { responses: { 204: { description: 'Gone.' } } },
    },
  },
});

type Resolver = (info: { request: Request }) => Promise<Response | undefined>;

/** Takes the place of MSW's `http`, and asks the handler as MSW would. */
function ask(mock: Mock, options?: MswHandlersOptions) {
  const http = { all: (path: string | RegExp, resolver: Resolver) => ({ path, resolver }) };
  const [{ resolver }] = createMswHandlers(http, mock, options);
  return (url: string, init?: RequestInit) => resolver({ request: new Request(url, init) });
}

let mock: Mock;
beforeEach(() => {
  mock = createMock({ spec, count: 3 });
});

test('requests of any host are answered when the document has their path', async () => {
  const send = ask(mock);
  expect(await (await send('https://api.test/notes'))!.json()).toHaveLength(3);
  expect(await send('https://elsewhere.test/photos')).toBeUndefined();
});

test('below a base URL every request is answered, without the path of the base', async () => {
  const send = ask(mock, { baseUrl: 'https://api.test/v1/' });
  expect((await send('https://api.test/v1/notes?x=1'))!.status).toBe(200);
  expect((await send('https://api.test/v1/photos'))!.status).toBe(404);
});

test('what is created, changed and removed is remembered', async () => {
  const send = ask(mock);
  const headers = { 'content-type': 'application/json' };
  const created = await send('https://api.test/notes', { method: 'POST', headers, body: '{"text":"a"}' });
  expect(created!.status).toBe(201);
  const { id } = (await created!.json()) as { id: number };
  const removed = await send(`https://api.test/notes/${id}`, { method: 'DELETE' });
  expect([removed!.status, removed!.body]).toEqual([204, null]);
  expect((await send('https://api.test/notes', { method: 'HEAD' }))!.body).toBeNull();
});

test.each([
  ['a network error', { fail: 'reset' }, async (response: Response) => expect(response.type).toBe('error')],
  [
    'a body that breaks off',
    { fail: 'truncate' },
    async (response: Response) => expect(response.text()).rejects.toThrow(),
  ],
  ['another status, later', { status: 503, delay: 5 }, async (response: Response) => expect(response.status).toBe(503)],
] as const)('a rule gives %s', async (_title, then, check) => {
  mock.rules.add({ match: {}, then });
  await check((await ask(mock)('https://api.test/notes'))!);
});
