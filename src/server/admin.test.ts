// biome-ignore-all lint/suspicious/noThenProperty: a rule says what happens then.
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { createMock, type Mock, type MockOptions } from '../mock/create-mock';
import { parseSpec } from '../openapi/load-spec';
import { NOTES, type Send, serveNotes } from './notes.test-support';
import { type RunningServer, startServer } from './start-server';

let server: RunningServer;
let send: Send;
let mock: Mock;

const start = async (options: Partial<MockOptions> = {}): Promise<void> => {
  ({ mock, server, send } = await serveNotes(options));
};
beforeEach(() => start());
afterEach(() => server.close(0));

/** Like a program that says what it wants to in `Host` and `Origin`, which fetch does not. */
function ask(
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ status: number; headers: object; body: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port: server.port, host: '127.0.0.1', path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    });
    request.on('error', reject).end();
  });
}

describe('who may control the mock', () => {
  test.each([
    ['a page of another origin', { origin: 'https://evil.example' }, 403],
    ['a sandboxed page', { origin: 'null' }, 403],
    ['a page on another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['an image on a foreign page', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sister domain', { 'sec-fetch-site': 'same-site' }, 403],
    ['a name that was pointed at this machine', { host: 'evil.example:80' }, 403],
    ['its own page', { 'sec-fetch-site': 'same-origin' }, 200],
    ['an address that was typed', { 'sec-fetch-site': 'none' }, 200],
    ['localhost', { host: 'localhost:4010' }, 200],
    ['IPv6', { host: '[::1]:4010' }, 200],
  ])('%s: %j', async (_name, headers, status) => {
    const answer = await ask('/__admin/health', headers as unknown as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  test('its own page says its origin when it writes', async () => {
    const origin = { origin: server.url, 'content-type': 'application/json' };
    expect((await ask('/__admin/reset', origin, 'POST')).status).toBe(200);
    expect((await ask('/__admin/reset', { ...origin, origin: 'http://a' }, 'POST')).status).toBe(403);
  });

  test('a preflight of another origin gets no permission', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const answer = await ask('/__admin/reset', headers, 'OPTIONS');
    expect(answer).toMatchObject({ status: 403 });
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', undefined])(
    'a change must say that it is JSON, not %s',
    async (type) => {
      const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
      for (const line of ['POST /__admin/reset', 'DELETE /__admin/journal', 'PUT /__admin/state']) {
        const [method, path] = line.split(' ') as [string, string];
        expect(await ask(path, headers, method)).toMatchObject({ status: 415 });
      }
    },
  );

  test('with a token, nobody without it', async () => {
    await server.close(0);
    await start({ admin: { token: 'sesame', host: '127.0.0.1' } });
    const refused = await send('GET /__admin/health');
    expect(refused).toMatchObject({ status: 401, json: { type: '/problems/unauthorized' } });
    expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect((await send('GET /__admin/health', undefined, { authorization: 'Bearer sesam' })).status).toBe(401);
    expect((await send('GET /__admin/health', undefined, { authorization: 'Bearer sesame' })).status).toBe(200);
    expect((await send('GET /notes')).status).toBe(200);
  });

  describe('pages of an origin that is allowed by name', () => {
    const page = { origin: 'http://app.test:3000', 'sec-fetch-site': 'cross-site' };
    const permission = {
      'access-control-allow-origin': 'http://app.test:3000',
      'access-control-allow-credentials': 'true',
    };

    test.each<[string, string, string, Record<string, string>, number, object]>([
      ['with the token', 'GET', 'sesame', page, 200, permission],
      ['without the token', 'GET', 'sesame', { ...page, authorization: '' }, 401, permission],
      ['of another origin', 'GET', 'sesame', { ...page, origin: 'http://app.test:3001' }, 403, {}],
      ['asking for permission', 'OPTIONS', 'sesame', { ...page, authorization: '' }, 204, permission],
      ['where there is no token', 'GET', '', page, 403, {}],
    ])('%s', async (_title, method, token, headers, status, allowed) => {
      await server.close(0);
      const origins = ['http://app.test:3000'];
      await start({ admin: { host: '127.0.0.1', origins, ...(token !== '' && { token }) } });
      const asking = method === 'OPTIONS' ? { 'access-control-request-method': 'PUT' } : {};
      const answer = await ask(
        '/__admin/state',
        { authorization: `Bearer ${token}`, ...headers, ...asking } as unknown as Record<string, string>,
        method,
      );
      expect(answer.status).toBe(status);
      expect(answer.headers).toMatchObject(allowed);
      if (status === 403) expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    });
  });

  test('nobody, when there is no admin API', async () => {
    await server.close(0);
    server = await startServer(createMock({ spec: parseSpec(NOTES) }), { port: 0 });
    expect((await ask('/__admin/health', {})).status).toBe(404);
  });
});

test('what it answers is what its document says', async () => {
  expect((await send('GET /__admin/openapi.json')).json.info.title).toBe('Mock control');
  expect(await send('GET /__admin/nothing')).toMatchObject({ status: 404, json: { type: '/problems/not-found' } });
  expect((await send('GET /__adminx')).json.detail).toContain('/__adminx');
  expect((await send('PATCH /__admin/state', {})).headers.get('allow')).toBe('GET, HEAD, OPTIONS, PUT');
  expect((await send('POST /__admin/seed', { count: -1, seed: 'a' })).json.violations).toEqual([
    { property_path: 'seed', in: 'body', detail: 'Value must be a whole number.' },
    { property_path: 'count', in: 'body', detail: expect.any(String) },
  ]);
  expect((await send('GET /__admin/health')).json).toEqual({
    status: 'ok',
    document: { title: 'Notes', version: '1', source: 'document' },
    records: { notes: 5 },
    sessions: 0,
    journal: 1,
  });
  expect((await send('GET /~anna/__admin/health')).json).toMatchObject({ session: 'anna', sessions: 1 });
});

describe('data', () => {
  const total = async (): Promise<number> => (await send('GET /notes')).json.total;

  test('what is exported is imported again, ids that were given included', async () => {
    await send('POST /notes', { text: 'mine' });
    await send('DELETE /notes/6');
    await send('DELETE /notes/2');
    const { json: state } = await send('GET /__admin/state');
    expect(state.resources.notes.map(({ id }: { id: number }) => id)).toEqual([1, 3, 4, 5]);
    expect(state.last_numbers).toEqual({ notes: 6 });
    const imported = await send('PUT /~other/__admin/state', state);
    expect(imported).toMatchObject({ status: 200, json: { records: { notes: 4 } } });
    expect((await send('GET /~other/__admin/state')).json).toEqual(state);
    expect((await send('POST /~other/notes', { text: 'next' })).json.id).toBe(7);
    expect((await send('POST /~other/__admin/reset')).json).toEqual({ records: { notes: 5 } });
  });

  test('an import is checked as a whole; with one fault nothing is changed', async () => {
    const before = (await send('GET /__admin/state')).text;
    const notes = [{ id: 1, text: 'a' }, { id: 'x', text: '' }, { text: 'no id' }, { id: 1, text: 'again' }, 'b'];
    const { status, json } = await send('PUT /__admin/state', {
      resources: { notes: notes.slice(0, 4), things: [{}] },
    });
    expect(status).toBe(400);
    expect(json.violations.map((violation: { property_path: string }) => violation.property_path)).toEqual([
      'resources.notes[1].id',
      'resources.notes[1].text',
      'resources.notes[2].id',
      'resources.notes[3].id',
      'resources.things',
    ]);
    expect((await send('PUT /__admin/state', { resources: { notes } })).status).toBe(400);
    expect((await send('PUT /__admin/state', '{"resources":')).json.type).toBe('/problems/malformed-body');
    expect((await send('GET /__admin/state')).text).toBe(before);
  });

  test('an import may be larger than other bodies', async () => {
    const notes = Array.from({ length: 30_000 }, (_, index) => ({
      id: index + 1,
      text: 'a text of some length, forty',
    }));
    expect((await send('PUT /__admin/state', { resources: { notes } })).json).toEqual({ records: { notes: 30_000 } });
    expect((await send('POST /notes', { text: 'a'.repeat(1_200_000) })).status).toBe(413);
  });

  test('starting over with other records; a reset goes back to those', async () => {
    const first = (await send('GET /notes')).text;
    expect((await send('POST /__admin/seed', { seed: 9, count: 7 })).json).toEqual({ records: { notes: 7 } });
    const other = (await send('GET /notes')).text;
    expect(other).not.toBe(first);
    await send('DELETE /notes/1');
    await send('POST /__admin/reset');
    expect((await send('GET /notes')).text).toBe(other);
    expect((await send('GET /~anna/notes')).text).toBe(first);
    await send('POST /__admin/seed', {});
    expect((await send('GET /notes')).text).toBe(first);
  });

  test('snapshots come back as often as asked, and belong to their session', async () => {
    await send('POST /notes', { text: 'kept' });
    const taken = await send('PUT /__admin/snapshots/full');
    expect(taken).toMatchObject({ status: 201, json: { name: 'full', records: { notes: 6 } } });
    for (let round = 0; round < 2; round++) {
      await send('DELETE /notes/6');
      await send('DELETE /notes/1');
      expect((await send('POST /__admin/snapshots/full/restore')).json).toEqual({ records: { notes: 6 } });
      expect((await send('GET /notes/6')).json.text).toBe('kept');
    }
    expect((await send('GET /__admin/snapshots')).json).toHaveLength(1);
    expect((await send('GET /~anna/__admin/snapshots')).json).toEqual([]);
    expect((await send('POST /~anna/__admin/snapshots/full/restore')).status).toBe(404);
    expect((await send('PUT /__admin/snapshots/a%20b')).status).toBe(400);
    expect((await send('DELETE /__admin/snapshots/full')).status).toBe(204);
    expect((await send('DELETE /__admin/snapshots/full')).status).toBe(404);
  });

  test('a reset of all also forgets rules, snapshots and the journal', async () => {
    await send('POST /__admin/rules', { match: {}, then: { status: 503 } });
    await send('PUT /__admin/settings', { delay: '1' });
    await send('PUT /__admin/snapshots/a');
    await send('POST /__admin/seed', { count: 2 });
    await send('GET /notes');
    await send('POST /__admin/reset', {});
    expect((await send('GET /__admin/settings')).json).toEqual({ delay: '1' });
    expect((await send('GET /__admin/rules')).json).toHaveLength(1);
    await send('POST /__admin/reset', { scope: 'all' });
    expect(await total()).toBe(5);
    for (const list of ['rules', 'snapshots']) expect((await send(`GET /__admin/${list}`)).json).toEqual([]);
    expect((await send('GET /__admin/journal')).json.total).toBe(1);
    expect((await send('GET /__admin/settings')).json).toEqual({});
  });
});

describe('behaviour', () => {
  test('a rule answers the next requests, in its session only', async () => {
    const rule = { id: 'busy', match: { operation: 'createNote' }, times: 2, then: { status: 503 } };
    expect(await send('POST /~anna/__admin/rules', rule)).toMatchObject({
      status: 201,
      json: { id: 'busy', rule, hits: 0, passed: 0, remaining: 2 },
    });
    const statuses = [];
    for (const path of ['/~anna', '/~anna', '/~anna', '', '/~bert']) {
      statuses.push((await send(`POST ${path}/notes`, { text: 'a' })).status);
    }
    expect(statuses).toEqual([503, 503, 201, 201, 201]);
    expect((await send('GET /~anna/__admin/rules/busy')).json).toMatchObject({ hits: 2, remaining: 0 });
    expect((await send('POST /~anna/__admin/rules', rule)).status).toBe(409);
    expect((await send('DELETE /~anna/__admin/rules/busy')).status).toBe(204);
    expect((await send('GET /~anna/__admin/rules/busy')).status).toBe(404);
  });

  test('a rule is replaced in its place, and starts to count again', async () => {
    for (const id of ['a', 'b']) await send('POST /__admin/rules', { id, match: {}, times: 1, then: { status: 500 } });
    await send('GET /notes');
    const put = await send('PUT /__admin/rules/a', { match: { method: 'GET' }, then: { status: 429 } });
    expect(put).toMatchObject({ status: 200, json: { id: 'a', hits: 0, remaining: null } });
    expect((await send('GET /__admin/rules')).json.map(({ id }: { id: string }) => id)).toEqual(['a', 'b']);
    expect((await send('GET /notes')).status).toBe(429);
    expect((await send('PUT /__admin/rules/a', { id: 'c', match: {}, then: { status: 429 } })).status).toBe(400);
    expect((await send('DELETE /__admin/rules')).status).toBe(204);
    expect((await send('GET /notes')).status).toBe(200);
  });

  test('a rule that could never match is refused', async () => {
    const { status, json } = await send('POST /__admin/rules', { match: { operation: 'nope' }, then: { status: 503 } });
    expect(status).toBe(400);
    expect(json.violations).toEqual([
      { property_path: 'match.operation', in: 'body', detail: expect.stringContaining('createNote') },
    ]);
    expect((await send('POST /__admin/rules', { match: {} })).json.violations[0].property_path).toBe('then');
  });

  test('settings make a session unreliable, the same way each time', async () => {
    const settings = { delay: '1..2', fail_rate: 0.5, fail_with: [500, 503] };
    expect((await send('PUT /~anna/__admin/settings', settings)).json).toEqual(settings);
    const run = async (): Promise<number[]> => {
      const statuses = [];
      for (let index = 0; index < 12; index++) statuses.push((await send('GET /~anna/notes?limit=0')).status);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 500, 503]));
    await send('PUT /~anna/__admin/settings', settings);
    expect(await run()).toEqual(first);
    expect((await send('GET /__admin/settings')).json).toEqual({});
    expect((await send('PUT /~anna/__admin/settings', {})).json).toEqual({});
    expect(new Set(await run())).toEqual(new Set([200]));
    expect((await send('PUT /__admin/settings', { delay: '9..1' })).status).toBe(400);
  });
});

test('sessions are listed and forgotten', async () => {
  for (const name of ['a', 'b', 'a']) await send(`DELETE /~${name}/notes/1`);
  expect((await send('GET /__admin/sessions')).json).toEqual([
    { name: 'a', idle_seconds: expect.any(Number) },
    { name: 'b', idle_seconds: expect.any(Number) },
  ]);
  expect((await send('DELETE /__admin/sessions/a')).status).toBe(204);
  expect((await send('DELETE /__admin/sessions/a')).status).toBe(404);
  expect((await send('GET /~a/notes/1')).status).toBe(200);
});

describe('journal', () => {
  test('was create called twice with this body?', async () => {
    for (const text of ['a', 'b', 'a', '']) await send('POST /notes', { text });
    await send('PUT /notes/1', { text: 'a' });
    const count = async (query: string): Promise<number> =>
      (await send(`GET /__admin/journal/count?${query}`)).json.count;
    expect(await count(`operation=createNote&body=${encodeURIComponent('{"text":"a"}')}`)).toBe(2);
    expect(await count('operation=createNote')).toBe(4);
    expect(await count('operation=createNote&status=4xx')).toBe(1);
    expect(await count('method=put&path=/notes/*&status=200')).toBe(1);
    expect(await count('path=/n*')).toBe(4);
    expect(await count('path=/**&after=4')).toBe(1);
    expect(await count('body=%5B1%5D')).toBe(0);
    expect((await send('GET /__admin/journal/count?body=%7B&status=9')).json.violations).toHaveLength(2);
  });

  test('tells the newest first, request and answer, without secrets', async () => {
    await send('GET /notes/99');
    const secret = { authorization: 'Bearer abc', 'x-api-key': 'k', cookie: 'sid=1' };
    await send('POST /notes?access_token=t&x=1', { text: 'a', client_secret: 'hush' }, secret);
    const { json, text } = await send('GET /__admin/journal?limit=1');
    expect(json.total).toBe(2);
    expect(json.exchanges).toEqual([
      {
        id: 2,
        time: expect.stringMatching(/^\d{4}-/),
        duration_ms: expect.any(Number),
        operation: 'createNote',
        method: 'POST',
        path: '/notes',
        query: 'access_token=***&x=1',
        status: 201,
        note: '',
        request: {
          headers: expect.objectContaining({ authorization: 'Bearer ***', 'x-api-key': '***', cookie: '***' }),
          body: { text: 'a', client_secret: '***' },
        },
        response: {
          headers: expect.objectContaining({ location: '/notes/6' }),
          body: { id: 6, text: 'a', client_secret: '***' },
        },
      },
    ]);
    expect(text).not.toMatch(/abc|hush|sid/);
    expect((await send('GET /__admin/journal?limit=1&offset=1')).json.exchanges[0]).toMatchObject({
      id: 1,
      status: 404,
      note: 'unknown id',
    });
    expect((await send('GET /__admin/journal/1')).json.path).toBe('/notes/99');
    expect((await send('GET /__admin/journal/3')).status).toBe(404);
    expect((await send('DELETE /__admin/journal')).status).toBe(204);
    expect((await send('GET /__admin/journal')).json).toEqual({ total: 0, exchanges: [] });
  });

  test('remembers only so many', async () => {
    await server.close(0);
    await start({ journal: 3 });
    for (let index = 0; index < 5; index++) await send('GET /notes');
    const { json } = await send('GET /__admin/journal');
    expect(json.exchanges.map(({ id }: { id: number }) => id)).toEqual([5, 4, 3]);
  });

  test('streams what happens, from where a client left off', async () => {
    for (let index = 0; index < 3; index++) await send('GET /notes/1');
    const response = await fetch(`${server.url}/__admin/events`, { headers: { 'last-event-id': '1' } });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (pattern: RegExp): Promise<void> => {
      while (!pattern.test(text)) text += (await reader.read()).value;
    };
    await until(/id: 3\n/);
    expect(text).not.toContain('id: 1\n');
    await send('POST /notes', { text: 'now' });
    await send('POST /~anna/notes', { text: 'elsewhere' });
    await send('DELETE /notes/5');
    await until(/id: 5\n.*\n.*\n\n/);
    const events = text.split('\n\n').filter((event) => event.includes('event: exchange'));
    const data = events.map((event) => JSON.parse(/^data: (.*)$/m.exec(event)![1]!));
    expect(data.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /notes/1',
      'GET /notes/1',
      'POST /notes',
      'DELETE /notes/5',
    ]);
    await reader.cancel();
  });

  test('streams that another document is kept', async () => {
    const response = await fetch(`${server.url}/__admin/events`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (pattern: RegExp): Promise<void> => {
      while (!pattern.test(text)) text += (await reader.read()).value;
    };
    await until(/retry/);
    await mock.reload({ spec: parseSpec(NOTES.replaceAll('/notes', '/memos')) });
    await send('GET /memos');
    await until(/"path":"\/memos"/);
    expect(text.match(/event: \w+/g)).toEqual(['event: document', 'event: exchange']);
    await reader.cancel();
  });

  test('a stream does not hold up the end of the server', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write('GET /__admin/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await new Promise((resolve) => socket.once('data', resolve));
    const gone = new Promise((resolve) => socket.on('close', resolve));
    await server.close(60_000);
    await gone;
  });
});
