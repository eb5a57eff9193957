import { createServer, type IncomingMessage, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { cutSession } from '../mock/sessions/session-name';
import { createMalformedAnswer } from './http/answer-malformed';
import type { ServedMock } from './http/create-app';
import { createGracefulStop } from './http/graceful-stop';
import { toListenError } from './http/listen';
import { originForm } from './http/mock-request';
import { ownRoutes, READY_PATH } from './http/own-routes';
import { createRequestListener, DEFAULT_BODY_LIMIT, type RequestListenerOptions } from './http/request-listener';
import { inspectorPath } from './pages/inspector-paths';

/** Where a server listens and what it may take. */
export interface StartServerOptions extends Omit<RequestListenerOptions, 'stopping'> {
  /** Interface to listen on; `127.0.0.1` by default, `0.0.0.0` for every network. */
  readonly host?: string;
  /** 0..65535; 4010 by default, 0 takes a free one. */
  readonly port?: number;
}

/** A server that listens. */
export interface RunningServer {
  /** Where clients on this machine reach it, without a trailing slash: `http://127.0.0.1:4010`. */
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
 * What the document describes is answered straight from Node's request; only what lies outside of it passes through
 * the Express application of {@link createApp}, which is loaded when it is first needed: loading Express takes longer than
 * loading everything else. Both give the same answers.
 *
 * @param mock - what answers; see `createMock()`
 * @param options - where to listen, body limit, request log
 * @returns the running server
 * @throws {@link ListenError} when the port is taken or forbidden, or the host is none of this machine
 * @example
 * const server = await startServer(createMock({ spec: loadSpec('openapi.yaml') }), { port: 0 });
 * await fetch(`${server.url}/healthz`);
 * await server.close();
 */
export async function startServer(mock: ServedMock, options: StartServerOptions = {}): Promise<RunningServer> {
  const { host = '127.0.0.1', port = 4010, bodyLimit = DEFAULT_BODY_LIMIT } = options;
  const server = createServer(SERVER_OPTIONS);
  const stop = createGracefulStop(server);
  const listener = createRequestListener(mock, { ...options, stopping: stop.stopping });
  let app: Express | undefined;
  const appOnDemand = (): Express => {
    app ??= (require('./http/create-app') as typeof import('./http/create-app')).createAppAround(mock, listener);
    return app;
  };
  const ownPaths = new Set([READY_PATH, ...ownRoutes(String).map((route) => route.path)]);
  const initials = new Set(Array.from([...ownPaths, ...OTHER_OWN], (path) => path.charCodeAt(1)));
  const isOwn = ({ url: target = '/' }: IncomingMessage): boolean => {
    // Nearly all requests are told by one letter.
    if (target.charCodeAt(0) === 0x2f && !initials.has(target.charCodeAt(1))) return false;
    const path = pathOf(target);
    return ownPaths.has(path) || (mock.pages !== undefined && inspectorPath(path) !== undefined);
  };

  server.on('request', (request, response) => (isOwn(request) ? appOnDemand() : listener)(request, response));
  server.on('checkContinue', (request, response) => {
    const limit = mock.bodyLimitFor?.(originForm(request.url ?? '/')) ?? bodyLimit;
    if (!(Number(request.headers['content-length']) > limit)) response.writeContinue();
    server.emit('request', request, response);
  });
  server.on('clientError', createMalformedAnswer(mock, options.log));
  await listen(server, host, port);

  const address = server.address() as AddressInfo;
  return { url: urlOf(address), port: address.port, server, close: stop.close };
}

/** Requests without a body get no stream for one: from Node 24.12 on that saves a tenth of the time they take. */
const SERVER_OPTIONS: ServerOptions & { optimizeEmptyRequests: boolean } = {
  joinDuplicateHeaders: true,
  optimizeEmptyRequests: true,
};

/** How the paths of the inspector and the API reference begin, and those that name a session. */
const OTHER_OWN = ['/__admin', '/docs', '/~'];

/** The path without its session. */
function pathOf(target: string): string {
  const origin = originForm(target);
  const mark = origin.indexOf('?');
  const path = mark === -1 ? origin : origin.slice(0, mark);
  return cutSession(path)?.rest ?? path;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => reject(toListenError(error, host, port));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.removeListener('error', refuse);
      resolve();
    });
  });
}

function urlOf({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (address === '::') return `http://[::1]:${port}`;
  return family === 'IPv6' ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
