import { isJson } from '../../openapi/operations/media-types';
import { describeResponse } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import { carriesBody } from '../exchange/statuses';
import type { Check } from '../findings/check';

/** A body that calls itself JSON is JSON, in UTF-8. */
export const bodyIsJson: Check<Exchange> = {
  name: 'body-is-json',
  severity: 'error',
  basis: 'RFC 8259, sections 2 and 8.1',
  judge(exchange) {
    const { documented, json, operation, request, response } = exchange;
    if (json.kind !== 'broken' || !carriesBody(request.method, response.status)) return [];
    if (!isJson(response.headers['content-type'] ?? '')) return [];
    return [
      {
        title: `sends a body that is no JSON with status ${response.status}`,
        promised: `JSON, as its Content-Type is ${response.headers['content-type']}`,
        received: `${json.reason}; ${describeResponse(exchange)}`,
        pointer: documented?.pointer ?? operation?.pointer ?? '#/paths',
        symptom: 'not JSON',
      },
    ];
  },
};
