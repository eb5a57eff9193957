import { connect } from 'node:net';
import type { MockRequest } from '../mock/messages/message';
import type { ServedMock } from './http/own-listener';
import type { RequestLogEntry } from './http/request-log';
import { answersIn, NEVER, statuses, talk as talkTo } from './raw-http.test-support';
import { type RunningServer, startServer } from './start-server';

const LIMIT = 1000;
const seen: MockRequest[] = [];
const log: RequestLogEntry[] = [];
const mock: ServedMock = {
  spec: { document: { openapi: '3.1.1', info: { title: '', version: '' }, paths: {} }, paths: [] },
  handle: async (request) => {
    seen.push(request);
    const tooLarge = (request.body?.byteLength ?? 0) > LIMIT;
    const body = `${request.path};`;
    return {
      status: tooLarge ? 413 : 200,
      headers: {},
      body: request.path === '/bytes' ? Buffer.from(body) : body,
      note: '',
    };
  },
};
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(mock, { port: 0, bodyLimit: LIMIT, log: (entry) => log.push(entry) });
});
afterAll(() => server.close(0));
beforeEach(() => {
  seen.length = 0;
  log.length = 0;
});

const post = (...headers: string[]): string => `POST /notes HTTP/1.1\r\nHost: a\r\n${headers.join('\r\n')}\r\n\r\n`;
const talk = (parts: readonly (string | Uint8Array)[], until: RegExp, end?: boolean): Promise<string> =>
  talkTo(server.port, parts, until, end);

describe('bytes that are no request', () => {
  test.each([
    ['no HTTP at all', 'hello\r\n\r\n', '400'],
    ['a TLS handshake', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]), '400'],
    ['a space in the target', 'GET /a b c HTTP/1.1\r\nHost: a\r\n\r\n', '400'],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', '400'],
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', '400'],
    ['the same Host twice', 'GET /healthz HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n', '400'],
    ['a Host that is none', 'GET / HTTP/1.1\r\nHost: a b/c\r\n\r\n', '400'],
    ['an expectation', post('Expect: the-unexpected', 'Content-Length: 0'), '417'],
    ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n', '501'],
    ['two lengths', post('Content-Length: 3', 'Content-Length: 4'), '400'],
    ['a length and chunks', post('Content-Length: 3', 'Transfer-Encoding: chunked'), '400'],
    ['a negative length', post('Content-Length: -1'), '400'],
    ['a NUL in a header', post('X-A: \0'), '400'],
    ['a chunk size that is none', `${post('Transfer-Encoding: chunked')}zz\r\n`, '400'],
    ['headers of 20 KiB', `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(20_480)}\r\n\r\n`, '431'],
    ['a target of 20 KiB', `GET /${'a'.repeat(20_480)} HTTP/1.1\r\nHost: a\r\n\r\n`, '431'],
  ])('%s is refused with a problem, and the connection closed', async (_name, bytes, status) => {
    const received = await talk([bytes], NEVER);
    expect(statuses(received)).toEqual([status]);
    expect(received).toMatch(/\r\nconnection: close\r\n/i);
    expect(received).toMatch(/\r\ncontent-type: application\/problem\+json\r\n/);
    const problem = JSON.parse(received.slice(received.indexOf('\r\n\r\n') + 4));
    expect(problem).toMatchObject({ status: Number(status), title: expect.any(String), detail: expect.any(String) });
    expect(received).not.toMatch(/<html|at .*\.js:\d+/);
  });
});

test('a request that takes too long is refused with a problem', async () => {
  server.server.once('connection', (socket) => {
    const late = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
    socket.once('data', () => server.server.emit('clientError', late, socket));
  });
  const received = await talk(['GET / HT'], NEVER);
  expect(statuses(received)).toEqual(['408']);
  expect(received).toMatch(/content-type: application\/problem\+json\r\n[\s\S]*"status":408/);
});

test.each(['a', 'a:1', '[::1]:4010', '127.0.0.1', 'my_service.example:80', ''])('Host %j is right', async (host) => {
  expect(statuses(await talk([`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`], /;$/))).toEqual(['200']);
});

test('a method that Node does not know is left to the handler', async () => {
  const received = await talk(['BREW /pot?x=1 HTTP/1.1\r\nHost: a\r\n\r\n'], NEVER);
  expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\nconnection: close\r\n[\s\S]*\/pot;$/);
  expect(seen).toEqual([expect.objectContaining({ method: 'BREW', path: '/pot', query: 'x=1' })]);
  expect(log).toEqual([expect.objectContaining({ method: 'BREW', path: '/pot?x=1', status: 200 })]);
});

describe('lengths that lie', () => {
  test('more announced than the limit: refused before a byte of the body has come', async () => {
    expect(statuses(await talk([post('Content-Length: 99999999999')], /;$/))).toEqual(['413']);
  });

  test('more announced than sent, then the end: a problem, and the handler never hears of it', async () => {
    expect(statuses(await talk([post('Content-Length: 10'), 'abc'], NEVER, true))).toEqual(['400']);
    expect(seen).toEqual([]);
  });

  test('less announced than sent: the surplus is taken for the next request, refused, and the connection closed', async () => {
    expect(statuses(await talk([post('Content-Length: 3'), 'abc def ghi\r\n\r\n'], NEVER)).at(-1)).toBe('400');
    expect(Buffer.from(seen[0]!.body!).toString()).toBe('abc');
  });

  test('exactly the limit passes, in chunks too', async () => {
    const chunk = `${LIMIT.toString(16)}\r\n${'x'.repeat(LIMIT)}\r\n0\r\n\r\n`;
    expect(statuses(await talk([post('Transfer-Encoding: chunked'), chunk], /;$/))).toEqual(['200']);
    expect(seen[0]!.body).toHaveLength(LIMIT);
  });

  test('chunks beyond the limit are refused before the last one has come', async () => {
    const chunk = `200\r\n${'x'.repeat(512)}\r\n`;
    expect(statuses(await talk([post('Transfer-Encoding: chunked'), chunk, chunk], /;$/))).toEqual(['413']);
  });

  test('a client that sends on after the refusal, without end, is cut', async () => {
    const chunk = `100000\r\n${'x'.repeat(1_048_576)}\r\n`;
    const endless = Array<string>(40).fill(chunk);
    const received = await talk([post('Transfer-Encoding: chunked'), ...endless], NEVER).catch(String);
    expect(received).toMatch(/413|ECONNRESET|EPIPE/);
  });

  test('after a refused body that was sent in full the connection is still good', async () => {
    const body = 'x'.repeat(5000);
    const received = await talk(
      [post('Content-Length: 5000'), body, 'GET /next HTTP/1.1\r\nHost: a\r\n\r\n'],
      /next;$/,
    );
    expect(statuses(received)).toEqual(['413', '200']);
  });
});

describe('unusual but right', () => {
  test('pipelined requests are answered in order', async () => {
    const gets = ['/1', '/2', '/3'].map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join('');
    expect((await talk([gets], /\/3;$/)).match(/\/\d;/g)).toEqual(['/1;', '/2;', '/3;']);
  });

  test('a request in single bytes', async () => {
    const bytes = `${post('Content-Length: 2')}{}`.split('');
    expect(statuses(await talk(bytes, /;$/))).toEqual(['200']);
  });

  test('Expect: 100-continue is told to go on', async () => {
    expect(statuses(await talk([post('Content-Length: 2', 'Expect: 100-continue'), '{}'], /;$/))).toEqual([
      '100',
      '200',
    ]);
  });

  test.each(['/text', '/bytes', '/healthz', '/openapi.yaml'])(
    'Expect: 100-continue behind another request does not part the answer of %s',
    async (path) => {
      const first = 'GET /first HTTP/1.1\r\nHost: a\r\n\r\n';
      const second = `GET ${path} HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n`;
      const answers = answersIn(await talk([first + second], NEVER));
      expect(answers.map(({ body }) => body)).toEqual(['/first;', expect.not.stringContaining('HTTP/1.1')]);
    },
  );

  test('Expect: 100-continue behind another request is told to go on in its turn', async () => {
    const first = 'GET /first HTTP/1.1\r\nHost: a\r\n\r\n';
    const received = talk([first + post('Content-Length: 2', 'Expect: 100-continue')], /100 Continue/);
    expect(statuses(await received)).toEqual(['200', '100']);
  });

  test('Expect: 100-continue with a body over the limit is not', async () => {
    const received = await talk([post('Content-Length: 1001', 'Expect: 100-continue')], /;$/);
    expect(statuses(received)).toEqual(['413']);
  });

  test('an absolute target', async () => {
    expect(await talk(['GET http://a/notes?x=1 HTTP/1.1\r\nHost: a\r\n\r\n'], /;$/)).toMatch(/\/notes;$/);
    expect(seen[0]).toMatchObject({ path: '/notes', query: 'x=1' });
  });

  test('an absolute target of one of the own routes', async () => {
    expect(await talk(['GET http://a/healthz HTTP/1.1\r\nHost: a\r\n\r\n'], /\}$/)).toMatch(/\{"status":"ok"\}$/);
  });

  test('repeated fields are joined', async () => {
    await talk([post('Content-Type: a/b', 'Content-Type: c/d', 'X-A: 1', 'X-A: 2', 'Content-Length: 0')], /;$/);
    expect(seen[0]!.headers).toMatchObject({ 'content-type': 'a/b, c/d', 'x-a': '1, 2' });
  });

  test('an offer to upgrade to HTTP/2, as Java makes it, is declined by an ordinary answer', async () => {
    const offer = post(
      'Connection: Upgrade, HTTP2-Settings',
      'Upgrade: h2c',
      'HTTP2-Settings: AAE',
      'Content-Length: 2',
    );
    expect(statuses(await talk([`${offer}{}`], /;$/))).toEqual(['200']);
    expect(seen[0]!.body).toHaveLength(2);
  });

  test('HTTP/1.0 without keep-alive is closed after the answer', async () => {
    expect(await talk(['GET /old HTTP/1.0\r\n\r\n'], NEVER)).toMatch(/\/old;$/);
  });
});

test('a client that leaves in the middle of its body is logged, and the server lives on', async () => {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`${post('Content-Length: 10')}abc`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.resetAndDestroy();
  while (log.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(log).toEqual([expect.objectContaining({ status: 0, note: 'the client closed the connection' })]);
  expect(seen).toEqual([]);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});
