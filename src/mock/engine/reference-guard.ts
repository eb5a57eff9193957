import type { MockResponse } from '../messages/message';
import type { Problem } from '../problems/problems';
import type { RequestViolation } from '../problems/request-violation';
import type { Handler, ValidRequest } from '../handlers/handler';

/**
 * Stands between the check of a request and its handler, and looks for what the request refers to.
 *
 * @param request - as far as it could be read
 * @param violations - what is wrong with it already
 * @param handler - answers it when nothing is wrong
 */
export type ReferenceGuard = (
  request: ValidRequest,
  violations: readonly RequestViolation[],
  handler: Handler,
) => Promise<MockResponse | Problem>;
