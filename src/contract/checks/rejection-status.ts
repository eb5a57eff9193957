import { responseFor } from '../../openapi/operations/responses';
import { describeResponse } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import { isSuccess, rejectionStatuses } from '../exchange/statuses';
import { isNeighbourly } from '../exchange/tolerances';
import type { Check } from '../findings/check';
import { notEnforcedKey } from './rejects-invalid';

/** A request that breaks a constraint is rejected with the documented status, not with a neighbour of it. */
export const rejectionStatus: Check<Exchange> = {
  name: 'rejection-status',
  severity: 'error',
  basis: 'RFC 9110, section 15.5.1',
  judge(exchange) {
    const { expectation, operation, response } = exchange;
    if (expectation.kind !== 'rejection' || operation === undefined) return [];
    if (isSuccess(response.status) || response.status >= 500) return [];
    const statuses = rejectionStatuses(operation);
    // Where no rejection is documented, that is what is told.
    if (response.status === 422 && !operation.responses.some(({ status }) => /^(4\d\d|4XX|default)$/.test(status)))
      return [];
    if (statuses.includes(response.status) || expectation.or.includes(response.status)) return [];
    return [
      {
        severity: isNeighbourly(exchange.spec.schemas, operation, response.status) ? 'warning' : 'error',
        title: `rejects an invalid request with status ${response.status} instead of ${statuses.join(' or ')}`,
        promised: `status ${statuses.join(' or ')}: ${expectation.because}`,
        received: describeResponse(exchange),
        pointer: responseFor(operation, statuses[0] ?? 400)?.pointer ?? `${operation.pointer}/responses`,
        symptom: `status ${response.status}`,
        // What was accepted once may be refused for another reason the second time, as a conflict.
        causedBy: expectation.violations.map(notEnforcedKey),
      },
    ];
  },
};
