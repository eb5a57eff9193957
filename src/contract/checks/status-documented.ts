import { isError } from '../../openapi/operations/responses';
import { describeResponse } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import type { Check } from '../findings/check';

/**
 * Statuses that HTTP itself has for requests that are wrong on purpose (RFC 9110, section 15.5; RFC 6585, section 5). Few documents
 * list all of it, and who keeps to the document never sees it; coverage tells where it came up.
 */
const OF_THE_PROTOCOL: ReadonlySet<number> = new Set([400, 401, 404, 405, 406, 413, 414, 415, 431]);

/** Every status that comes is in the document, by itself, in a range or as `default`. Where only errors are, any success will do. */
export const statusDocumented: Check<Exchange> = {
  name: 'status-documented',
  severity: 'warning',
  basis: 'OpenAPI 3.1, section 4.8.16',
  judge(exchange) {
    const { documented, operation, request, response } = exchange;
    if (operation === undefined || documented !== undefined || response.status >= 500) return [];
    if (request.method !== operation.method.toUpperCase()) return [];
    if (isProvoked(exchange) || (response.status < 400 && operation.responses.every(isError))) return [];
    return [
      {
        title: `answers status ${response.status}, which is not documented`,
        promised: `one of ${operation.responses.map(({ status }) => status).join(', ')}`,
        received: describeResponse(exchange),
        pointer: `${operation.pointer}/responses`,
        symptom: `status ${response.status}`,
      },
    ];
  },
};

function isProvoked({ expectation, response: { status } }: Exchange): boolean {
  if (!OF_THE_PROTOCOL.has(status)) return false;
  return expectation.kind !== 'success' || expectation.or?.includes(status) === true;
}
