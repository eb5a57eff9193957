import type { Exchange } from '../exchange/exchange';
import type { Check, Problem } from '../findings/check';

/** Headers that a status cannot do without, wherever the document says nothing of them. */
const byStatus: Readonly<Record<number, { readonly name: string; readonly basis: string }>> = {
  401: { name: 'WWW-Authenticate', basis: 'RFC 9110, section 15.5.2' },
  405: { name: 'Allow', basis: 'RFC 9110, section 15.5.6' },
};

/** Required headers come, and every documented header matches its schema. */
export const requiredHeaders: Check<Exchange> = {
  name: 'required-headers',
  severity: 'error',
  basis: 'OpenAPI 3.1, section 4.8.21; RFC 9110, sections 15.5.2 and 15.5.6',
  judge({ documented, response, operation }) {
    const problems: Problem[] = [];
    for (const header of documented?.headers ?? []) {
      const value = response.headers[header.name.toLowerCase()];
      if (value === undefined && header.required) problems.push(missing(header.name, response.status, header.pointer));
    }
    const needed = byStatus[response.status];
    const told = documented?.headers.some(
      ({ name, required }) => required && name.toLowerCase() === needed?.name.toLowerCase(),
    );
    if (needed !== undefined && told !== true && response.headers[needed.name.toLowerCase()] === undefined) {
      problems.push(missing(needed.name, response.status, documented?.pointer ?? operation?.pointer ?? needed.basis));
    }
    return problems;
  },
};

function missing(name: string, status: number, pointer: string): Problem {
  return {
    title: `sends no ${name} header with status ${status}`,
    promised: `the header ${name}`,
    received: 'no such header',
    pointer,
    symptom: `no ${name}`,
  };
}
