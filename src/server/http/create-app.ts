import { createOwnListener, type ServedMock } from './own-listener';
import { createRequestListener, type RequestListener, type RequestListenerOptions } from './request-listener';

/**
 * Creates a request listener that answers for a mock: every path of its document, and besides these
 * `GET /healthz`, `GET /readyz`, `GET /openapi.json` and `GET /openapi.yaml`. Everything else is a 404 problem.
 *
 * Give it to `http.createServer()` or supertest, or mount it below a path of an Express, Connect or Polka application of yours:
 * the path that such an application cuts off comes back in `Location` and `Link`.
 *
 * @param mock - what answers; see `createMock()`
 * @param options - body limit and request log
 * @example
 * const app = express();
 * app.use('/api', createApp(createMock({ spec: loadSpec('openapi.yaml') })));
 * app.listen(3000);
 */
export function createApp(mock: ServedMock, options: RequestListenerOptions = {}): RequestListener {
  return createOwnListener(mock, createRequestListener(mock, options), options);
}
