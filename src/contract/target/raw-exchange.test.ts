import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { bodilessAnswers } from '../cases/bodiless-answers';
import { createSmallTarget, smallSpec } from '../run/small-target.test-support';
import { verify } from '../verify';
import { createTarget } from './target';

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function urlOf(server: Server): Promise<string> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Sends bytes for whatever comes, in two pieces, and hangs up or not. */
function saying(bytes: string, hangsUp: boolean): Server {
  return createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(bytes.slice(0, 9));
      setTimeout(() => {
        if (hangsUp) socket.end(bytes.slice(9));
        else socket.write(bytes.slice(9));
      }, 5);
    });
  });
}

test.each<[method: string, bytes: string, status: number, body: string]>([
  ['DELETE', 'HTTP/1.1 204 No Content\r\n\r\n', 204, ''],
  ['DELETE', 'HTTP/1.1 204 No Content\r\ncontent-length: 2\r\n\r\n{}', 204, '{}'],
  ['DELETE', 'HTTP/1.1 204 No Content\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 204, '0\r\n\r\n'],
  ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n', 200, ''],
  ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody', 200, 'body'],
  ['GET', 'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n', 304, ''],
  ['GET', 'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\nstale', 304, 'stale'],
  ['GET', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', 200, 'ok'],
  ['GET', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3;x=1\r\ncde\r\n0\r\n\r\n', 200, 'abcde'],
])('%s answered %j is %i with the body %j', async (method, bytes, status, body) => {
  for (const hangsUp of [true, false]) {
    const target = createTarget(await urlOf(saying(bytes, hangsUp)), { timeout: 2_000 });
    const request = { method, path: '/', headers: {}, fromSocket: true };
    const response = await target.send(request);
    expect([response.status, new TextDecoder().decode(response.body)]).toEqual([status, body]);
    await target.close();
  }
});

test.each([
  ['nothing at all', ''],
  ['no HTTP', 'SSH-2.0-server\r\n\r\n'],
])('%s is no complete response', async (_, bytes) => {
  const target = createTarget(await urlOf(saying(bytes, true)), { timeout: 500 });
  await expect(target.send({ method: 'GET', path: '/', headers: {}, fromSocket: true })).rejects.toThrow(/complete/);
  await target.close();
});

/** Serves a small correct target, with bytes of one's own after answers to a method. */
async function served(method: string, surplus: string): Promise<string> {
  const small = createSmallTarget();
  return urlOf(
    createHttpServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', async () => {
        const about = { path: request.url ?? '/', headers: {}, body: Buffer.concat(chunks) };
        const asked = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
        const { status, headers, body } = await small.send({ ...about, method: asked });
        if (request.method === method && surplus !== '')
          return response.socket?.end(`HTTP/1.1 ${status} Done\r\nConnection: close\r\n\r\n${surplus}`);
        return response.writeHead(status, headers).end(body);
      });
    }),
  );
}

test.each([
  ['DELETE', '', []],
  ['DELETE', '{"removed":true}', ['body-presence']],
  ['HEAD', '{"id":1}', ['body-presence']],
])('a server that sends after an answer to %s: %j', async (method, surplus, found) => {
  const target = createTarget(await served(method, surplus));
  const report = await verify(target, smallSpec({ items: { name: { type: 'string', maxLength: 40 } } }), {
    kinds: [bodilessAnswers],
  });
  expect(report.findings.map(({ check }) => check)).toEqual(found);
  await target.close();
});
