import { Agent, createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import type { Target, WireResponse } from '../src/contract/exchange/exchange';

type Receive = (error: Error | null, body: Buffer) => void;

/**
 * Judges an application in this process through supertest: it listens on a free port of its own, and connections are kept.
 *
 * @param app - an Express application, or anything else that `http.createServer` takes
 */
export async function createSupertestTarget(app: RequestListener): Promise<Target> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connections = new Agent({ keepAlive: true });
  const send = async (method: string, path: string, headers: Readonly<Record<string, string>>, body?: Uint8Array) => {
    const methods = supertest(url) as unknown as Record<string, (path: string) => supertest.Test>;
    const request = methods[method.toLowerCase()]!(path).agent(connections).redirects(0).set(headers);
    // Whatever the status, it is an answer; whatever the body, its bytes are wanted, not what superagent makes of them.
    request
      .ok(() => true)
      .buffer(true)
      .parse(readBytes as never);
    // Neither are bytes to be written as JSON because of their content type.
    if (body !== undefined) request.serialize(((bytes: Uint8Array) => bytes) as never).send(Buffer.from(body));
    return request;
  };
  return {
    url,
    async send({ method, path, headers, body }) {
      const started = performance.now();
      const response = await send(method, path, headers, body);
      return toWireResponse(response, performance.now() - started);
    },
    async close() {
      connections.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function toWireResponse(response: supertest.Response, milliseconds: number): WireResponse {
  const headers = Object.entries(response.headers as Record<string, string | string[]>);
  return {
    status: response.status,
    headers: Object.fromEntries(
      headers.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    ),
    body: Buffer.isBuffer(response.body) ? response.body : new Uint8Array(),
    milliseconds,
  };
}

function readBytes(stream: NodeJS.ReadableStream, receive: Receive): void {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(Buffer.from(chunk)));
  stream.on('error', (error: Error) => receive(error, Buffer.alloc(0)));
  stream.on('end', () => receive(null, Buffer.concat(chunks)));
}
