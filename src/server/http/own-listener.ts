import type { IncomingMessage } from 'node:http';
import { allowOrigin } from '../../mock/messages/cross-origin';
import type { MockResponse } from '../../mock/messages/message';
import { cutSession, isSessionName } from '../../mock/sessions/session-name';
import type { Spec } from '../../openapi/model/model';
import type { Inspected } from '../pages/inspector-answer';
import { inspectorPath } from '../pages/inspector-paths';
import type { Metrics } from './metrics';
import { HOST, refuseHost } from './protocol-faults';
import {
  originForm,
  type RequestHandler,
  type RequestListener,
  type RequestListenerOptions,
  toMockRequest,
} from './request-listener';
import { sendResponse } from './send-response';
import { internalError } from './transport-problem';

/** The document that the routes serve. */
type Described = Pick<Spec, 'document' | 'paths'> & Partial<Pick<Spec, 'servers' | 'written'>>;

/** A mock and the document it keeps. */
export interface ServedMock extends RequestHandler {
  readonly spec: Pick<Spec, 'document' | 'paths'> & Partial<Pick<Spec, 'servers'>>;
  /** The content of the inspector and the API reference; without it there are none. */
  readonly pages?: Inspected | undefined;
  /** Tells if requests can be answered now; without it they always can. */
  isReady?(): Promise<boolean>;
}

/**
 * Answers a path that is the server's own.
 *
 * @param prefix - the text before the path: `''`, or the session's segment such as `/~anna`
 */
type OwnRoute = (mock: ServedMock, prefix: string) => MockResponse | Promise<MockResponse>;

/** The paths that the server answers itself, outside of the document: whether it runs, whether it can answer, and the document. */
const ownRoutes = new Map<string, OwnRoute>([
  ['/healthz', () => shared('application/json', '{"status":"ok"}')],
  [
    '/readyz',
    async (mock) => {
      if ((await mock.isReady?.()) ?? true) return shared('application/json', '{"status":"ready"}');
      const answer = shared('application/json', '{"status":"unavailable"}');
      return { ...answer, status: 503, headers: { ...answer.headers, 'retry-after': '1' } };
    },
  ],
  [
    '/openapi.json',
    ({ spec }, prefix) => shared('application/json', JSON.stringify(servedDocument(spec, prefix), null, 2)),
  ],
  [
    '/openapi.yaml',
    ({ spec }, prefix) => {
      const { toYaml } = require('../../openapi/read/yaml') as typeof import('../../openapi/read/yaml');
      return shared('application/yaml', toYaml(servedDocument(spec, prefix)));
    },
  ],
]);

/** Options of {@link createOwnListener}. */
interface OwnOptions extends Pick<RequestListenerOptions, 'log' | 'stopping' | 'passThrough'> {
  readonly metrics?: Pick<Metrics, 'mediaType' | 'text'> | undefined;
}

function metricsRoute({ mediaType, text }: NonNullable<OwnOptions['metrics']>): OwnRoute {
  return async () => ({ status: 200, headers: { 'content-type': mediaType }, body: await text(), note: '' });
}

/** An answer that pages of every origin may read. */
function shared(mediaType: string, body: string): MockResponse {
  const headers = { 'content-type': mediaType, 'access-control-allow-origin': '*', vary: 'Origin' };
  return { status: 200, headers, body, note: '' };
}

/** The first letters of the paths that are the server's own, and of those that name a session; they tell nearly all requests. The root has none (NaN). */
function initialsOf(paths: readonly string[]): ReadonlySet<number> {
  return new Set(paths.map((path) => path.charCodeAt(1)));
}

/**
 * Creates the listener that answers what is the server's own: its health, the document, the inspector and the API reference; a
 * request to no host is refused.
 * A path that the document describes is left to it, and so is a session that has no possible name, so that both are answered
 * like all others.
 *
 * @param mock - whose document is served
 * @param listener - answers everything else
 * @param options - `log` takes note of refused hosts; `stopping` is aborted when the server begins to stop; with `passThrough` the first
 * page is the real API's; `metrics` are told at `/metrics`
 */
export function createOwnListener(
  mock: ServedMock,
  listener: RequestListener,
  { log, stopping, passThrough, metrics }: OwnOptions = {},
): RequestListener {
  const routes = metrics === undefined ? ownRoutes : new Map([...ownRoutes, ['/metrics', metricsRoute(metrics)]]);
  const initials = initialsOf([...routes.keys(), '/', '/__admin', '/docs', '/~']);
  return (request, response) => {
    const { url: target = '/', headers } = request;
    const { host } = headers;
    if (host === undefined ? request.httpVersion !== '1.0' : !HOST.test(host))
      return refuseHost(request, response, log);
    if (target.charCodeAt(0) === 0x2f && !initials.has(target.charCodeAt(1))) return listener(request, response);
    const send = (answer: MockResponse): void => sendResponse(request, response, answer, stopping?.aborted === true);
    try {
      const answer = ownAnswer(mock, request, routes, passThrough === undefined);
      if (answer === undefined) return listener(request, response);
      if (!(answer instanceof Promise)) return send(answer);
      return answer.catch(internalError).then(send);
    } catch (error) {
      return send(internalError(error));
    }
  };
}

function ownAnswer(
  mock: ServedMock,
  request: IncomingMessage,
  routes: ReadonlyMap<string, OwnRoute>,
  hasFrontDoor: boolean,
): ReturnType<OwnRoute> | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  const path = /^[^?]*/.exec(originForm(request.url ?? '/'))![0];
  const cut = cutSession(path);
  if (cut !== undefined && !isSessionName(cut.name)) return undefined;
  const { rest } = cut ?? { rest: path };
  const route = routes.get(rest);
  if (route !== undefined) {
    if (mock.spec.paths.some(({ template }) => template.source === rest)) return undefined;
    const answer = route(mock, cut === undefined ? '' : `/~${cut.name}`);
    const allow = (made: MockResponse): MockResponse => allowOrigin(made, request.headers.origin);
    return answer instanceof Promise ? answer.then(allow) : allow(answer);
  }
  if (mock.pages === undefined) return undefined;
  if (rest === '/') return hasFrontDoor ? frontDoorFor(mock.pages, request, cut?.name ?? '') : undefined;
  if (inspectorPath(path) === undefined) return undefined;
  const { inspectorAnswer } = require('../pages/inspector-answer') as typeof import('../pages/inspector-answer');
  return inspectorAnswer(toMockRequest(request, undefined), mock.pages);
}

/** The first page: HTML for browsers, JSON for other clients. A document that has `/` itself keeps it. */
function frontDoorFor(pages: Inspected, request: IncomingMessage, session: string): MockResponse | undefined {
  if (pages.spec.paths.some(({ template }) => template.source === '/')) return undefined;
  const { frontDoor, frontDoorAsJson } = require('../pages/front-door') as typeof import('../pages/front-door');
  const { accept = '', host = '', origin } = request.headers;
  const { baseUrl = '' } = request as { baseUrl?: string };
  const scheme = (request.socket as { encrypted?: boolean }).encrypted === true ? 'https' : 'http';
  const here = /^[\w.:[\]-]+$/.test(host) ? `${scheme}://${host}` : '';
  const place = { url: `${here}${baseUrl}${session === '' ? '' : `/~${session}`}`, session };
  return /\btext\/html\b/i.test(accept) ? frontDoor(pages, place) : allowOrigin(frontDoorAsJson(pages, place), origin);
}

/**
 * The document as served, in the version in which it was written. A session that is part of the path is part of the servers:
 * pages made from the document stay in the session.
 */
function servedDocument({ document, written, servers = [] }: Described, prefix: string): unknown {
  const own = written?.() ?? document;
  if (prefix === '') return own;
  const basePaths = new Set(['', ...servers.map(({ basePath }) => basePath)]);
  const { host: _, ...swagger } = own as { swagger?: unknown; host?: unknown };
  if (swagger.swagger !== undefined) return { ...swagger, basePath: prefix + [...basePaths].at(-1) };
  return { ...own, servers: [...basePaths].map((basePath) => ({ url: prefix + basePath })) };
}
