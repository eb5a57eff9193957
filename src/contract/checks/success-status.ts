import type { Exchange } from '../exchange/exchange';
import { isSuccess, successStatuses } from '../exchange/statuses';
import type { Check } from '../findings/check';

/** A success has one of the statuses of success that the operation documents: 201 is not 200. */
export const successStatus: Check<Exchange> = {
  name: 'success-status',
  severity: 'error',
  basis: 'OpenAPI 3.1, section 4.8.16',
  judge({ operation, response, request, expectation }) {
    if (operation === undefined || !isSuccess(response.status) || request.method === 'OPTIONS') return [];
    if (expectation.kind === 'rejection' || expectation.kind === 'status') return [];
    const documented = successStatuses(operation);
    if (documented.includes(String(response.status)) || documented.includes('2XX')) return [];
    return [
      {
        title: `succeeds with status ${response.status} instead of ${documented.join(' or ')}`,
        promised: `status ${documented.join(' or ')}`,
        received: `status ${response.status}`,
        pointer: `${operation.pointer}/responses`,
        symptom: `status ${response.status}`,
      },
    ];
  },
};
