import type { Exchange } from '../exchange/exchange';
import type { Check } from '../findings/check';

/**
 * A 201 says where the new record is, unless it is where a PUT has put it. Leaving it out is allowed, as the target URI would
 * then count as its place; where the document requires the header, `required-headers` has the say.
 */
export const locationGiven: Check<Exchange> = {
  name: 'location-given',
  severity: 'note',
  basis: 'RFC 9110, section 15.3.2',
  judge({ documented, operation, response }) {
    if (response.status !== 201 || operation === undefined || response.headers.location !== undefined) return [];
    if (operation.method === 'put') return [];
    const described = documented?.headers.find(({ name }) => name.toLowerCase() === 'location');
    return [
      {
        title: 'does not say where the new record is: no Location',
        promised: 'the header Location',
        received: 'no such header',
        pointer: described?.pointer ?? documented?.pointer ?? operation.pointer,
        symptom: 'no Location',
      },
    ];
  },
};
