import type { Server } from 'node:http';
import express from 'express';
import { createOwnListener, type ServedMock } from './own-listener';
import { createRequestListener, type RequestListener, type RequestListenerOptions } from './request-listener';

/**
 * An Express 5 application, as far as a mock's user needs it without the types of Express; with `@types/express` beside the package
 * it may be taken `as unknown as Express`.
 */
export interface MockApp extends RequestListener {
  /** Adds handlers after those of the mock, which answers every path. */
  use(...handlers: readonly unknown[]): this;
  /** Listens; port 0 takes a free one. */
  listen(port?: number, callback?: () => void): Server;
}

/**
 * Creates an Express 5 application that answers for a mock: every path of its document, and besides these
 * `GET /healthz`, `GET /readyz`, `GET /openapi.json` and `GET /openapi.yaml`. Everything else is a 404 problem.
 *
 * It is an ordinary application: give it to `http.createServer()` or supertest, or mount it below a path of yours, and the path
 * that is cut off comes back in `Location` and `Link`. `startServer()` serves the same without Express, which takes longer to load
 * than all else.
 *
 * @param mock - what answers; see `createMock()`
 * @param options - body limit and request log
 * @example
 * const app = express();
 * app.use('/api', createApp(createMock({ spec: loadSpec('openapi.yaml') })));
 * app.listen(3000);
 */
export function createApp(mock: ServedMock, options: RequestListenerOptions = {}): MockApp {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  // Nothing of ours is left to Express's router, which decodes paths and answers bad encodings by itself.
  app.use(createOwnListener(mock, createRequestListener(mock, options), options));
  return app as unknown as MockApp;
}
