import express, { type Express } from 'express';
import { createOwnListener, type ServedMock } from './own-listener';
import { createRequestListener, type RequestListenerOptions } from './request-listener';

/**
 * Creates an Express 5 application that answers for a mock: every path of its document, and besides these
 * `GET /healthz`, `GET /readyz`, `GET /openapi.json` and `GET /openapi.yaml`. Everything else is a 404 problem.
 *
 * It is an ordinary application: give it to `http.createServer()` or supertest, or mount it below a path of yours.
 * `startServer()` serves the same without Express, which takes longer to load than all else.
 *
 * @param mock - what answers; see `createMock()`
 * @param options - body limit and request log
 * @example
 * const app = express();
 * app.use('/api', createApp(createMock({ spec: loadSpec('openapi.yaml') })));
 * app.listen(3000);
 */
export function createApp(mock: ServedMock, options: RequestListenerOptions = {}): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  // Nothing of ours is left to Express's router, which decodes paths and answers bad encodings by itself.
  app.use(createOwnListener(mock, createRequestListener(mock, options), options));
  return app;
}
