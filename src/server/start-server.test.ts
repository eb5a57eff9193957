import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer as createHttpServer, get } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMock } from '../mock/create-mock';
import type { MockResponse } from '../mock/messages/message';
import { parseSpec } from '../openapi/load-spec';
import { type ListenError, toListenError } from './http/listen';
import type { ServedMock } from './http/own-listener';
import { NOTES } from './notes.test-support';
import { createPersistence } from './persistence/persist';
import { startServer } from './start-server';

const OK: MockResponse = { status: 200, headers: {}, body: 'ok', note: '' };

function mockThat(handle: () => Promise<MockResponse>): ServedMock {
  return { spec: { document: { openapi: '3.1.1', info: { title: 'N', version: '1' }, paths: {} }, paths: [] }, handle };
}
const mock = mockThat(async () => OK);

function listening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('connect', () => socket.destroy()).on('error', () => resolve(false));
  });
}

describe('listening', () => {
  test('port 0 takes a free one and the url has it', async () => {
    const server = await startServer(mock, { port: 0 });
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect(await (await fetch(`${server.url}/x`)).text()).toBe('ok');
    await server.close();
    expect(await listening(server.port)).toBe(false);
  });

  test('two servers do not know of each other', async () => {
    const [first, second] = await Promise.all([startServer(mock, { port: 0 }), startServer(mock, { port: 0 })]);
    await first.close();
    expect(await listening(second.port)).toBe(true);
    await second.close();
  });

  test.each([
    ['0.0.0.0', /^http:\/\/127\.0\.0\.1:\d+$/],
    ['::1', /^http:\/\/\[::1\]:\d+$/],
    ['localhost', /^http:\/\/(127\.0\.0\.1|\[::1\]):\d+$/],
  ])('the url of host %s can be used from this machine', async (host, url) => {
    const server = await startServer(mock, { port: 0, host });
    expect(server.url).toMatch(url);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await server.close();
  });
});

describe('not listening', () => {
  test('a port in use', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as { port: number };
    await expect(startServer(mock, { port })).rejects.toMatchObject({
      name: 'ListenError',
      code: 'EADDRINUSE',
      message: expect.stringContaining(`Port ${port} on 127.0.0.1 is already in use`),
    } satisfies Partial<Record<keyof ListenError, unknown>>);
    blocker.close();
  });

  test('a host of another machine', async () => {
    await expect(startServer(mock, { port: 0, host: '192.0.2.1' })).rejects.toThrow(
      '192.0.2.1 is not an address of this machine',
    );
  });

  test.each([
    ['EACCES', 'Port 80 on h needs more rights than this process has. Choose a port from 1024 upwards.'],
    ['ENOTFOUND', 'The host name h cannot be resolved. Use 127.0.0.1, 0.0.0.0 or a name of this machine.'],
    ['EWHATEVER', 'Cannot listen on h, port 80: the reason.'],
  ])('%s is a sentence', (code, message) => {
    expect(toListenError(Object.assign(new Error('the reason'), { code }), 'h', 80)).toMatchObject({ code, message });
  });
});

describe('stopping', () => {
  test('what is in flight is finished, and told that the connection ends', async () => {
    let finish!: (response: MockResponse) => void;
    const slow = mockThat(() => new Promise((resolve) => (finish = resolve)));
    const server = await startServer(slow, { port: 0 });
    const agent = new Agent({ keepAlive: true });
    const answer = new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
      get(`${server.url}/slow`, { agent }, (response) => {
        resolve([response.statusCode, response.headers.connection]);
        response.resume();
      }).on('error', reject);
    });
    while (finish === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    const closed = server.close();
    expect(await listening(server.port)).toBe(false);
    finish(OK);
    expect(await answer).toEqual([200, 'close']);
    await closed;
    agent.destroy();
  });

  test.each([
    ['that was never used', ''],
    ['that is idle after a request', 'GET /x HTTP/1.1\r\nHost: a\r\n\r\n'],
  ])('a connection %s does not hold it up', async (_name, bytes) => {
    const server = await startServer(mock, { port: 0 });
    const socket = connect(server.port, '127.0.0.1');
    const gone = new Promise((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(bytes);
    if (bytes === '') await listening(server.port);
    else await new Promise((resolve) => socket.once('data', resolve));
    await server.close(60_000);
    await gone;
  });

  test('what is not finished after the grace period is cut', async () => {
    const server = await startServer(
      mockThat(() => new Promise(() => {})),
      { port: 0 },
    );
    const failed = fetch(`${server.url}/never`).catch((error: Error) => error.name);
    await listening(server.port);
    await server.close(100);
    expect(await failed).toBe('TypeError');
  });

  test('closing at once overrides a patient close', async () => {
    const server = await startServer(
      mockThat(() => new Promise(() => {})),
      { port: 0 },
    );
    const failed = fetch(`${server.url}/never`).catch((error: Error) => error.name);
    await listening(server.port);
    const patient = server.close(60_000);
    await server.close(0);
    await patient;
    expect(await failed).toBe('TypeError');
  });
});

describe('what a mock is worked with all day', () => {
  const spec = () => parseSpec(NOTES);
  const folder = mkdtempSync(join(tmpdir(), 'start-server-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('data are kept in a file, a store is opened before, what the document lacks is passed on', async () => {
    const file = join(folder, 'state.json');
    const persistence = createPersistence(file, () => {});
    const mock = createMock({ spec: spec(), onChange: persistence.changed });
    const opened = jest.fn(async () => {});
    const real = createHttpServer((_request, response) => void response.end('real')).listen(0, '127.0.0.1');
    await new Promise((resolve) => real.once('listening', resolve));
    const url = new URL(`http://127.0.0.1:${(real.address() as AddressInfo).port}`);
    const server = await startServer(mock, { port: 0, persistence, store: { open: opened }, upstream: { url } });
    expect(opened).toHaveBeenCalledTimes(1);
    expect(await (await fetch(`${server.url}/nowhere`)).text()).toBe('real');
    persistence.changed();
    await server.close();
    expect(existsSync(file)).toBe(true);
    await mock.close();
    real.close();
  });

  test('nothing is left open when something cannot be used', async () => {
    const persistence = { attach: jest.fn(async () => {}), close: jest.fn(async () => {}) };
    const upstream = { url: new URL('http://127.0.0.1:9'), only: ['no'] };
    const mock = createMock({ spec: spec() });
    await expect(startServer(mock, { port: 0, upstream })).rejects.toThrow('"no" is neither a path nor an operation');
    await expect(startServer(mock, { port: 0, host: '192.0.2.1', persistence })).rejects.toThrow('192.0.2.1');
    expect(persistence.close).toHaveBeenCalledTimes(1);
  });
});
