import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { allowOrigin } from '../../mock/messages/cross-origin';
import type { Spec } from '../../openapi/model/model';
import { toYaml } from '../../openapi/read/yaml';
import type { Inspected } from '../pages/inspector-answer';
import { inspectorPath } from '../pages/inspector-paths';
import { isDescribed, ownRoutes, READY_PATH } from './own-routes';
import { toMockRequest } from './read-request';
import {
  createRequestListener,
  type RequestHandler as MockHandler,
  type RequestListener,
  type RequestListenerOptions,
} from './request-listener';
import { sendResponse } from './send-response';
import { internalError } from './transport-problem';

/** A mock and the document it keeps. */
export interface ServedMock extends MockHandler {
  readonly spec: Pick<Spec, 'document' | 'paths'> & Partial<Pick<Spec, 'servers'>>;
  /** The content of the inspector and the API reference; without it there are none. */
  readonly pages?: Inspected | undefined;
  /** Tells if requests can be answered now; without it they always can. */
  isReady?(): Promise<boolean>;
}

/**
 * Creates an Express 5 application that answers for a mock: every path of its document, and besides these
 * `GET /healthz`, `GET /readyz`, `GET /openapi.json` and `GET /openapi.yaml`. Everything else is a 404 problem.
 *
 * It is an ordinary application: give it to `http.createServer()` or supertest, or mount it below a path of yours.
 *
 * @param mock - what answers; see `createMock()`
 * @param options - body limit and request log
 * @example
 * const app = express();
 * app.use('/api', createApp(createMock({ spec: loadSpec('openapi.yaml') })));
 * app.listen(3000);
 */
export function createApp(mock: ServedMock, options: RequestListenerOptions = {}): Express {
  return createAppAround(mock, createRequestListener(mock, options));
}

/**
 * Creates the application around a listener that exists already.
 *
 * @param mock - whose document is served
 * @param listener - answers everything that is no route of the server's own
 */
export function createAppAround(mock: ServedMock, listener: RequestListener): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('strict routing').enable('case sensitive routing');
  for (const route of ownRoutes(toYaml)) {
    app.get([route.path, `/~:session${route.path}`], (request, response, next) => {
      const { spec } = mock;
      if (isDescribed(spec, route.path)) return next();
      const body = route.body(spec, request.path.slice(0, -route.path.length));
      const headers = { 'content-type': route.mediaType, 'access-control-allow-origin': '*', vary: 'Origin' };
      const answer = allowOrigin({ status: 200, headers, body, note: '' }, request.headers.origin);
      sendResponse(request, response, answer, false);
    });
  }
  app.get([READY_PATH, `/~:session${READY_PATH}`], async (request, response, next) => {
    if (isDescribed(mock.spec, READY_PATH)) return next();
    const ready = (await mock.isReady?.()) ?? true;
    const headers = { 'content-type': 'application/json', ...(!ready && { 'retry-after': '1' }) };
    const body = `{"status":"${ready ? 'ready' : 'unavailable'}"}`;
    sendResponse(request, response, { status: ready ? 200 : 503, headers, body, note: '' }, false);
  });
  app.use(servePages(mock));
  app.use(listener);
  app.use(answerFailure);
  return app;
}

/** The inspector and the API reference, whose code is loaded at the first request for them. */
function servePages(mock: ServedMock): RequestHandler {
  return (request, response, next) => {
    const { pages } = mock;
    if (pages === undefined || inspectorPath(request.path) === undefined) return next();
    const { inspectorAnswer } = require('../pages/inspector-answer') as typeof import('../pages/inspector-answer');
    const answer = inspectorAnswer(toMockRequest(request, undefined), pages);
    if (answer === undefined) return next();
    sendResponse(request, response, answer, false);
  };
}

/** Express's own answer to an error is an HTML page with a stack trace. */
const answerFailure: ErrorRequestHandler = (error: unknown, request, response, _next) => {
  sendResponse(request, response, internalError(error), true);
};
