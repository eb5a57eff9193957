import { describePlace, describeResponse } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import type { ExpectedViolation } from '../exchange/expectation';
import { isSuccess, rejectionStatuses } from '../exchange/statuses';
import { type Check, faultKey } from '../findings/check';

/** A request that breaks a constraint is not carried out. */
export const rejectsInvalid: Check<Exchange> = {
  name: 'rejects-invalid',
  severity: 'error',
  basis: 'OpenAPI 3.1, section 4.8.24',
  judge(exchange) {
    const { expectation, operation, response } = exchange;
    if (expectation.kind !== 'rejection' || operation === undefined || !isSuccess(response.status)) return [];
    const [first, ...others] = expectation.violations;
    if (first === undefined) return [];
    return [
      {
        title: `accepts an invalid request: ${expectation.because}`,
        promised: `${rejectionStatuses(operation).join(' or ')}, because ${describePlace(first)} breaks ${first.keyword}`,
        received: describeResponse(exchange),
        pointer: first.pointer,
        symptom: notEnforced(first),
        causedBy: others.map(notEnforcedKey),
      },
    ];
  },
};

/** The key of the fault that a constraint is not enforced; other checks name it as the cause of what they miss. */
export function notEnforcedKey(violation: ExpectedViolation): string {
  return faultKey(rejectsInvalid.name, violation.pointer, notEnforced(violation));
}

// Indexes are left out: the items of an array share one constraint.
function notEnforced({ in: place, path }: ExpectedViolation): string {
  return `accepted ${place} ${path.filter((step) => typeof step === 'string').join('.')}`;
}
