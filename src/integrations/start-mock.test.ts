import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSpec } from '../openapi/load-spec';
import { selfSignedCertificate } from '../server/http/certificate';
import { type RunningMock, type StartMockOptions, startMock } from './start-mock';

const NOTES = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      get: {
        operationId: 'listNotes',
        responses: {
          200: {
            description: 'Notes.',
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Note' } } },
            },
          },
        },
      },
      post: {
        operationId: 'createNote',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } } },
        responses: {
          201: {
            description: 'The note.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } },
          },
        },
      },
    },
    '/notes/{id}': {
      get: {
        operationId: 'getNote',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: {
          200: {
            description: 'The note.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Note: {
        type: 'object',
        required: ['text'],
        properties: { id: { type: 'integer', readOnly: true }, text: { type: 'string', maxLength: 20 } },
      },
    },
  },
};

let folder: string;
let file: string;
const running: RunningMock[] = [];
const start = async (options: StartMockOptions = {}, document: string | object = NOTES): Promise<RunningMock> => {
  const mock = await startMock(document, { count: 3, ...options });
  running.push(mock);
  return mock;
};
const post = (url: string, text: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/notes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ text }),
  });
const count = async (url: string, headers: Record<string, string> = {}): Promise<number> =>
  ((await (await fetch(`${url}/notes`, { headers })).json()) as unknown[]).length;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'start-mock-'));
  file = path.join(folder, 'notes.json');
  writeFileSync(file, JSON.stringify(NOTES));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((mock) => mock.stop()));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each<[string, () => string | object]>([
  ['the path of a document', () => file],
  ['a document as an object', () => NOTES],
  ['a loaded document', () => loadSpec(file)],
])('%s is served on a free port', async (_title, document) => {
  const mock = await start({}, document());
  expect(mock.url).toBe(`http://127.0.0.1:${mock.port}`);
  expect(await count(mock.url)).toBe(3);
});

test('a reset forgets data, rules and journal', async () => {
  const mock = await start();
  mock.rules.add({ match: { operation: 'createNote' }, times: 1, then: { status: 503 } });
  expect((await post(mock.url, 'a')).status).toBe(503);
  expect((await post(mock.url, 'b')).status).toBe(201);
  expect(Array.from(mock.journal.entries(), ({ response }) => response.status)).toEqual([503, 201]);
  mock.rules.add({ match: {}, then: { status: 500 } });
  await mock.reset();
  expect([...mock.journal.entries()]).toEqual([]);
  expect(mock.rules.list()).toEqual([]);
  expect(await count(mock.url)).toBe(3);
});

test('a session has data, rules and a journal of its own, by URL and by header', async () => {
  const mock = await start();
  const anna = mock.session('anna');
  anna.rules.add({ match: { path: '/notes/{id}' }, then: { status: 418 } });
  expect((await post(anna.url, 'hers')).status).toBe(201);
  expect([await count(anna.url), await count(mock.url, anna.headers), await count(mock.url)]).toEqual([4, 4, 3]);
  expect((await fetch(`${anna.url}/notes/1`)).status).toBe(418);
  expect([...anna.journal.entries()]).toHaveLength(4);
  await anna.reset();
  expect([await count(anna.url), [...mock.journal.entries()].length]).toEqual([3, 1]);
  expect(() => mock.session('no name')).toThrow('must be 1 to 64 letters');
});

describe('state', () => {
  test('records are read and replaced as plain objects', async () => {
    const mock = await start();
    await mock.state.set({ notes: [{ id: 7, text: 'mine' }] });
    expect(await mock.state.get('notes')).toEqual([{ id: 7, text: 'mine' }]);
    expect(await (await fetch(`${mock.url}/notes/7`)).json()).toEqual({ id: 7, text: 'mine' });
    expect((await mock.state.export()).resources).toEqual({ notes: [{ id: 7, text: 'mine' }] });
  });

  test('a record that does not fit is refused with its place, and nothing changes', async () => {
    const mock = await start();
    const before = await mock.state.get('notes');
    const wrong = mock.state.set({ notes: [{ id: 1, text: 'much too long for any note' }] });
    await expect(wrong).rejects.toThrow(/resources\.notes\[0\]\.text must be at most 20 characters/);
    expect(await mock.state.get('notes')).toEqual(before);
  });

  test('an unknown resource is told with those that there are', async () => {
    const mock = await start();
    await expect(mock.state.get('note')).rejects.toThrow('There is no resource "note". The document has: notes.');
  });
});

test('what serve can do: drifts, data in a file, the inspector', async () => {
  const persist = path.join(folder, 'data.json');
  const mock = await start({ drift: 'response.text:missing', persist });
  expect(await (await fetch(`${mock.url}/notes/1`)).json()).not.toHaveProperty('text');
  expect((await fetch(`${mock.url}/__admin/`)).status).toBe(200);
  await post(mock.url, 'kept');
  await mock.stop();
  expect(readFileSync(persist, 'utf8')).toContain('kept');
  expect((await fetch(`${(await start({ admin: false })).url}/__admin/`)).status).toBe(404);
});

test('faults of the document are told', async () => {
  const told: string[] = [];
  const faulty = {
    ...NOTES,
    paths: { ...NOTES.paths, '/broken': { get: { responses: { 200: { $ref: '#/nowhere' } } } } },
  };
  await start({ warn: (message) => told.push(message) }, faulty);
  expect(told.join()).toContain('#/nowhere');
});

test('tls serves HTTPS', async () => {
  const tls = selfSignedCertificate();
  const secure = await startMock(NOTES, { count: 3, tls });
  expect(secure.url).toMatch(/^https:/);
  const [answer] = (await once(get(`${secure.url}/notes`, { ca: tls.cert, agent: false }), 'response')) as [
    IncomingMessage,
  ];
  expect(answer.resume().statusCode).toBe(200);
  await secure.stop();
});
