import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSafe } from 'node:tls';
import { TransportError, type WireRequest, type WireResponse } from '../exchange/exchange';
import { carriesBody } from '../exchange/statuses';
import { asTransportError } from './transport-errors';

/** A server that is spoken to without an HTTP client. */
export interface RawServer {
  readonly origin: string;
  /** Path of the base URL. */
  readonly prefix: string;
  readonly timeout: number;
  /** Bytes of a response, headers included, that are read. */
  readonly most: number;
  readonly insecure: boolean;
}

/** Milliseconds without a byte after which a response that can have no body has none. */
const QUIET = 100;

/**
 * Exchanges one request and response over a connection of their own, and gives every byte that follows the header fields: clients
 * drop what comes after a 204, a 304 or the answer to HEAD, and take it for the beginning of the next response (RFC 9112, section 6.3).
 *
 * @throws {@link TransportError} when no complete response comes
 */
export function rawExchange(server: RawServer, request: WireRequest): Promise<WireResponse> {
  const { origin, prefix, timeout, most, insecure } = server;
  const started = performance.now();
  const { protocol, hostname, port, host } = new URL(origin);
  const name = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const socket: Socket =
      protocol === 'https:'
        ? connectSafe({
            host: name,
            port: Number(port || 443),
            // An address is none (RFC 6066, section 3).
            servername: isIP(name) === 0 ? name : '',
            rejectUnauthorized: !insecure,
          })
        : connectPlain({ host: name, port: Number(port || 80) });
    let received: Buffer = Buffer.alloc(0);
    let quiet: NodeJS.Timeout | undefined;
    const over = setTimeout(() => fail(`no complete response within ${timeout} ms`), timeout);
    const end = (): void => {
      clearTimeout(over);
      clearTimeout(quiet);
      socket.destroy();
    };
    const fail = (reason: string): void => {
      end();
      reject(new TransportError(reason, false));
    };
    const done = (head: Head): void => {
      end();
      const body = head.chunked && carriesBody(request.method, head.status) ? unchunked(head.rest) : head.rest;
      const milliseconds = performance.now() - started;
      resolve({ status: head.status, headers: head.headers, body: new Uint8Array(body), milliseconds });
    };
    socket.on('connect', () => socket.write(written({ ...request, path: prefix + request.path }, host)));
    socket.on('error', (error) => {
      end();
      reject(asTransportError(error, { timeout }));
    });
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      if (received.length > most) return fail(`its response is longer than ${most} bytes`);
      const head = readHead(received);
      if (head === undefined) return;
      if (!carriesBody(request.method, head.status)) {
        clearTimeout(quiet);
        quiet = setTimeout(() => done(head), QUIET);
      } else if (isComplete(head)) done(head);
    });
    socket.on('end', () => {
      const head = readHead(received);
      if (head === undefined) fail('the connection was closed before the response was complete');
      else done(head);
    });
  });
}

function written({ method, path, headers, body }: WireRequest, host: string): Buffer {
  const fields = { host, ...headers, connection: 'close' } as Record<string, string>;
  if (body !== undefined) fields['content-length'] = String(body.byteLength);
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  const head = Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return body === undefined ? head : Buffer.concat([head, body]);
}

interface Head {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly chunked: boolean;
  /** Everything after the header fields. */
  readonly rest: Buffer;
}

/** Reads the header fields of the final response; undefined as long as they are not complete, or are no HTTP. */
function readHead(bytes: Buffer): Head | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(first)?.[1]);
  const rest = bytes.subarray(end + 4);
  if (Number.isNaN(status)) return undefined;
  if (status < 200 && status !== 101) return readHead(rest);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [name = '', value = ''] = line.split(/:(.*)/s);
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value.trim() : `${headers[key]}, ${value.trim()}`;
  }
  return { status, headers, chunked: /chunked/i.test(headers['transfer-encoding'] ?? ''), rest };
}

function isComplete({ chunked, headers, rest }: Head): boolean {
  if (chunked) return rest.includes('0\r\n\r\n') && unchunked(rest).length >= 0;
  const length = headers['content-length'];
  return length !== undefined && rest.length >= Number(length);
}

function unchunked(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const line = bytes.indexOf('\r\n', at);
    const size = line === -1 ? 0 : Number.parseInt(bytes.toString('latin1', at, line), 16);
    if (!(size > 0)) break;
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
  return Buffer.concat(parts);
}
