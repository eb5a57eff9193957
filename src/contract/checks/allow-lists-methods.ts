import type { Exchange } from '../exchange/exchange';
import type { Check } from '../findings/check';

/** The `Allow` of a 405 names every documented method of the path, and not the one that was refused. */
export const allowListsMethods: Check<Exchange> = {
  name: 'allow-lists-methods',
  severity: 'error',
  basis: 'RFC 9110, sections 10.2.1 and 15.5.6',
  judge({ allowed, documented, request, response }) {
    const value = response.headers.allow;
    if (response.status !== 405 || value === undefined || allowed === undefined) return [];
    const listed = new Set(value.split(',').map((method) => method.trim().toUpperCase()));
    const missing = allowed.filter((method) => !listed.has(method));
    const refused = listed.has(request.method);
    if (missing.length === 0 && !refused) return [];
    return [
      {
        title: refused
          ? `allows ${request.method} in the very answer that refuses it`
          : `does not list ${missing.join(', ')} in Allow`,
        promised: `Allow with ${allowed.join(', ')} and without ${request.method}`,
        received: `Allow: ${value}`,
        pointer: documented?.pointer ?? '#/paths',
        symptom: refused ? 'refused method listed' : 'method missing',
      },
    ];
  },
};
