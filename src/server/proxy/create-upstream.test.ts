import { get, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createMock, type Mock } from '../../mock/create-mock';
import { parseSpec } from '../../openapi/load-spec';
import type { RequestLogEntry } from '../http/request-log';
import { NOTES, type Send, sender } from '../notes.test-support';
import { type RunningServer, startServer } from '../start-server';
import { checkUpstreamNames, createUpstream, type Upstream, type UpstreamOptions } from './create-upstream';
import { type RealApi, startRealApi } from './real-api.test-support';

let real: RealApi;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: IncomingMessage[];
let mock: Mock;
let server: RunningServer;
let upstream: Upstream;
let send: Send;
let log: RequestLogEntry[];

beforeEach(async () => {
  asked = [];
  log = [];
  answer = (_request, response) => response.end('real');
  real = await startRealApi((request, response) => {
    asked.push(request);
    answer(request, response);
  });
});
afterEach(async () => {
  upstream.close();
  await server.close(0);
  await real.stop();
});

test('the first page of the real API is its own, for browsers as well', async () => {
  await start();
  const page = await fetch(`${server.url}/`, { headers: { accept: 'text/html' } });
  expect(await page.text()).toBe('real');
});

async function start(options: Partial<UpstreamOptions> & { readonly path?: string } = {}): Promise<void> {
  mock = createMock({ spec: parseSpec(NOTES), count: 5, admin: { host: '127.0.0.1' } });
  upstream = createUpstream(mock, { url: new URL(`${real.url}${options.path ?? ''}`), ...options });
  server = await startServer(mock, { port: 0, passThrough: upstream.passThrough, log: (entry) => log.push(entry) });
  send = sender(server.url);
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  answer = (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
};

describe('what is passed on', () => {
  test('what the document lacks, when nothing is named', async () => {
    await start();
    expect((await send('GET /extra?a=1')).text).toBe('real');
    expect((await send('PATCH /notes/1', {})).text).toBe('real');
    expect((await send('GET /notes')).json.total).toBe(5);
    expect((await send('GET /healthz')).json).toEqual({ status: 'ok' });
    expect((await send('GET /__admin/health')).status).toBe(200);
    expect((await send('GET /~a%20b/extra')).status).toBe(400);
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /extra?a=1', 'PATCH /notes/1']);
  });

  test.each([
    ['/../admin', '/base/admin'],
    ['/x/../../admin?a=..', '/base/admin?a=..'],
    ['/x/%2e%2E/%2e/admin', '/base/admin'],
    ['/x/..\\..\\admin', '/base/admin'],
    ['/base/../admin', '/base/admin'],
    ['/a..b/...', '/base/a..b/...'],
  ])('%s stays below the base of the real API: %s', async (path, target) => {
    await start({ path: '/base' });
    // Clients of a higher level take the dots out themselves.
    await new Promise((resolve) => httpRequest({ port: server.port, host: '127.0.0.1', path }, resolve).end());
    expect(asked.map(({ url }) => url)).toEqual([target]);
  });

  test('else only what is named, operations as well as paths', async () => {
    await start({ only: ['getNote', '/extra/*'] });
    json(200, { id: 1, text: 'real' });
    for (const path of ['/notes/1', '/v1/notes/2', '/extra/a', '/~anna/notes/3']) {
      expect((await send(`GET ${path}`)).json.text).toBe('real');
    }
    expect((await send('GET /extra/a/b')).status).toBe(404);
    expect((await send('GET /notes')).json.total).toBe(5);
    expect(asked.map(({ url }) => url)).toEqual(['/notes/1', '/v1/notes/2', '/extra/a', '/notes/3']);
  });

  test('a name that means nothing is refused', () => {
    expect(() => checkUpstreamNames(parseSpec(NOTES), ['getNotes'])).toThrow(
      '"getNotes" is neither a path nor an operation of the document, which has listNotes, createNote',
    );
  });

  test.each([
    ['/v1', '/extra', '/v1/extra'],
    ['/v1', '/v1/extra', '/v1/extra'],
    ['/v1/', '/v10/extra', '/v1/v10/extra'],
  ])('with the path %s, %s is %s there', async (path, here, there) => {
    await start({ path });
    await send(`GET ${here}`);
    expect(asked[0]!.url).toBe(there);
  });
});

describe('how it is passed on', () => {
  test('fields about one connection stay there, all others go through', async () => {
    await start();
    answer = (_request, response) => {
      response.writeHead(201, [
        ...['Set-Cookie', 'a=1; Domain=example.com; Path=/', 'Set-Cookie', 'b=2'],
        ...['Connection', 'x-private', 'X-Private', '1', 'X-Public', '2', 'Location', `${real.url}/extra/7?a=1`],
      ]);
      response.end('made');
    };
    const headers = {
      authorization: 'Bearer abc',
      connection: 'keep-alive, x-hop',
      'x-hop': '1',
      'x-mock-session': 'anna',
    };
    const reply = await new Promise<IncomingMessage>((resolve) => {
      httpRequest(`${server.url}/extra`, { method: 'POST', headers: { ...headers, 'x-own': 'ä' } }, resolve).end(
        Buffer.from('body'),
      );
    });
    expect(asked[0]!.headers).toMatchObject({ authorization: 'Bearer abc', 'x-own': 'ä', host: real.url.slice(7) });
    for (const name of ['x-hop', 'x-mock-session']) expect(asked[0]!.headers).not.toHaveProperty(name);
    expect(reply.statusCode).toBe(201);
    expect(reply.headers).toMatchObject({
      'set-cookie': ['a=1; Path=/', 'b=2'],
      'x-public': '2',
      location: '/extra/7?a=1',
      'access-control-allow-origin': '*',
    });
    expect(reply.headers).not.toHaveProperty('x-private');
    reply.resume();
  });

  test('a session of the path stays in it', async () => {
    await start();
    json(201, {}, { location: '/extra/7' });
    expect((await send('POST /~anna/extra', {})).headers.get('location')).toBe('/~anna/extra/7');
    expect(asked[0]!.url).toBe('/extra');
    expect((await send('GET /~anna/__admin/journal/count')).json.count).toBe(1);
    expect((await send('GET /__admin/journal/count')).json.count).toBe(0);
  });

  test('long bodies pass whole in both directions, of known and of unknown length', async () => {
    await start();
    answer = (request, response) => request.pipe(response);
    const body = 'ä'.repeat(3_000_000);
    expect((await send('POST /extra', body)).text).toBe(body);
    expect(asked[0]!.headers['content-length']).toBe('6000000');
    const reply = await fetch(`${server.url}/extra`, {
      method: 'PUT',
      body: new Blob([body]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(await reply.text()).toBe(body);
    expect(asked[1]!.headers['transfer-encoding']).toBe('chunked');
  });

  test('a stream arrives bit by bit, and its end at the client is its end there', async () => {
    await start();
    let isGone!: () => void;
    const gone = new Promise<void>((resolve) => {
      isGone = resolve;
    });
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
      response.on('close', isGone);
    };
    const reply = await new Promise<IncomingMessage>((resolve) => get(`${server.url}/extra`, resolve));
    const first = await new Promise((resolve) => reply.once('data', (chunk) => resolve(String(chunk))));
    expect(first).toBe('data: 1\n\n');
    reply.destroy();
    await gone;
  });

  test('HEAD, an empty answer and a redirect are what they are', async () => {
    await start();
    answer = (request, response) => {
      const status = request.url === '/none' ? 204 : request.url === '/elsewhere' ? 302 : 200;
      response.writeHead(status, status === 302 ? { location: 'https://other.example/x' } : {});
      response.end(request.url === '/head' ? 'body' : undefined);
    };
    expect(await send('HEAD /head')).toMatchObject({ status: 200, text: '' });
    expect(await send('GET /none')).toMatchObject({ status: 204, text: '' });
    expect((await send('GET /elsewhere')).headers.get('location')).toBe('https://other.example/x');
  });

  test('a preflight is answered here', async () => {
    await start();
    const headers = {
      origin: 'http://app',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'x-a',
    };
    const reply = await send('OPTIONS /extra', undefined, headers);
    expect(reply.status).toBe(204);
    expect(reply.headers.get('access-control-allow-headers')).toBe('x-a');
    expect(reply.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(asked).toEqual([]);
  });

  test('nobody there is a 502, no answer in time a 504, a broken one a broken connection', async () => {
    await start({ timeout: 100 });
    answer = () => {};
    expect(await send('GET /extra')).toMatchObject({
      status: 504,
      json: { detail: expect.stringContaining('within 0.1 s') },
    });
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setTimeout(() => response.destroy(), 20);
    };
    await expect(send('GET /extra')).rejects.toThrow();
    await real.stop();
    const refused = await send('GET /extra');
    expect(refused).toMatchObject({ status: 502, json: { title: 'Bad Gateway', status: 502 } });
    expect(refused.json.detail).toBe(`The real API at ${real.url} gave no answer: nobody listens there.`);
    expect(log.at(-1)).toMatchObject({ status: 502, note: 'no answer of the real API: nobody listens there' });
  });
});

describe('what deviates from the document', () => {
  const deviations = async (): Promise<string[]> =>
    (await send('GET /__admin/journal?limit=1')).json.exchanges[0].deviations;

  test.each<[string, string, unknown, number, unknown, Record<string, string>, string[]]>([
    ['nothing', 'GET /notes/1', undefined, 200, { id: 1, text: 'a' }, {}, []],
    [
      'the body',
      'GET /notes/1',
      undefined,
      200,
      { id: 'x' },
      {},
      ['response body: text is required', 'response body: id must'],
    ],
    ['the status', 'GET /notes/1', undefined, 418, {}, {}, ['response status: 418 is not documented']],
    ['the type', 'GET /notes/1', undefined, 200, {}, { 'content-type': 'text/html' }, ['text/html is not documented']],
    ['the request', 'POST /notes', { text: '' }, 201, { id: 1, text: 'a' }, {}, ['request body: text must']],
    ['the query', 'GET /notes?limit=x', undefined, 200, { items: [], total: 0 }, {}, ['request query: limit must']],
    ['the path', 'GET /nowhere', undefined, 200, {}, {}, ['GET of this path is not documented']],
  ])('%s: %s', async (_name, line, body, status, reply, headers, expected) => {
    await start({ only: ['getNote', 'createNote', 'listNotes', '/nowhere'] });
    json(status, reply, headers);
    expect((await send(line, body)).status).toBe(status);
    expect(await deviations()).toEqual(expected.map((text) => expect.stringContaining(text)));
    const count = expected.length === 1 ? '1 deviation' : `${expected.length} deviations`;
    expect(log[0]!.note).toMatch(expected.length === 0 ? /^real API$/ : new RegExp(`^real API, ${count}: `));
  });

  test('a body with a content coding is compared, and passes as it is', async () => {
    await start({ only: ['getNote'] });
    const body = gzipSync('{"id":"x","text":"a"}');
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body);
    };
    const reply = await new Promise<IncomingMessage>((resolve) => get(`${server.url}/notes/1`, resolve));
    const chunks: Buffer[] = [];
    for await (const chunk of reply) chunks.push(chunk);
    expect(Buffer.concat(chunks)).toEqual(body);
    expect(await deviations()).toEqual(['response body: id must be a whole number']);
  });

  test('credentials are masked in the journal', async () => {
    await start();
    json(200, { access_token: 'real-token' }, { 'set-cookie': 'sid=secret' });
    await send(
      'POST /token?api_key=key1',
      { client_secret: 'hush' },
      { authorization: 'Bearer abc', 'x-api-key': 'key2' },
    );
    expect(asked[0]!.headers).toMatchObject({ authorization: 'Bearer abc', 'x-api-key': 'key2' });
    const { text } = await send('GET /__admin/journal');
    expect(text).not.toMatch(/real-token|secret=|sid=|key1|key2|hush|abc/);
    expect(text).toContain('Bearer ***');
  });

  test('another document counts at once', async () => {
    await start();
    json(200, { id: 1, text: 'real' });
    await mock.reload({ spec: parseSpec(NOTES.replaceAll('/notes', '/memos')) });
    expect((await send('GET /notes/1')).json.text).toBe('real');
    expect((await send('GET /memos/1')).json.text).not.toBe('real');
  });
});
