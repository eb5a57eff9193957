import { Pool } from 'undici';
import type { Target, WireRequest, WireResponse } from './exchange';
import { TransportError } from './exchange';

/** How a target is spoken to. */
export interface TargetOptions {
  /** Milliseconds until a request is given up; 10,000 by default. */
  readonly timeout?: number;
  /** Connections that are kept open; 16 by default. */
  readonly connections?: number;
}

/** A base URL that cannot be used. The message says what is wrong with it. */
export class TargetUrlError extends Error {
  override readonly name = 'TargetUrlError';
}

/**
 * Creates a target that is reached over HTTP: connections are kept alive, redirects are not followed, bodies come as bytes.
 *
 * @param url - base URL of the API; the document's paths are appended to it
 * @throws {@link TargetUrlError} when the URL is none, or is not http or https
 * @example const target = createTarget('http://localhost:4010', { timeout: 5000 });
 */
export function createTarget(url: string, options: TargetOptions = {}): Target {
  const base = parseBase(url);
  const prefix = base.pathname.replace(/\/+$/, '');
  const timeout = options.timeout ?? 10_000;
  const pool = new Pool(base.origin, {
    connections: options.connections ?? 16,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    connectTimeout: timeout,
    keepAliveTimeout: 2_000,
  });
  return {
    url: base.origin + prefix,
    send: (request) => exchangeOrRetry(pool, prefix, request, timeout),
    close: () => pool.destroy(),
  };
}

// A server may close an idle connection in the moment it is used again. That is no fault of it, so what was cut off
// before the first byte of a response is sent once more; a server that hangs up on the request itself does so twice.
async function exchangeOrRetry(
  pool: Pool,
  prefix: string,
  request: WireRequest,
  timeout: number,
): Promise<WireResponse> {
  try {
    return await exchange(pool, prefix, request);
  } catch (error) {
    if (!cutOffCodes.has(codeOf(error))) throw asTransportError(error, timeout);
  }
  try {
    return await exchange(pool, prefix, request);
  } catch (error) {
    throw asTransportError(error, timeout);
  }
}

async function exchange(pool: Pool, prefix: string, request: WireRequest): Promise<WireResponse> {
  const started = performance.now();
  const { statusCode, headers, body } = await pool.request({
    method: request.method as 'GET',
    path: prefix + request.path,
    headers: request.headers,
    body: request.body ?? null,
  });
  const bytes = new Uint8Array(await body.arrayBuffer());
  return { status: statusCode, headers: joined(headers), body: bytes, milliseconds: performance.now() - started };
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

function parseBase(url: string): URL {
  if (!/^https?:\/\//i.test(url))
    throw new TargetUrlError(`"${url}" is not a URL; write it like http://localhost:4010`);
  let base: URL;
  try {
    base = new URL(url);
  } catch {
    throw new TargetUrlError(`"${url}" is not a URL; write it like http://localhost:4010`);
  }
  if (base.search !== '' || base.hash !== '') throw new TargetUrlError(`"${url}" must not have a query or fragment`);
  return base;
}

const cutOffCodes = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused; nothing listens there',
  ENOTFOUND: 'the host name is unknown',
  ECONNRESET: 'the connection was reset before the response was complete',
  UND_ERR_SOCKET: 'the connection was closed before the response was complete',
  UND_ERR_CONNECT_TIMEOUT: 'no connection could be made in time',
};

function asTransportError(error: unknown, timeout: number): TransportError {
  const code = codeOf(error);
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return new TransportError(`no complete response within ${timeout} ms`, false);
  }
  const reason = reasons[code] ?? String((error as { message?: unknown })?.message ?? error);
  return new TransportError(reason, unreachableCodes.has(code));
}

// With several addresses behind a name, Node reports an AggregateError whose parts carry the codes. Errors are told by what
// they carry: inside Jest, those of Node are no instances of the Error that is seen here.
function codeOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: unknown };
  if (typeof code === 'string') return code;
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : '';
}
