import { mediaTypeName } from '../../openapi/operations/media-types';
import type { Exchange } from '../exchange/exchange';
import { carriesBody } from '../exchange/statuses';
import type { Check } from '../findings/check';

/** A body has a `Content-Type`, and it is one that the document gives for this status. Parameters do not matter. */
export const mediaTypeDocumented: Check<Exchange> = {
  name: 'media-type-documented',
  severity: 'error',
  basis: 'OpenAPI 3.1, section 4.8.17; RFC 9110, section 8.3',
  judge({ documented, mediaType, request, response }) {
    if (documented === undefined || documented.mediaTypes.length === 0 || mediaType !== undefined) return [];
    if (response.body.byteLength === 0 && carriesBody(request.method, response.status)) return [];
    const received = response.headers['content-type'];
    if (received === undefined && !carriesBody(request.method, response.status)) return [];
    const promised = documented.mediaTypes.map(({ name }) => name).join(' or ');
    const seen = received === undefined ? 'no Content-Type' : mediaTypeName(received);
    return [
      {
        title: `answers ${seen} instead of ${promised} with status ${response.status}`,
        promised: `Content-Type ${promised}`,
        received: received === undefined ? 'no Content-Type' : `Content-Type ${received}`,
        pointer: documented.pointer,
        symptom: seen,
      },
    ];
  },
};
