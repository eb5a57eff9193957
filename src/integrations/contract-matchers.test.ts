import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { parseSpec } from '../openapi/load-spec';
import { contractMatchers } from './contract-matchers';
import './jest';

const spec = parseSpec({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  servers: [{ url: 'https://api.test/v1' }],
  paths: {
    '/notes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        responses: {
          200: {
            description: 'The note.',
            headers: { 'X-Rate': { required: true, schema: { type: 'integer' } } },
            content: {
              'application/json': {
                schema: { type: 'object', required: ['text'], properties: { text: { type: 'string', maxLength: 5 } } },
              },
            },
          },
        },
      },
      delete: { responses: { 204: { description: 'Gone.' } } },
    },
  },
});

expect.extend(contractMatchers(spec));

/** Answers what the query asks for: a status, a media type, a body, no header field. */
const server: Server = createServer((incoming, response) => {
  const query = new URL(incoming.url!, 'http://x').searchParams;
  response.statusCode = Number(query.get('status') ?? 200);
  response.setHeader('content-type', query.get('type') ?? 'application/json');
  if (!query.has('bare')) response.setHeader('x-rate', '7');
  response.end(query.get('body') ?? '{"text":"a"}');
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const faultsOf = async (value: unknown, options = {}): Promise<string> => {
  const { pass, message } = await contractMatchers(spec).toMatchContract(value, options);
  return pass ? '' : message();
};

const CASES: readonly (readonly [title: string, path: string, fault: string])[] = [
  ['what the document promises', '/notes/7', ''],
  ['the path of a server', '/v1/notes/7?x=1', ''],
  ['the session of a mock', '/~anna/notes/7', ''],
  ['an unknown path', '/note/7', '/note/7 is no path of the document'],
  ['an undocumented status', '/notes/7?status=418', 'answers status 418, which is not documented'],
  ['another media type', '/notes/7?type=text/html', 'answers text/html instead of application/json'],
  ['a body that breaks its schema', '/notes/7?body={"text":"123456"}', 'text must be at most 5 characters'],
  ['a body that is no JSON', '/notes/7?body={', 'JSON'],
  ['a required header field that is missing', '/notes/7?bare=1', 'x-rate'],
];

/** Responses as each client gives them. */
const clients: readonly (readonly [name: string, ask: (path: string) => Promise<unknown>])[] = [
  ['fetch', (path) => fetch(url + path)],
  ['supertest', async (path) => await request(server).get(path).buffer(true).parse(textParser)],
  [
    'axios',
    async (path) => {
      const answer = await fetch(url + path);
      const headers = Object.fromEntries(answer.headers);
      const text = await answer.text();
      const config = { method: 'get', baseURL: `${url}/`, url: path };
      return { status: answer.status, headers: { toJSON: () => headers }, data: parsed(text), config };
    },
  ],
  [
    'Playwright',
    async (path) => {
      const answer = await fetch(url + path);
      const body = Buffer.from(await answer.arrayBuffer());
      const headers = Object.fromEntries(answer.headers);
      return { status: () => answer.status, url: () => url + path, headers: () => headers, body: async () => body };
    },
  ],
];

describe.each(clients)('a response of %s', (_name, ask) => {
  test.each(CASES)('with %s', async (_title, path, fault) => {
    const faults = await faultsOf(await ask(path));
    if (fault === '') expect(faults).toBe('');
    else expect(faults.toLowerCase()).toContain(fault.toLowerCase());
  });
});

describe('the method', () => {
  test('is told by supertest', async () => {
    expect(await faultsOf(await request(server).put('/notes/7'))).toContain(
      'PUT is no method of /notes/{id}, which has GET, DELETE',
    );
  });

  test('is given for fetch, and asked for where it is missing', async () => {
    const removed = await fetch(`${url}/notes/7?status=204`, { method: 'DELETE' });
    expect(await faultsOf(removed.clone(), { method: 'delete' })).toBe('');
    expect(await faultsOf(await fetch(`${url}/nothing`))).toContain("toMatchContract({ method: 'POST' })");
  });
});

test('it is a matcher: at once for a body that is there, a promise for one that is read', async () => {
  expect(await request(server).get('/notes/7')).toMatchContract();
  await expect(await fetch(`${url}/notes/7`)).toMatchContract();
  expect(await request(server).get('/nothing')).not.toMatchContract();
});

test('the place of the promise is told', async () => {
  const faults = await faultsOf(await fetch(`${url}/notes/7?body={}`));
  expect(faults).toMatch(/where {5}document.*#\/paths\/~1notes~1\{id\}\/get\/responses\/200/);
});

test.each<[string, () => Promise<unknown>, string]>([
  ['what is no response', async () => ({ text: 'a' }), 'takes a response of fetch, supertest, axios or Playwright'],
  [
    'a body that has been read',
    async () => {
      const response = await fetch(`${url}/notes/7`);
      await response.text();
      return response;
    },
    'has been read already',
  ],
])('%s is refused with a sentence', async (_title, make, sentence) => {
  const value = await make();
  expect(() => contractMatchers(spec).toMatchContract(value)).toThrow(sentence);
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Bodies that are no JSON are kept as text; supertest would refuse them. */
function textParser(response: unknown, done: (error: Error | null, body: unknown) => void): void {
  const stream = response as NodeJS.ReadableStream & { text?: string };
  let text = '';
  stream.on('data', (chunk) => (text += chunk));
  stream.on('end', () => {
    stream.text = text;
    done(null, parsed(text));
  });
}
