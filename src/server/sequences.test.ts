import { createMock } from '../mock/create-mock';
import { parseSpec } from '../openapi/load-spec';
import { type RunningServer, startServer } from './start-server';

const note = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, text: { type: 'string' } } };
const delta = {
  type: 'object',
  required: ['delta'],
  properties: { delta: { type: 'string' }, at: { type: 'integer' } },
};
const ok = (content: object) => ({ 200: { description: '', content } });
const paths = {
  '/events': { get: { responses: ok({ 'text/event-stream': { itemSchema: delta } }) } },
  '/written': {
    get: { responses: ok({ 'text/event-stream': { example: 'data: a\n\ndata: b\n\ndata: [DONE]\n\n' } }) },
  },
  '/lines': { get: { responses: ok({ 'application/jsonl': { example: [{ a: 1 }, { a: 2 }] } }) } },
  '/texts': { get: { responses: ok({ 'application/json-seq': { example: [{ a: 1 }, { a: 2 }, { a: 3 }] } }) } },
  '/many': { get: { responses: ok({ 'application/x-ndjson': { example: Array.from({ length: 500 }, () => 1) } }) } },
  '/notes': {
    get: {
      responses: ok({
        'application/json': { schema: { type: 'array', items: note } },
        'application/jsonl': { itemSchema: note },
      }),
    },
    post: {
      requestBody: { content: { 'application/json': { schema: { ...note, required: [] } } } },
      responses: {
        201: {
          description: '',
          content: { 'application/json': { schema: note }, 'text/event-stream': { schema: delta } },
        },
      },
    },
  },
  '/notes/{id}': {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
    get: { responses: ok({ 'application/json': { schema: note } }) },
  },
};

let server: RunningServer;
beforeAll(async () => {
  const spec = parseSpec({ openapi: '3.2.0', info: { title: 'Sequences', version: '1' }, paths });
  server = await startServer(createMock({ spec, count: 3 }), { port: 0 });
});
afterAll(() => server.close(0));

/** The pieces in which a body arrives, and whether its length was told before. */
async function pieces(
  path: string,
  init: RequestInit = {},
): Promise<{ type: string | null; length: string | null; parts: string[] }> {
  const response = await fetch(server.url + path, init);
  const parts: string[] = [];
  for await (const part of response.body!) parts.push(Buffer.from(part as Uint8Array).toString());
  return { type: response.headers.get('content-type'), length: response.headers.get('content-length'), parts };
}

test.each<[string, RequestInit, number, RegExp]>([
  ['/events', {}, 3, /^data: \{"delta":.*\}\n\n$/],
  ['/written', {}, 3, /^data: (a|b|\[DONE\])\n\n$/],
  ['/lines', {}, 2, /^\{"a":\d\}\n$/],
  ['/texts', {}, 3, /^.\{"a":\d\}\n$/s],
  ['/notes', { headers: { accept: 'application/jsonl' } }, 3, /^\{"id":\d.*\}\n$/],
])('%s %j comes item by item, %i of them', async (path, init, count, item) => {
  const { parts, length } = await pieces(path, init);
  expect(length).toBeNull();
  // A busy machine may read two pieces at once.
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.join('').split(/(?<=\n)(?=[^\n])/)).toHaveLength(count);
  for (const part of parts) expect(part).toMatch(item);
});

test.each<[string, RequestInit, string]>([
  ['a plain request', {}, 'application/json'],
  ['"stream": true', { body: '{"stream":true}' }, 'text/event-stream'],
  ['"stream": false', { body: '{"stream":false}' }, 'application/json'],
  ['Accept', { headers: { accept: 'text/event-stream' } }, 'text/event-stream'],
])('%s is answered as asked for', async (_, init, type) => {
  const headers = { 'content-type': 'application/json', ...init.headers };
  const answer = await pieces('/notes', { method: 'POST', body: '{}', ...init, headers });
  expect(answer.type).toBe(type);
  if (type === 'text/event-stream') expect(answer.parts.join('')).toMatch(/^(data: \{"delta":.*\}\n\n){3}$/);
});

test('a long sequence ends within seconds, and one that is no longer read ends at once', async () => {
  const { parts } = await pieces('/many');
  expect(parts.join('').split('\n')).toHaveLength(501);
  const gone = new AbortController();
  const response = await fetch(`${server.url}/events`, { signal: gone.signal });
  gone.abort();
  await expect(response.text()).rejects.toThrow(/abort/);
  expect((await fetch(`${server.url}/lines`, { method: 'HEAD' })).status).toBe(200);
});
