import { type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { type Target, TransportError, type WireRequest, type WireResponse } from '../exchange/exchange';
import { VERIFY_DEFAULTS } from '../exchange/verify-defaults';
import { rawExchange } from './raw-exchange';
import { isLoopback, type ProxySettings, parseTargetUrl, proxyFor, TargetUrlError } from './target-url';
import { asTransportError, isCutOff } from './transport-errors';

export { TargetUrlError } from './target-url';

/** Settings of the connection to a target. */
export interface TargetOptions {
  /** Milliseconds that an exchange may take as a whole, from the first byte sent to the last one received; 10,000 by default. */
  readonly timeout?: number;
  /** Bytes of a body that are read; a longer one counts as no complete response. 16 MiB by default. */
  readonly maxBody?: number;
  /** Connections that are kept open; 16 by default. */
  readonly connections?: number;
  /** True when certificates are not checked; false by default. */
  readonly insecure?: boolean;
  /** The proxies on the way; none by default. This machine is never spoken to through a proxy. */
  readonly proxies?: ProxySettings;
}

/**
 * Creates a target that is reached over HTTP: connections are kept alive, redirects are not followed, bodies come as bytes.
 *
 * @param url - base URL of the API; the document's paths are appended to it
 * @throws {@link TargetUrlError} when the URL is none, or is not http or https; also for that of a proxy
 * @example const target = createTarget('http://localhost:4010', { timeout: 5000 });
 */
export function createTarget(url: string, options: TargetOptions = {}): Target {
  const base = parseTargetUrl(url);
  const prefix = base.pathname.replace(/\/+$/, '');
  const timeout = options.timeout ?? VERIFY_DEFAULTS.timeout;
  const proxy = isLoopback(url) ? undefined : proxyFor(base, options.proxies ?? {});
  const { maxBody = 16 * 1_024 * 1_024 } = options;
  const wire: Wire = {
    maxBody,
    dispatcher: dispatcherFor(base, options, timeout, proxy),
    origin: base.origin,
    prefix,
    timeout,
    proxy: proxy === undefined ? undefined : new URL(proxy).origin,
  };
  const raw = { origin: base.origin, prefix, most: maxBody + longestHeaders, insecure: options.insecure === true };
  return {
    url: base.origin + prefix,
    // A proxy may change how an answer is framed.
    send: (request) =>
      request.fromSocket === true && proxy === undefined
        ? rawExchange({ ...raw, timeout }, request)
        : exchangeOrRetry(wire, request),
    close: () => wire.dispatcher.destroy(),
  };
}

interface Wire {
  readonly dispatcher: Dispatcher;
  readonly origin: string;
  readonly prefix: string;
  readonly timeout: number;
  readonly maxBody: number;
  /** Without credentials. */
  readonly proxy?: string;
}

function dispatcherFor(base: URL, options: TargetOptions, timeout: number, proxy: string | undefined): Dispatcher {
  const tls = options.insecure === true ? { rejectUnauthorized: false } : {};
  const settings = {
    connections: options.connections ?? 16,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    connectTimeout: timeout,
    keepAliveTimeout: 2_000,
    maxHeaderSize: longestHeaders,
  };
  if (proxy === undefined) return new Pool(base.origin, { ...settings, connect: { ...tls, timeout } });
  try {
    // Plain http goes to a proxy as a request with an absolute URL, as other tools do it: few let CONNECT out to port 80.
    return new EnvHttpProxyAgent({
      ...settings,
      httpProxy: proxy,
      httpsProxy: proxy,
      noProxy: '',
      proxyTunnel: false,
      requestTls: tls,
    });
  } catch (error) {
    throw new TargetUrlError(`the proxy ${new URL(proxy).origin} cannot be used: ${(error as Error).message}`);
  }
}

/** Bytes of the headers of a response, together. */
const longestHeaders = 256 * 1_024;

// A server may close an idle connection in the moment it is used again. That is no fault of it, so what was cut off
// before the first byte of a response is sent once more; a server that hangs up on the request itself does so twice.
async function exchangeOrRetry(wire: Wire, request: WireRequest): Promise<WireResponse> {
  try {
    return await exchange(wire, request);
  } catch (error) {
    if (!isCutOff(error)) throw asTransportError(error, wire);
  }
  try {
    return await exchange(wire, request);
  } catch (error) {
    const { message, unreachable } = asTransportError(error, wire);
    // What nothing listens to any more after a request was cut off may be what that request has brought down.
    throw new TransportError(message, unreachable, true);
  }
}

async function exchange(
  { dispatcher, origin, prefix, timeout, maxBody }: Wire,
  request: WireRequest,
): Promise<WireResponse> {
  const started = performance.now();
  const over = new AbortController();
  const abort = (): void => over.abort();
  const timer = setTimeout(abort, timeout);
  request.signal?.addEventListener('abort', abort);
  try {
    const { statusCode, headers, body } = await dispatcher.request({
      origin,
      method: request.method as 'GET',
      path: prefix + request.path,
      headers: request.headers,
      body: request.body ?? null,
      signal: over.signal,
    });
    const bytes = await read(body, maxBody);
    return { status: statusCode, headers: joined(headers), body: bytes, milliseconds: performance.now() - started };
  } catch (error) {
    if (over.signal.aborted) throw new TransportError(`no complete response within ${timeout} ms`, false);
    throw error;
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', abort);
  }
}

async function read(body: AsyncIterable<Uint8Array>, maxBody: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    // Leaving the loop closes the connection, so that nothing more comes.
    if (length > maxBody) throw new TransportError(`its body is longer than ${maxBody} bytes`, false);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
