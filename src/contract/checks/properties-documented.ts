import type { Exchange } from '../exchange/exchange';
import { undocumentedProperties } from '../exchange/undocumented';
import type { Check } from '../findings/check';

/** Every property of a body is named by its schema. An open schema allows more, so it is a note. */
export const propertiesDocumented: Check<Exchange> = {
  name: 'properties-documented',
  severity: 'note',
  basis: 'JSON Schema 2020-12, section 10.3.2 (additionalProperties)',
  judge(exchange) {
    const names = undocumentedProperties(exchange);
    const pointer = exchange.describedBy?.schema?.pointer;
    if (names.length === 0 || pointer === undefined) return [];
    return [
      {
        title: `answers properties that are not documented: ${names.join(', ')}`,
        promised: 'the properties that the schema names',
        received: names.join(', '),
        pointer,
        symptom: 'not documented',
      },
    ];
  },
};
