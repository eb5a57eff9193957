import type { Operation, Spec } from '../../openapi/model/model';
import type { Exchange } from '../exchange/exchange';
import type { Check, Fault } from '../findings/check';

/** Headers that a status cannot do without, wherever the document says nothing of them. */
const BY_STATUS: Readonly<Record<number, { readonly name: string; readonly basis: string }>> = {
  401: { name: 'WWW-Authenticate', basis: 'RFC 9110, section 15.5.2' },
  405: { name: 'Allow', basis: 'RFC 9110, section 15.5.6' },
};

/** Required headers come, and every documented header matches its schema. */
export const requiredHeaders: Check<Exchange> = {
  name: 'required-headers',
  severity: 'error',
  basis: 'OpenAPI 3.1, section 4.8.21; RFC 9110, sections 15.5.2 and 15.5.6',
  judge({ documented, response, operation, spec }) {
    const faults: Fault[] = [];
    for (const header of documented?.headers ?? []) {
      const value = response.headers[header.name.toLowerCase()];
      if (value === undefined && header.required) faults.push(missing(header.name, response.status, header.pointer));
    }
    const needed = BY_STATUS[response.status];
    const isDocumented = documented?.headers.some(
      ({ name, required }) => required && name.toLowerCase() === needed?.name.toLowerCase(),
    );
    if (needed !== undefined && isDocumented !== true && response.headers[needed.name.toLowerCase()] === undefined) {
      const pointer = documented?.pointer ?? operation?.pointer ?? needed.basis;
      const severity = response.status === 401 && asksForKeysOnly(spec, operation) ? 'warning' : 'error';
      faults.push({ ...missing(needed.name, response.status, pointer), severity });
    }
    return faults;
  },
};

// No challenge is registered for API keys, so there is nothing that a server could send (RFC 9110, section 16.4.1).
function asksForKeysOnly({ operations, securitySchemes }: Spec, operation: Operation | undefined): boolean {
  const asked = operation === undefined ? operations : [operation];
  const names = asked.flatMap(({ security }) => security.flatMap(Object.keys));
  return names.length > 0 && names.every((name) => securitySchemes[name]?.type === 'apiKey');
}

function missing(name: string, status: number, pointer: string): Fault {
  return {
    title: `sends no ${name} header with status ${status}`,
    promised: `the header ${name}`,
    received: 'no such header',
    pointer,
    symptom: `no ${name}`,
  };
}
