import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { MockResponse } from '../../mock/messages/message';
import { type RunningServer, startServer } from '../start-server';
import type { ServedMock } from './own-listener';
import type { RequestLogEntry } from './request-log';

const BODY = JSON.stringify({ text: 'a'.repeat(30) });
const answers: Record<string, Partial<MockResponse>> = {
  '/healthy': {},
  '/slow': { delay: 30 },
  '/very-slow': { delay: 600_000 },
  '/hang': { status: 0, transport: 'hang' },
  '/reset': { status: 0, transport: 'reset' },
  '/truncate': { transport: 'truncate' },
  '/empty': { status: 200, headers: {}, transport: 'truncate', body: '' },
  '/slow-reset': { delay: 10, transport: 'reset' },
};
const mock: ServedMock = {
  spec: { document: { openapi: '3.1.1', info: { title: 'N', version: '1' }, paths: {} }, paths: [] },
  handle: async ({ path }) => ({ status: 200, headers: {}, body: BODY, note: path, ...answers[path] }),
};

let server: RunningServer;
let log: RequestLogEntry[];
beforeEach(async () => {
  log = [];
  server = await startServer(mock, { port: 0, log: (entry) => log.push(entry) });
});
afterEach(() => server.close(0));

/** Outcome for a client: the whole body, or the code of the error that it meets. */
function fetched(path: string, method = 'GET'): Promise<string> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => resolve(error.code ?? error.message);
    const request = get(server.url + path, { method }, (response: IncomingMessage) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('error', (error) => resolve(`${error.message} after ${text.length} characters`));
      response.on('end', () => resolve(text));
    });
    request.on('error', failed);
  });
}

const told = async (): Promise<RequestLogEntry | undefined> => {
  for (let turn = 0; turn < 200 && log.length === 0; turn++) await new Promise((resolve) => setTimeout(resolve, 5));
  return log[0];
};

test.each([
  ['/healthy', BODY, 200],
  ['/slow', BODY, 200],
  ['/reset', 'ECONNRESET', 0],
  ['/slow-reset', 'ECONNRESET', 0],
  ['/truncate', `aborted after ${BODY.length >> 1} characters`, 200],
  ['/empty', 'ECONNRESET', 0],
])('%s is seen as %s', async (path, seen, status) => {
  expect(await fetched(path)).toBe(seen);
  expect(await told()).toMatchObject({ path, status });
});

test('HEAD has no body that could be truncated', async () => {
  expect(await fetched('/truncate', 'HEAD')).toBe('ECONNRESET');
});

/** Sends a request and says when the server has closed the connection. */
function open(path: string): { closed: Promise<string>; leave: () => void } {
  let text = '';
  const socket = connect(server.port, '127.0.0.1', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`));
  socket.on('data', (chunk) => {
    text += chunk;
  });
  const closed = new Promise<string>((resolve) => socket.on('close', () => resolve(text)).on('error', () => {}));
  return { closed, leave: () => socket.destroy() };
}

const arrived = (): Promise<void> =>
  new Promise((resolve) => server.server.once('request', () => setImmediate(resolve)));

test('what hangs is cut when the server stops, and gets no byte', async () => {
  const seen = arrived();
  const { closed } = open('/hang');
  await seen;
  await server.close(60_000);
  expect(await closed).toBe('');
});

test('what waits is answered at once when the server stops', async () => {
  let requests = 0;
  const all = new Promise<void>((resolve) => {
    server.server.on('request', () => ++requests === 20 && setImmediate(resolve));
  });
  const waiting = Array.from({ length: 20 }, () => open('/very-slow').closed);
  await all;
  await server.close(60_000);
  for (const text of await Promise.all(waiting)) expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*connection: close/);
});

test('a client that leaves is not waited for', async () => {
  const seen = arrived();
  const { leave } = open('/very-slow');
  await seen;
  leave();
  expect(await told()).toMatchObject({ status: 0, note: 'the client did not wait' });
});
