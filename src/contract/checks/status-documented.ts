import type { Check } from '../check';
import { describeResponse } from '../describe-value';
import type { Exchange } from '../exchange';

/** Every status that comes is in the document, by itself, in a range or as `default`. */
export const statusDocumented: Check<Exchange> = {
  name: 'status-documented',
  severity: 'warning',
  basis: 'OpenAPI 3.1, section 4.8.16',
  judge(exchange) {
    const { documented, operation, request, response } = exchange;
    if (operation === undefined || documented !== undefined || response.status >= 500) return [];
    if (request.method !== operation.method.toUpperCase()) return [];
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
