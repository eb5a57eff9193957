import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createMock, type Mock, type MockOptions } from '../../mock/create-mock';
import { parseSpec } from '../../openapi/load-spec';
import type { RequestLogEntry } from '../http/request-log';
import { NOTES, type Send, sender } from '../notes.test-support';
import { type RunningServer, startServer } from '../start-server';
import { createUpstream, type Upstream } from './create-upstream';
import { type RealApi, startRealApi } from './real-api.test-support';

const WRONG = 'default: { description: wrong, content: { application/problem+json: { schema: { type: object } } } }';
const REFUSING = NOTES.replace('        "201": {', `        ${WRONG}\n        "201": {`).replace(
  'operationId: getNote, responses: {',
  `operationId: getNote, responses: { ${WRONG},`,
);
const SECURED = NOTES.replace(
  'components:',
  `security: [{ Token: [] }]
components:
  securitySchemes:
    Token: { type: oauth2, flows: { clientCredentials: { tokenUrl: /oauth2/token, scopes: {} } } }
    Key: { type: apiKey, in: header, name: X-Api-Key }`,
);

let real: RealApi;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: { readonly line: string; readonly headers: IncomingMessage['headers']; readonly body: string }[];
let mock: Mock;
let server: RunningServer;
let upstream: Upstream;
let send: Send;
let log: RequestLogEntry[];

beforeEach(async () => {
  asked = [];
  log = [];
  answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', vary: 'Accept' }).end('{"id":1,"text":"real"}');
  };
  real = await startRealApi(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    asked.push({ line: `${method} ${url}`, headers, body: Buffer.concat(chunks).toString() });
    answer(request, response);
  });
});
afterEach(async () => {
  upstream.close();
  await server.close(0);
  await real.stop();
});

async function start(options: Partial<MockOptions> = {}, only: readonly string[] = []): Promise<void> {
  mock = createMock({ spec: parseSpec(NOTES), count: 5, admin: { host: '127.0.0.1' }, ...options });
  const url = new URL(real.url);
  const logins = (options.auth?.mode ?? 'off') !== 'off';
  upstream = createUpstream(mock, { url, only, logins });
  server = await startServer(mock, { port: 0, passThrough: upstream.passThrough, log: (entry) => log.push(entry) });
  send = sender(server.url);
}

const lines = (): string[] => asked.map(({ line }) => line);
const journal = async () => (await send('GET /__admin/journal')).json.exchanges;

describe('what is answered here never leaves', () => {
  test('the next creates answer 503, then they go through', async () => {
    await start({}, ['createNote']);
    mock.rules.add({ match: { operation: 'createNote' }, times: 2, then: { status: 503 } });
    answer = (_request, response) => {
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":1,"text":"real"}');
    };
    const statuses: number[] = [];
    for (const text of ['a', 'b', 'c']) statuses.push((await send('POST /notes', { text })).status);
    expect(statuses).toEqual([503, 503, 201]);
    expect(asked.map(({ body }) => body)).toEqual(['{"text":"c"}']);
    expect(log.map(({ note }) => note)).toEqual(['rule 1', 'rule 1', 'real API']);
    const told = await journal();
    expect(told.map(({ note, request }: { note: string; request: { body: unknown } }) => [note, request.body])).toEqual(
      [
        ['real API', { text: 'c' }],
        ['rule 1', { text: 'b' }],
        ['rule 1', { text: 'a' }],
      ],
    );
    expect(told[1]).not.toHaveProperty('deviations');
  });

  test('rules see the body, which goes on whole', async () => {
    await start({}, ['createNote']);
    mock.rules.add({ match: { body: { 'tags[0]': 'bad' } }, then: { status: 409, headers: { 'X-Why': 'rule' } } });
    expect((await send('POST /notes', { text: 'a', tags: ['bad'] })).status).toBe(409);
    expect((await send('POST /notes', { text: 'a', tags: ['good'] })).status).toBe(200);
    const long = `"${'x'.repeat(3_000_000)}"`;
    const reply = await new Promise<IncomingMessage>((resolve) => {
      const request = httpRequest(`${server.url}/notes`, { method: 'POST' }, resolve);
      request.write(long);
      request.end();
    });
    expect(reply.resume().statusCode).toBe(200);
    expect(asked.map(({ body }) => body.length)).toEqual(['{"text":"a","tags":["good"]}'.length, long.length]);
  });

  test('a preference for a status, an example or a made-up body, also for the usual status', async () => {
    await start({ spec: parseSpec(REFUSING) }, ['getNote', 'createNote', '/extra']);
    for (const [line, prefer, status] of [
      ['GET /notes/1', 'code=404', 404],
      ['GET /notes/1', 'code=200', 200],
      ['GET /notes/1', 'dynamic=true', 200],
      ['GET /extra', 'code=503', 503],
      ['GET /extra', 'code=200', 400],
    ] as const) {
      const reply = await send(line, undefined, { prefer });
      expect([line, prefer, reply.status]).toEqual([line, prefer, status]);
      expect(reply.text).not.toContain('real');
    }
    expect(asked).toEqual([]);
  });

  test('a forced 400 has the violations of the body that was sent', async () => {
    await start({ spec: parseSpec(REFUSING) }, ['createNote']);
    const { text } = await send('POST /notes', { text: 7 }, { prefer: 'code=400' });
    expect(text).toContain('must be a string');
    expect((await journal())[0].request.body).toEqual({ text: 7 });
  });

  test('chaos fails some and holds back others', async () => {
    await start({ chaos: { failRate: 0.5, failWith: [502], delay: { min: 1, max: 2 } }, seed: 3 });
    const statuses: number[] = [];
    for (let index = 0; index < 12; index++) statuses.push((await send('GET /extra')).status);
    expect(new Set(statuses)).toEqual(new Set([200, 502]));
    expect(asked).toHaveLength(statuses.filter((status) => status === 200).length);
  });

  test('the session of the request has rules of its own, and the path stays in it', async () => {
    await start({}, ['getNote', 'createNote']);
    mock.sessions.session('anna').rules.add({ match: {}, then: { status: 201, body: { id: 7, text: 'ruled' } } });
    expect((await send('GET /notes/1')).json.text).toBe('real');
    const reply = await send('POST /~anna/notes', { text: 'a' });
    expect([reply.status, reply.headers.get('location')]).toEqual([201, '/~anna/notes/7']);
  });

  test.each(['hang', 'reset'] as const)('%s: the client waits in vain, and nobody is asked', async (fail) => {
    await start();
    mock.rules.add({ match: { path: '/extra' }, then: { fail } });
    await expect(fetch(`${server.url}/extra`, { signal: AbortSignal.timeout(100) })).rejects.toThrow();
    expect(asked).toEqual([]);
  });
});

describe('what goes through goes through whole', () => {
  test('a delay holds it back, and the answer says so', async () => {
    await start();
    const prefer = 'return=minimal; a=b, delay=20, handling=strict';
    const { headers, text } = await send('GET /extra', undefined, { prefer });
    expect(text).toContain('real');
    expect([headers.get('preference-applied'), headers.get('vary')]).toEqual(['delay=20', 'Accept, Origin, Prefer']);
    expect(asked[0]!.headers.prefer).toBe('return=minimal; a=b, handling=strict');
    expect(log[0]!.note).toMatch(/^prefer delay=20, real API/);
  });

  test.each([
    ['return=minimal, respond-async', 'return=minimal, respond-async'],
    ['delay=1', undefined],
  ])('Prefer: %s is there %s', async (prefer, there) => {
    await start();
    await send('GET /extra', undefined, { prefer });
    expect(asked[0]!.headers.prefer).toBe(there);
  });

  test('header fields that a rule adds', async () => {
    await start();
    mock.rules.add({ match: {}, then: { headers: { 'X-Rule': '1', 'Content-Type': 'text/plain' }, delay: 1 } });
    const { headers } = await send('GET /extra');
    expect([headers.get('x-rule'), headers.get('content-type')]).toEqual(['1', 'text/plain']);
  });

  test.each<[string, Record<string, string>]>([
    ['of known length', { 'content-length': '22' }],
    ['of unknown length', {}],
  ])('truncate and malformed break an answer %s', async (_name, headers) => {
    await start();
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', ...headers });
      response.write('{"id":1,');
      setTimeout(() => response.end('"text":"real"}'), 20);
    };
    mock.rules.add({ match: {}, times: 1, then: { fail: 'truncate' } });
    mock.rules.add({ match: {}, times: 1, then: { fail: 'malformed' } });
    await expect(fetch(`${server.url}/extra`).then((response) => response.text())).rejects.toThrow('terminated');
    expect(await (await fetch(`${server.url}/extra`)).text()).toBe('{"id":1,"text":"real",');
    expect(await (await fetch(`${server.url}/extra`)).text()).toBe('{"id":1,"text":"real"}');
    expect(log.map(({ note }) => note.split(', real API')[0])).toEqual([
      'rule 1',
      'rule 2: malformed',
      expect.any(String),
    ]);
    expect(asked[1]!.headers['accept-encoding']).toBe('identity');
  });

  test('an answer without a body cannot be cut short: the connection is reset', async () => {
    await start();
    answer = (_request, response) => response.writeHead(204).end();
    mock.rules.add({ match: {}, times: 1, then: { fail: 'truncate' } });
    await expect(fetch(`${server.url}/extra`)).rejects.toThrow();
    expect((await fetch(`${server.url}/extra`)).status).toBe(204);
  });

  test('what the real API did not answer stands in the journal, too', async () => {
    await start();
    await real.stop();
    expect((await send('GET /extra')).status).toBe(502);
    const [told] = await journal();
    expect([told.status, told.note]).toEqual([502, 'no answer of the real API: nobody listens there']);
  });
});

describe('logins', () => {
  const strict = { mode: 'strict', clients: [{ id: 'app', secret: 'hush' }], apiKeys: ['known'] } as const;
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
  const login = async (client: string): Promise<string> =>
    (await send('POST /oauth2/token', `grant_type=client_credentials&${client}`, FORM)).json.access_token;

  test('are checked first, and tokens of the mock are none of the real API', async () => {
    await start({ spec: parseSpec(SECURED), auth: strict }, ['getNote']);
    const refused = await send('GET /notes/1');
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Notes"']);
    expect(asked).toEqual([]);
    const authorization = `Bearer ${await login('client_id=app&client_secret=hush')}`;
    expect((await send('GET /notes/1', undefined, { authorization, 'x-api-key': 'known' })).json.text).toBe('real');
    expect(asked[0]!.headers).not.toHaveProperty('authorization');
    expect(asked[0]!.headers['x-api-key']).toBe('known');
  });

  test('what is checked by presence goes on, but for what is known for development only', async () => {
    await start({ spec: parseSpec(SECURED), auth: { mode: 'presence' } }, ['getNote', '/extra']);
    await send('GET /notes/1', undefined, { authorization: 'Bearer theirs', 'x-api-key': 'mock-key' });
    await send('GET /extra', undefined, { authorization: `Basic ${btoa('mock-client:mock-secret')}` });
    expect(asked.map(({ headers }) => [headers.authorization, headers['x-api-key']])).toEqual([
      ['Bearer theirs', undefined],
      [undefined, undefined],
    ]);
  });

  test('the token endpoint stays here where logins are checked, and only there', async () => {
    await start({ spec: parseSpec(SECURED), auth: strict });
    expect(await login('client_id=app&client_secret=hush')).toEqual(expect.any(String));
    expect(lines()).toEqual([]);
    upstream.close();
    await server.close(0);
    await start({ spec: parseSpec(SECURED) });
    await login('client_id=app&client_secret=hush');
    expect(lines()).toEqual(['POST /oauth2/token']);
  });
});
