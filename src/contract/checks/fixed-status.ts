import { describeResponse } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import type { StatusCheckName } from '../exchange/expectation';
import type { Check } from '../findings/check';

const BASES: Readonly<Record<StatusCheckName, string>> = {
  'unknown-not-found': 'RFC 9110, section 15.5.5',
  'method-not-allowed': 'RFC 9110, section 15.5.6',
  'malformed-body-rejected': 'RFC 8259, section 9',
  'media-type-rejected': 'RFC 9110, section 15.5.16',
  'credentials-required': 'RFC 9110, section 15.5.2',
  'options-answered': 'RFC 9110, section 9.3.7',
};

/** One check for each situation that the protocol answers with a fixed status. */
export const fixedStatusChecks: readonly Check<Exchange>[] = Object.entries(BASES).map(([name, basis]) => ({
  name,
  severity: 'error',
  basis,
  judge(exchange) {
    const { expectation, response } = exchange;
    if (expectation.kind !== 'status' || expectation.check !== name || response.status >= 500) return [];
    if (expectation.statuses.includes(response.status)) return [];
    const [promised] = expectation.statuses;
    const { warned = [] } = expectation;
    return [
      {
        severity: warned === 'any' || warned.includes(response.status) ? 'warning' : 'error',
        title: `answers status ${response.status} instead of ${promised}: ${expectation.because}`,
        promised: `status ${expectation.statuses.join(' or ')}: ${expectation.because}`,
        received: describeResponse(exchange),
        pointer: expectation.pointer,
        // Whatever comes of a request that is let through, it is let through.
        symptom: name === 'credentials-required' ? 'let through' : `status ${response.status}`,
      },
    ];
  },
}));
