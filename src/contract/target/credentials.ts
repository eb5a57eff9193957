import type { Operation, Spec } from '../../openapi/model/model';

/**
 * Those headers of a run that carry credentials: the ones that the operation's security schemes name.
 *
 * @param headers - what every request of the run carries, names in lower case, `?name` for a query parameter
 */
export function credentialsFor(
  spec: Spec,
  operation: Operation,
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const names = credentialHeaders(spec, operation);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)));
}

/** The names of the headers, in lower case, in which an operation's credentials travel; `?name` for a query parameter. */
export function credentialHeaders(spec: Spec, operation: Operation): readonly string[] {
  return [...new Set(operation.security.flatMap((requirement) => headersOf(spec, requirement)))];
}

/** The names of the headers of one alternative of an operation's security, all of which it needs. */
export function headersOf(spec: Spec, requirement: Operation['security'][number]): readonly string[] {
  return [...new Set(Object.keys(requirement).flatMap((name) => headerOf(spec, name) ?? []))];
}

// OAuth 2, OpenID Connect and HTTP authentication all travel in Authorization (OpenAPI 3.1, section 4.8.27).
function headerOf({ securitySchemes }: Spec, name: string): string | undefined {
  const scheme = securitySchemes[name];
  if (scheme === undefined) return undefined;
  if (scheme.type !== 'apiKey') return 'authorization';
  if (scheme.in === 'query') return `?${scheme.name}`;
  return scheme.in === 'cookie' ? 'cookie' : scheme.name.toLowerCase();
}
