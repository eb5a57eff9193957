import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createMock } from '../../src/mock/create-mock';
import { parseSpec } from '../../src/openapi/load-spec';
import { NOTES } from '../../src/server/notes.test-support';
import { type RunningServer, startServer } from '../../src/server/start-server';

let real: Server;
let server: RunningServer;
let answer: (socket: Socket) => void;
const sockets = new Set<Socket>();

beforeAll(async () => {
  real = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.once('data', () => answer(socket));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => real.once('listening', resolve));
  const url = new URL(`http://127.0.0.1:${(real.address() as AddressInfo).port}`);
  server = await startServer(createMock({ spec: parseSpec(NOTES), count: 5, admin: {} }), {
    port: 0,
    upstream: { url, timeout: 300 },
  });
});
afterAll(async () => {
  await server.close(0);
  for (const socket of sockets) socket.destroy();
  real.close();
});

const ok = (fields: string, body = ''): string => `HTTP/1.1 200 OK\r\n${fields}\r\n\r\n${body}`;
const bomb = gzipSync(Buffer.alloc(50_000_000));

test.each<[name: string, bytes: string | Uint8Array, then: 'stay' | 'end', outcomes: (number | 'cut')[]]>([
  ['nothing', '', 'end', [502]],
  ['silence', '', 'stay', [504]],
  ['garbage', '\0\x01\x02 no http at all \r\n\r\n', 'end', [502]],
  ['half of a head', 'HTTP/1.1 200 OK\r\nContent-', 'end', [502]],
  ['a head that never ends', 'HTTP/1.1 200 OK\r\nA: b\r\n', 'stay', [504]],
  ['a flood of fields', ok(Array.from({ length: 20_000 }, (_, index) => `X-${index}: a`).join('\r\n')), 'end', [502]],
  ['less than it announces', ok('Content-Length: 100', 'abc'), 'end', ['cut']],
  ['more than it announces', ok('Content-Length: 3', 'abcdefgh'), 'end', [200, 'cut', 502]],
  ['two lengths', ok('Content-Length: 3\r\nContent-Length: 4', 'abcd'), 'end', [502]],
  [
    'a length and chunks',
    ok('Content-Length: 3\r\nTransfer-Encoding: chunked', '3\r\nabc\r\n0\r\n\r\n'),
    'end',
    [200, 502],
  ],
  ['a chunk that is none', ok('Transfer-Encoding: chunked', 'zz\r\n'), 'end', ['cut']],
  ['a status that is none', 'HTTP/1.1 99999 What\r\n\r\n', 'end', [502]],
  ['a NUL in a field', ok('X-A: a\0b\r\nContent-Length: 0'), 'end', [502]],
  [
    'steps before the answer',
    `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${ok('Content-Length: 2', 'ok')}`,
    'end',
    [200],
  ],
  ['trailers', ok('Transfer-Encoding: chunked\r\nTrailer: X-A', '2\r\nok\r\n0\r\nX-A: b\r\n\r\n'), 'end', [200]],
  [
    'a switch of protocols',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
    'stay',
    [502, 504],
  ],
  [
    'a compression bomb',
    Buffer.concat([
      Buffer.from(ok(`Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}`)),
      bomb,
    ]),
    'end',
    [200, 'cut'],
  ],
  ['JSON that is none', ok('Content-Type: application/json\r\nContent-Length: 5', '{"a":'), 'end', [200]],
])('a real API that answers %s', async (_name, bytes, then, outcomes) => {
  answer = (socket) => {
    socket.write(bytes);
    if (then === 'end') socket.end();
  };
  const outcome = await fetch(`${server.url}/extra`)
    .then(async (response) => {
      await response.arrayBuffer();
      return response.status;
    })
    .catch(() => 'cut' as const);
  expect(outcomes).toContain(outcome);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${server.url}/notes/1`)).status).toBe(200);
});

test('a redirect to another host is passed on and not followed, so that no credentials go there', async () => {
  answer = (socket) =>
    void socket.end('HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\nContent-Length: 0\r\n\r\n');
  const response = await fetch(`${server.url}/extra`, { redirect: 'manual', headers: { authorization: 'Bearer a' } });
  expect([response.status, response.headers.get('location')]).toEqual([302, 'http://evil.example/']);
});
