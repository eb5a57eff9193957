import type { Spec } from '../../openapi/model';

/** Header fields that carry credentials, whatever the document says. */
const HEADERS = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key', 'x-auth-token'];

/** Names of members, parameters and form fields that hold secrets. */
const SECRET =
  /^(?:.*(?:password|passwd|passphrase|secret).*|.*(?:access|refresh|id|auth|session|bearer)[_-]?token|token|api[_-]?key|.*private[_-]?key|assertion|client[_-]?assertion)$/i;

/** Whether a member, parameter or form field of this name usually holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}

/** Says by their names what holds secrets. */
export interface SecretNames {
  /** In lower case. */
  header(name: string): boolean;
  parameter(name: string): boolean;
  cookie(name: string): boolean;
}

/** Creates the names of a document's secrets: besides what usually carries some, the API keys that it declares. */
export function createSecretNames({ securitySchemes }: Pick<Spec, 'securitySchemes'>): SecretNames {
  const named = { header: new Set(HEADERS), query: new Set<string>(), cookie: new Set<string>() };
  for (const scheme of Object.values(securitySchemes)) {
    if (scheme.type !== 'apiKey') continue;
    const place = scheme.in as keyof typeof named;
    named[place].add(place === 'header' ? scheme.name.toLowerCase() : scheme.name);
  }
  return {
    header: (name) => named.header.has(name),
    parameter: (name) => named.query.has(name) || isSecretName(name),
    cookie: (name) => named.cookie.has(name) || isSecretName(name),
  };
}
