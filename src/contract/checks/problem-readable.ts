import type { Check, Problem } from '../check';
import { describeValue } from '../describe-value';
import type { Exchange } from '../exchange';
import { memberOf } from '../value-at-path';

/** The title and the detail of a problem say something to a person. */
export const problemReadable: Check<Exchange> = {
  name: 'problem-readable',
  severity: 'error',
  basis: 'RFC 9457, sections 3.1.3 and 3.1.4',
  judge({ describedBy, documented, json, response }) {
    if (response.status < 400 || json.kind !== 'json' || describedBy?.name !== 'application/problem+json') return [];
    const problems: Problem[] = [];
    for (const member of ['title', 'detail']) {
      const text = memberOf(json.value, member);
      // Whether it has to be there, and be a text, is for the schema to say.
      if (typeof text !== 'string' || text.trim() !== '') continue;
      problems.push({
        title: `gives a problem without any words in its ${member}`,
        promised: `"${member}": a sentence for a person`,
        received: `"${member}": ${describeValue(text)}`,
        pointer: describedBy.schema?.pointer ?? documented?.pointer ?? '#/components/responses',
        symptom: `empty ${member}`,
      });
    }
    return problems;
  },
};
