import { describeResponse } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import type { Check } from '../findings/check';

/** Whatever a client sends, it is no reason for the server to fail. */
export const noServerError: Check<Exchange> = {
  name: 'no-server-error',
  severity: 'error',
  basis: 'RFC 9110, section 15.6',
  judge(exchange) {
    const { documented, expectation, operation, response } = exchange;
    const { status } = response;
    // An operation may promise nothing else, to try clients with.
    const promised = operation?.responses.every((each) => /^5(\d\d|XX)$/.test(each.status));
    if (documented !== undefined && promised === true) return [];
    // A method that the server knows nothing of is answered so (RFC 9110, section 9.1).
    if (status < 500 || (expectation.kind === 'status' && expectation.statuses.includes(status))) return [];
    return [
      {
        title: `fails with status ${status}`,
        promised: 'no status of 500 or above, whatever is sent',
        received: describeResponse(exchange),
        pointer: exchange.operation?.pointer ?? '#/paths',
        symptom: `status ${status}, ${becauseOf(exchange)}`,
      },
    ];
  },
};

// A server that fails on one kind of input fails on it everywhere; which input it is makes the fault.
function becauseOf({ expectation }: Exchange): string {
  if (expectation.kind === 'status') return expectation.check;
  if (expectation.kind === 'rejection') return expectation.violations.map(({ pointer }) => pointer).join(' ');
  return expectation.kind;
}
