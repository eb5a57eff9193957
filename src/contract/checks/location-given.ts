import type { Check } from '../check';
import type { Exchange } from '../exchange';

/** A 201 says where the new record is. The target URI would count as its place otherwise, so leaving it out is a warning. */
export const locationGiven: Check<Exchange> = {
  name: 'location-given',
  severity: 'warning',
  basis: 'RFC 9110, section 15.3.2',
  judge({ documented, operation, response }) {
    if (response.status !== 201 || operation === undefined || response.headers.location !== undefined) return [];
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
