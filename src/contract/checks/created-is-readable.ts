import { describeResponse } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import { isSuccess } from '../exchange/statuses';
import type { Check } from '../findings/check';

/** A create and the read of what it created. */
export interface CreatedAndRead {
  readonly created: Exchange;
  readonly read: Exchange;
}

/** A created record is there: reading it right afterwards succeeds. */
export const createdIsReadable: Check<CreatedAndRead> = {
  name: 'created-is-readable',
  severity: 'error',
  basis: 'RFC 9110, section 9.3.3',
  judge({ created, read }) {
    if (isSuccess(read.response.status) || read.response.status >= 500) return [];
    return [
      {
        title: 'does not keep what it created: reading it fails',
        promised: `the record that ${created.operation?.id} answered with status ${created.response.status}`,
        received: describeResponse(read),
        pointer: created.operation?.pointer ?? '#/paths',
        symptom: `status ${read.response.status}`,
      },
    ];
  },
};
