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

/** Credentials as a user gives them. */
export interface GivenCredentials {
  /** Bearer token (RFC 6750, section 2.1). */
  readonly token?: string | undefined;
  /** `name:password` of HTTP Basic authentication (RFC 7617). */
  readonly user?: string | undefined;
  /** Each the value of the document's API key, or `SCHEME=VALUE` where it has several. */
  readonly apiKeys?: readonly string[];
  /** Further headers, which win; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Credentials that do not fit the document or were not accepted. The message says what to do; it repeats no secret. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
}

/**
 * Puts credentials where the document wants them (OpenAPI 3.1, section 4.8.27).
 *
 * @returns names of headers in lower case, and `?name` for query parameters
 * @throws {@link CredentialsError} when the document has no place for an API key
 */
export function credentialsOf(spec: Spec, given: GivenCredentials): Record<string, string> {
  const { token, user, apiKeys = [], headers = {} } = given;
  const credentials: Record<string, string> = {};
  const cookies: string[] = [];
  if (user !== undefined) credentials.authorization = `Basic ${Buffer.from(user).toString('base64')}`;
  if (token !== undefined) credentials.authorization = `Bearer ${token}`;
  for (const text of apiKeys) {
    const { scheme, key } = schemeOf(spec, text);
    if (scheme.in === 'query') credentials[`?${scheme.name}`] = key;
    else if (scheme.in === 'cookie') cookies.push(`${scheme.name}=${key}`);
    else credentials[scheme.name.toLowerCase()] = key;
  }
  if (headers.cookie !== undefined) cookies.push(headers.cookie);
  return { ...credentials, ...headers, ...(cookies.length === 0 ? {} : { cookie: cookies.join('; ') }) };
}

type ApiKeyScheme = Extract<Spec['securitySchemes'][string], { type: 'apiKey' }>;

function schemeOf(spec: Spec, text: string): { scheme: ApiKeyScheme; key: string } {
  const schemes = Object.entries(spec.securitySchemes).flatMap(([name, scheme]) =>
    scheme.type === 'apiKey' ? [{ name, scheme }] : [],
  );
  const named = schemes.find(({ name }) => text.startsWith(`${name}=`));
  if (named !== undefined) return { scheme: named.scheme, key: text.slice(named.name.length + 1) };
  const [first, second] = schemes;
  if (first === undefined) {
    throw new CredentialsError(`An API key is given, but ${spec.source} has no security scheme of type apiKey`);
  }
  if (second !== undefined) {
    const names = schemes.map(({ name }) => `${name}=KEY`).join(' or ');
    throw new CredentialsError(`An API key is given, but ${spec.source} has several; write ${names}`);
  }
  return { scheme: first.scheme, key: text };
}
