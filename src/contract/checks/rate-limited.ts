import { describeResponse } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import type { Check } from '../findings/check';

/** A target that keeps asking to slow down cannot be judged: that is reported, and not taken for an answer. */
export const rateLimited: Check<Exchange> = {
  name: 'rate-limited',
  severity: 'warning',
  basis: 'RFC 6585, section 4',
  judge(exchange) {
    if (exchange.response.status !== 429) return [];
    return [
      {
        title: 'refuses requests because there are too many, again and again',
        promised: 'an answer once the time of Retry-After has passed',
        received: describeResponse(exchange),
        pointer: '#/paths',
        symptom: 'status 429',
      },
    ];
  },
};
