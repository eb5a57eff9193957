import { describeValue, hasMarkup } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import { memberOf } from '../exchange/read-json';
import type { Check, Fault } from '../findings/check';

/** The title and the detail of a problem say something to a person. */
export const problemReadable: Check<Exchange> = {
  name: 'problem-readable',
  severity: 'error',
  basis: 'RFC 9457, sections 3.1.3 and 3.1.4',
  judge({ describedBy, documented, json, request, response }) {
    if (response.status < 400 || json.kind !== 'json' || describedBy?.name !== 'application/problem+json') return [];
    const faults: Fault[] = [];
    for (const member of ['title', 'detail']) {
      const text = memberOf(json.value, member);
      // Whether it has to be there, and be a text, is for the schema to say.
      if (typeof text !== 'string') continue;
      const about = {
        promised: `"${member}": plain words for a person`,
        received: `"${member}": ${describeValue(text)}`,
        pointer: describedBy.schema?.pointer ?? documented?.pointer ?? '#/components/responses',
      };
      const empty = `gives a problem without any words in its ${member}`;
      if (text.trim() === '') faults.push({ ...about, title: empty, symptom: `empty ${member}` });
      // Markup that was sent may be repeated.
      if (!hasMarkup(text) || hasMarkup(`${request.path} ${new TextDecoder().decode(request.body)}`)) continue;
      faults.push({ ...about, title: `writes HTML into the ${member} of a problem`, symptom: `HTML in ${member}` });
    }
    return faults;
  },
};
