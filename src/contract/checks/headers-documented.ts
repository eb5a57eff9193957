import type { Exchange } from '../exchange/exchange';
import { undocumentedHeaders } from '../exchange/undocumented';
import type { Check } from '../findings/check';

/** Every header field that comes is in the document or in a standard. A server may send more, so it is a note. */
export const headersDocumented: Check<Exchange> = {
  name: 'headers-documented',
  severity: 'note',
  basis: 'OpenAPI 3.1, section 4.8.17 (headers)',
  judge(exchange) {
    const { documented, response } = exchange;
    return undocumentedHeaders(exchange).map((name) => ({
      title: `sends the header ${name}, which is not documented`,
      promised: `the documented headers: ${documented?.headers.map((each) => each.name).join(', ') || 'none'}`,
      received: `${name}: ${response.headers[name]}`,
      pointer: documented?.pointer ?? '#/paths',
      symptom: name,
    }));
  },
};
