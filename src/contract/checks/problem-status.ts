import { describeValue } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import { memberOf } from '../exchange/read-json';
import type { Check } from '../findings/check';

/** The `status` member of a problem repeats the HTTP status. */
export const problemStatus: Check<Exchange> = {
  name: 'problem-status',
  severity: 'error',
  basis: 'RFC 9457, section 3.1.3',
  judge({ documented, json, describedBy, response }) {
    if (response.status < 400 || json.kind !== 'json' || describedBy?.name !== 'application/problem+json') return [];
    const status = memberOf(json.value, 'status');
    if (status === undefined || status === response.status) return [];
    return [
      {
        title: `says status ${describeValue(status)} in a problem with HTTP status ${response.status}`,
        promised: `"status": ${response.status}`,
        received: `"status": ${describeValue(status)}`,
        pointer: documented?.pointer ?? '#/components/responses',
        symptom: 'other status in the body',
      },
    ];
  },
};
