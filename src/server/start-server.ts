import { createServer, type Server, type ServerOptions } from 'node:http';
import type { Mock } from '../mock/create-mock';
import { createMalformedAnswer } from './http/answer-malformed';
import type { Certificate } from './http/certificate';
import { createGracefulStop } from './http/graceful-stop';
import { LISTEN_DEFAULTS, listen } from './http/listen';
import type { Metrics } from './http/metrics';
import { createOwnListener, type ServedMock } from './http/own-listener';
import { refuseProtocolFaults } from './http/protocol-faults';
import {
  createRequestListener,
  DEFAULT_BODY_LIMIT,
  originForm,
  type RequestListenerOptions,
  sendContinue,
} from './http/request-listener';
import type { Persistence } from './persistence/persist';
import type { WatchOptions } from './persistence/watch-document';
import type { UpstreamOptions } from './proxy/create-upstream';

/** The place where a server listens, and its limits. */
export interface ListenOptions extends Omit<RequestListenerOptions, 'stopping'> {
  /** Interface to listen on; `127.0.0.1` by default, `0.0.0.0` for every network. */
  readonly host?: string;
  /** 0..65535; 4010 by default, 0 takes a free one. */
  readonly port?: number;
  /** Serves HTTPS by this certificate instead of HTTP; see `selfSignedCertificate()`. */
  readonly tls?: Certificate | undefined;
}

/** The same, and what a mock is worked with all day; each part is loaded only where it is asked for. */
export interface StartServerOptions extends ListenOptions {
  /**
   * Keeps the data in a file; see `createPersistence()`, whose `changed` the mock needs as its `onChange`. The data of the file
   * are there before the server listens, and what is not yet written is written when it stops.
   */
  readonly persistence?: Pick<Persistence, 'attach' | 'close'>;
  /** The store that the mock was given with `createStore`, when it has to be opened before the server listens. */
  readonly store?: { open(): Promise<void> };
  /** Passes some requests on to the real API, and compares its answers with the document. */
  readonly upstream?: UpstreamOptions;
  /** True to tell numbers for Prometheus at `/metrics`; the package `prom-client` has to be installed beside this one. */
  readonly metrics?: boolean;
  /** Lets the mock follow its document and fixtures until the server stops; see `watchDocument()`. */
  readonly watch?: WatchOptions;
}

/** A server that listens. */
export interface RunningServer {
  /** The URL for clients on this machine, without a trailing slash: `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /** Node's server, for what is not covered here. */
  readonly server: Server;
  /**
   * Stops: no new connection, what is in flight is finished, idle connections are closed; what is not finished after
   * the grace period is cut. Calling it again gives the same promise.
   *
   * @param graceMs - milliseconds to wait for what is in flight; 1500 by default, 0 cuts at once
   */
  close(graceMs?: number): Promise<void>;
}

/**
 * Starts a server for a mock.
 *
 * It gives the same answers as the listener of {@link createApp}, and guards the socket as well: limits, malformed requests, a stop
 * that lets requests in flight finish.
 *
 * @param mock - what answers; see `createMock()`. It is the caller's to close, after the server
 * @param options - where to listen, body limit, request log; persistence, a shared store, the real API, what is watched
 * @returns the running server
 * @throws {@link ListenError} when the port is taken or forbidden, or the host is none of this machine
 * @throws {@link PersistError} when the data cannot be kept in the file
 * @throws {@link UpstreamNameError} when an operation is to be passed on that the document does not have
 * @example
 * const persistence = createPersistence('state.json', console.error);
 * const mock = createMock({ spec: loadSpec('openapi.yaml'), onChange: persistence.changed });
 * const server = await startServer(mock, { port: 0, persistence, upstream: { url: new URL('https://api.example.com') } });
 * await fetch(`${server.url}/healthz`);
 * await server.close();
 * await mock.close();
 */
export function startServer(mock: Mock, options?: StartServerOptions): Promise<RunningServer>;
export function startServer(mock: ServedMock, options?: ListenOptions): Promise<RunningServer>;
export async function startServer(mock: ServedMock, options: StartServerOptions = {}): Promise<RunningServer> {
  const { persistence, store, upstream, watch } = options;
  // The overloads see to it that these come with a whole mock.
  const whole = mock as Mock;
  const proxy = upstream && loadProxy().createUpstream(whole, upstream);
  const closeParts = async (): Promise<void> => {
    await persistence?.close();
    proxy?.close();
  };
  try {
    await persistence?.attach(whole);
    await store?.open();
    const metrics = options.metrics === true ? loadMetrics().createMetrics(whole, options.log) : undefined;
    const passThrough = proxy === undefined ? options.passThrough : proxy.passThrough;
    const server = await startHttpServer(mock, {
      ...options,
      passThrough,
      metrics,
      log: metrics?.log ?? options.log,
    });
    const endWatch = watch && loadWatch().watchDocument(whole, watch);
    let stopped: Promise<void> | undefined;
    const close = (graceMs?: number): Promise<void> => {
      endWatch?.();
      const closed = server.close(graceMs);
      stopped ??= closed.then(closeParts);
      return stopped;
    };
    return { ...server, close };
  } catch (error) {
    await closeParts();
    throw error;
  }
}

function loadProxy(): typeof import('./proxy/create-upstream') {
  return require('./proxy/create-upstream') as typeof import('./proxy/create-upstream');
}

function loadMetrics(): typeof import('./http/metrics') {
  return require('./http/metrics') as typeof import('./http/metrics');
}

function loadWatch(): typeof import('./persistence/watch-document') {
  return require('./persistence/watch-document') as typeof import('./persistence/watch-document');
}

async function startHttpServer(
  mock: ServedMock,
  options: ListenOptions & { readonly metrics?: Metrics | undefined },
): Promise<RunningServer> {
  const { host = LISTEN_DEFAULTS.host, port = LISTEN_DEFAULTS.port, bodyLimit = DEFAULT_BODY_LIMIT, tls } = options;
  const server = tls === undefined ? createServer(SERVER_OPTIONS) : createSecureServer(tls);
  const stop = createGracefulStop(server);
  const own = { ...options, stopping: stop.stopping };
  server.on('request', createOwnListener(mock, createRequestListener(mock, own), own));
  refuseProtocolFaults(server, options.log);
  server.on('checkContinue', (request, response) => {
    const limit = mock.bodyLimitFor?.(originForm(request.url ?? '/')) ?? bodyLimit;
    if (!(Number(request.headers['content-length']) > limit)) sendContinue(response);
    server.emit('request', request, response);
  });
  server.on('clientError', createMalformedAnswer(mock, options.log));
  // Most often a client that does not trust the certificate, or speaks HTTP: it hears nothing that it could tell.
  server.on('tlsClientError', ({ reason, message }: Error & { reason?: string }) =>
    options.log?.({ method: '???', path: '', status: 0, durationMs: 0, note: `TLS: ${reason ?? message}` }),
  );
  const place = await listen(server, host, port, tls && 'https');
  return { ...place, server, close: stop.close };
}

/** TLS is loaded only where it is asked for. */
function createSecureServer(tls: Certificate): Server {
  const https = require('node:https') as typeof import('node:https');
  return https.createServer({ ...SERVER_OPTIONS, ...tls });
}

/** Requests without a body get no stream for one: from Node 24.12 on that saves a tenth of the time they take. */
const SERVER_OPTIONS: ServerOptions & { optimizeEmptyRequests: boolean } = {
  joinDuplicateHeaders: true,
  optimizeEmptyRequests: true,
  requireHostHeader: false,
};
