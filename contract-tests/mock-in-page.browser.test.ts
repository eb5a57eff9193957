import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { createMock } from '../src/browser/index';
import { startChromium } from './chromium';

const HTML = '<!doctype html><script type="module">globalThis.mockInPage = await import("/index.mjs")</script>';
const folder = join(__dirname, '../dist/browser');

const note = {
  type: 'object',
  required: ['text'],
  properties: {
    id: { type: 'string', format: 'uuid', readOnly: true },
    text: { type: 'string', minLength: 1 },
    code: { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' },
    author: { type: 'string', examples: ['Anna Smith'] },
  },
};
const media = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { schema: note }]));
const answer = (name: string) => ({ description: 'The note.', content: media(name) });
const problem = { description: 'Refused.', content: { 'application/problem+json': { schema: { type: 'object' } } } };
const list = { type: 'array', items: note };
const document = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      get: {
        responses: {
          200: {
            description: 'Notes.',
            headers: { ETag: { schema: { type: 'string' } } },
            content: { 'application/json': { schema: list } },
          },
          304: { description: 'As before.' },
        },
      },
      post: {
        requestBody: { required: true, content: media('application/json', 'application/xml', 'multipart/form-data') },
        responses: { 201: answer('application/json'), 422: problem },
      },
    },
    '/notes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        responses: {
          200: { description: 'It.', content: media('application/json', 'application/yaml') },
          404: problem,
        },
      },
    },
  },
};

let server: Server;
let browser: Browser;
let page: Page;
const requested: string[] = [];

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    requested.push(url);
    if (!url.endsWith('.mjs')) return response.writeHead(200, { 'content-type': 'text/html' }).end(HTML);
    return response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(join(folder, url)));
  }).listen(0, '127.0.0.1');
  browser = await startChromium();
});
afterAll(async () => {
  await browser.close();
  server.close();
});
beforeEach(async () => {
  requested.length = 0;
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => 'mockInPage' in globalThis);
});
afterEach(() => page.close());

type InPage = { mockInPage: { createMock: typeof createMock } };
type Asked = readonly [method: string, path: string, headers?: Record<string, string>, body?: string];

/** Creates a mock in the page and asks it one after another; `{id}` is the id of the first note. */
const ask = (source: string | object, options: object, ...requests: Asked[]) =>
  page.evaluate(
    async ([source, options, requests]) => {
      const { mock } = await (globalThis as unknown as InPage).mockInPage.createMock(source, options);
      const send = async ([method, path, headers = {}, body]: Asked) => {
        const bytes = body === undefined ? {} : { body: new TextEncoder().encode(body) };
        const answered = await mock.handle({ method, path, query: '', headers, ...bytes });
        const text = typeof answered.body === 'string' ? answered.body : new TextDecoder().decode(answered.body);
        return { status: answered.status, headers: answered.headers as Record<string, string | undefined>, text };
      };
      const first = JSON.parse((await send(['GET', '/notes'])).text)[0]?.id;
      const answers = [];
      for (const [method, path, ...rest] of requests)
        answers.push(await send([method, path.replace('{id}', first), ...rest]));
      return answers;
    },
    [source, options, requests] as const,
  );

const yaml = `openapi: 3.1.0
info: { title: Notes, version: '1' }
paths:
  /notes:
    get: { responses: { '200': { description: Notes., content: { application/json: { schema: { type: array, items: { type: object, properties: { id: { type: integer } } } } } } } } }
`;

test('a document in YAML is read, and the parsers are loaded for it', async () => {
  const [answered] = await ask(yaml, { count: 4 }, ['GET', '/notes']);
  expect([answered!.status, JSON.parse(answered!.text).length]).toEqual([200, 4]);
  expect(requested.filter((url) => /yaml/.test(url))).toHaveLength(2);
});

test('a document in JSON without patterns loads the engine and one language', async () => {
  const plain = JSON.parse(
    JSON.stringify(document).replaceAll(/"pattern":"[^"]*"|xml|yaml/g, (found) =>
      found.startsWith('"') ? '"title":"Code"' : 'x',
    ),
  );
  await ask(plain, { locale: 'fr' }, ['GET', '/notes']);
  expect(
    requested
      .flatMap((url) => /\/(\w[\w-]*?)-[A-Z0-9]{8}\.mjs$/.exec(url)?.[1] ?? [])
      .filter((name) => name !== 'chunk'),
  ).toEqual(['fr']);
});

test.each([
  ['JSON', 'application/json', '{"text":"a"}', 201],
  ['XML', 'application/xml', '<note><text>a</text></note>', 201],
  [
    'a form',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\né\r\n--x--\r\n',
    201,
  ],
  ['too little', 'application/json', '{}', 422],
  ['no JSON', 'application/json', '{', 422],
])('a body: %s', async (_title, type, body, status) => {
  const [answered] = await ask(document, { count: 3 }, ['POST', '/notes', { 'content-type': type }, body]);
  expect([answered!.status, answered!.text]).toEqual([
    status,
    expect.stringContaining(status === 201 ? '"text"' : '"title"'),
  ]);
});

test('patterns, conditions and other media types work as in Node', async () => {
  const [listed, again] = await ask(
    document,
    { count: 3 },
    ['GET', '/notes'],
    ['GET', '/notes', { 'if-none-match': '*' }],
  );
  for (const { code } of JSON.parse(listed!.text) as { code?: string }[])
    expect(code ?? 'ABC-1234').toMatch(/^[A-Z]{3}-\d{4}$/);
  expect([listed!.headers.etag, again!.status]).toEqual([expect.stringMatching(/^"\S+"$/), 304]);
  const [written, missing] = await ask(
    document,
    {},
    ['GET', '/notes/{id}', { accept: 'application/yaml' }],
    ['GET', '/notes/none'],
  );
  expect([written!.headers['content-type'], written!.text, missing!.status]).toEqual([
    'application/yaml',
    expect.stringContaining('\ntext: '),
    404,
  ]);
});
