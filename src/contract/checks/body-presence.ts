import { describeResponse } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import { carriesBody } from '../exchange/statuses';
import type { Check } from '../findings/check';

/** A body comes where one is promised, and none where none can be: HEAD, 204, 205 and 304. */
export const bodyPresence: Check<Exchange> = {
  name: 'body-presence',
  severity: 'error',
  basis: 'RFC 9110, sections 9.3.2, 15.3.5 and 15.4.5',
  judge(exchange) {
    const { documented, operation, request, response } = exchange;
    const length = response.body.byteLength;
    const pointer = documented?.pointer ?? operation?.pointer ?? '#/paths';
    if (!carriesBody(request.method, response.status)) {
      // HEAD and 304 may announce the length of the body that GET would carry; a 204 must not (RFC 9110, section 8.6).
      const mayAnnounce = request.method === 'HEAD' || response.status === 304;
      const announced = mayAnnounce ? 0 : Number(response.headers['content-length'] ?? 0);
      if (length === 0 && !(announced > 0)) return [];
      const promised = request.method === 'HEAD' ? 'no body, as the method is HEAD' : `no body with ${response.status}`;
      return [
        {
          title: 'sends a body where none can be',
          promised,
          received: describeResponse(exchange),
          pointer,
          symptom: 'body',
        },
      ];
    }
    if (length > 0 || documented === undefined || !documented.mediaTypes.some(({ schema }) => schema !== undefined))
      return [];
    return [
      {
        severity: exchange.isBorrowed === true ? 'warning' : undefined,
        title: `sends no body with status ${response.status}`,
        promised: `a body of ${documented.mediaTypes.map(({ name }) => name).join(' or ')}`,
        received: describeResponse(exchange),
        pointer,
        symptom: 'no body',
      },
    ];
  },
};
