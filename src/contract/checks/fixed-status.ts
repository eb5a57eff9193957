import { describeResponse } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import type { StatusCheckName } from '../exchange/expectation';
import type { Check } from '../findings/check';

const BASES: Readonly<Record<StatusCheckName, string>> = {
  /** An id or path that is not there is answered 404. */
  'unknown-not-found': 'RFC 9110, section 15.5.5',
  /** A method that a path does not have is answered 405. */
  'method-not-allowed': 'RFC 9110, section 15.5.6',
  /** A body that is no JSON is answered 400. */
  'malformed-body-rejected': 'RFC 8259, section 9',
  /** A body of a media type that the operation does not take is answered 415. */
  'media-type-rejected': 'RFC 9110, section 15.5.16',
  /** A request without credentials, or with wrong ones, is answered 401 or 403 where the document asks for them. */
  'credentials-required': 'RFC 9110, section 15.5.2',
  /** OPTIONS is answered without an error. */
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
