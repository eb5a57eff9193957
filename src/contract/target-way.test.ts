import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Target } from './exchange/exchange';
import { selfSigned } from './target/self-signed.test-support';
import { createTarget, type TargetOptions } from './target/target';

const open: { target?: Target; servers: Server[] } = { servers: [] };
const listen = async (server: Server, host = '127.0.0.1'): Promise<number> => {
  open.servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
};
const status = async (url: string, options: TargetOptions = {}): Promise<number> => {
  open.target = createTarget(url, { timeout: 2_000, ...options });
  return (await open.target.send({ method: 'GET', path: '/a?b=c', headers: {} })).status;
};
const answer =
  (code: number): RequestListener =>
  (_, response) =>
    response.writeHead(code).end();

afterEach(async () => {
  await open.target?.close();
  for (const server of open.servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe('https', () => {
  const secure = (): Server => createTlsServer(selfSigned, answer(207)) as unknown as Server;

  test('a certificate that is not trusted is told, with what may be done', async () => {
    const url = `https://localhost:${await listen(secure())}`;
    await expect(status(url)).rejects.toMatchObject({
      unreachable: true,
      message: expect.stringMatching(
        /certificate is self-signed; trust it with NODE_EXTRA_CA_CERTS=FILE, .*--insecure/,
      ),
    });
  });

  test('--insecure does not look at it', async () => {
    await expect(status(`https://localhost:${await listen(secure())}`, { insecure: true })).resolves.toBe(207);
  });

  test('http where https is spoken, and the other way round', async () => {
    await expect(status(`https://localhost:${await listen(createServer(answer(200)))}`)).rejects.toMatchObject({
      unreachable: true,
      message: expect.stringContaining('no TLS is spoken there'),
    });
  });
});

test('an IPv6 address', async () => {
  const port = await listen(createServer(answer(208)), '::1');
  await expect(status(`http://[::1]:${port}/api/`)).resolves.toBe(208);
});

describe('a proxy', () => {
  /** Answers by itself what it is asked for by absolute URL, and leads CONNECT to where it is told. */
  const proxy = async (tunnelTo?: number): Promise<{ url: string; asked: string[] }> => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
      response.writeHead(226).end();
    });
    server.on('connect', (request, socket, head) => {
      asked.push(`CONNECT ${request.url}`);
      if (tunnelTo === undefined) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      const upstream = connect(tunnelTo, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.write(head);
        upstream.pipe(socket).pipe(upstream);
      });
      socket.on('error', () => upstream.destroy());
    });
    const port = await listen(server);
    return { url: `http://127.0.0.1:${port}`, asked };
  };

  test('plain http goes through it, with its credentials', async () => {
    const { url, asked } = await proxy();
    const http = url.replace('//', '//ann:pw@');
    await expect(status('http://api.example.test/v1', { proxies: { http } })).resolves.toBe(226);
    const basic = Buffer.from('ann:pw').toString('base64');
    expect(asked).toEqual([`GET http://api.example.test/v1/a?b=c Basic ${basic}`]);
  });

  test('https goes through a tunnel', async () => {
    const tls = await listen(createTlsServer(selfSigned, answer(207)) as unknown as Server);
    const { url, asked } = await proxy(tls);
    await expect(status('https://api.example.test', { proxies: { https: url }, insecure: true })).resolves.toBe(207);
    expect(asked).toEqual(['CONNECT api.example.test:443']);
  });

  test('one that lets nobody through is named, without its credentials', async () => {
    const { url } = await proxy();
    const https = url.replace('//', '//ann:pw@');
    await expect(status('https://api.example.test', { proxies: { https } })).rejects.toMatchObject({
      unreachable: true,
      message: expect.stringContaining(`the proxy ${url} does not let it through`),
    });
  });

  test('one that is not there is named', async () => {
    const proxies = { http: 'http://127.0.0.1:9' };
    await expect(status('http://api.example.test', { proxies })).rejects.toThrow(
      'through the proxy http://127.0.0.1:9',
    );
  });

  test('this machine is spoken to directly', async () => {
    const { url, asked } = await proxy();
    const port = await listen(createServer(answer(208)));
    await expect(status(`http://127.0.0.1:${port}`, { proxies: { http: url } })).resolves.toBe(208);
    expect(asked).toEqual([]);
  });
});
