import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Target, TransportError } from '../exchange/exchange';
import { createTarget } from './target';

let server: Server;
let target: Target;
const start = async (listener: RequestListener, path = ''): Promise<void> => {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  target = createTarget(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    timeout: 300,
    maxBody: 1_000_000,
  });
};
const get = (path: string) => target.send({ method: 'GET', path, headers: {} });

afterEach(async () => {
  await target?.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('sends what it is given below the base path, and answers bytes', async () => {
  await start((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(207, { 'X-Seen': `${request.method} ${request.url} ${request.headers['x-a']}` });
      response.end(Buffer.concat([...chunks, Buffer.from([0xff])]));
    });
  }, '/base/');
  const sent = { method: 'PUT', path: '/a%2Fb?c=1', headers: { 'x-a': 'b' }, body: new Uint8Array([1, 2]) };
  const { status, headers, body } = await target.send(sent);
  expect([status, headers['x-seen'], [...body]]).toEqual([207, 'PUT /base/a%2Fb?c=1 b', [1, 2, 255]]);
});

test('follows no redirect', async () => {
  await start((_, response) => response.writeHead(302, { location: '/elsewhere' }).end());
  expect(await get('/')).toMatchObject({ status: 302, headers: { location: '/elsewhere' } });
});

test('HEAD has no body', async () => {
  await start((_, response) => response.writeHead(200, { 'content-length': '5' }).end());
  const { body, headers } = await target.send({ method: 'HEAD', path: '/', headers: {} });
  expect([body.byteLength, headers['content-length']]).toEqual([0, '5']);
});

test.each<[string, RequestListener, RegExp]>([
  ['hangs up', (request) => request.socket.destroy(), /connection was/],
  [
    'hangs up in the middle',
    (request, response) =>
      void response.writeHead(200, { 'content-length': '9' }).write('1', () => request.socket.destroy()),
    /connection|terminated|closed/,
  ],
  ['says nothing', () => {}, /within 300 ms/],
  [
    'drips its body, a byte now and then',
    (_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(timer));
    },
    /within 300 ms/,
  ],
  [
    'never ends its body',
    (_, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(64 * 1_024);
      const write = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', write);
      write();
    },
    /longer than 1000000 bytes/,
  ],
  [
    'has endless headers',
    (request) => {
      request.socket.write('HTTP/1.1 200 OK\r\n');
      for (let line = 0; line < 300; line += 1) request.socket.write(`X-${line}: ${'x'.repeat(1_024)}\r\n`);
    },
    /headers are longer|connection/,
  ],
])('a server that %s gives no response', async (_, listener, message) => {
  await start(listener);
  await expect(get('/')).rejects.toThrow(message);
  await expect(get('/')).rejects.toMatchObject({ unreachable: false });
});

test('nobody there is unreachable', async () => {
  await start((_, response) => response.end());
  await new Promise((resolve) => server.close(resolve));
  await expect(get('/')).rejects.toEqual(expect.any(TransportError));
  await expect(get('/')).rejects.toMatchObject({ unreachable: true });
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
});
