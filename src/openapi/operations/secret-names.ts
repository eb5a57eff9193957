import type { Spec } from '../model/model';

/** Header fields that carry credentials, whatever the document says; in lower case. */
const SECRET_HEADER =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|.*(?:token|secret|password|passwd|passphrase|api[_-]?key|private[_-]?key).*)$/;

/** Names of properties, parameters, cookies and form fields that hold secrets; a page token is none. */
const SECRET_FIELD =
  /^(?:.*(?:password|passwd|passphrase|secret).*|.*(?:access|refresh|id|auth|session|bearer)[_-]?token|token|(?:x[_-])?api[_-]?key|.*private[_-]?key|assertion|client[_-]?assertion)$/i;

/** Tells by their names which parts of a request or an answer hold secrets. */
export interface SecretNames {
  /** @param name - of a header field, in lower case */
  header(name: string): boolean;
  /** @param name - of a query parameter */
  query(name: string): boolean;
  cookie(name: string): boolean;
}

/**
 * True for the name of a property, parameter or form field that usually holds a secret.
 *
 * @example isSecretName('clientSecret') // true
 */
export function isSecretName(name: string): boolean {
  return SECRET_FIELD.test(name);
}

/**
 * The names of secrets under a document: those that usually hold some, and the API keys that its security schemes declare.
 *
 * @param spec - left out where no document is known
 * @example secretNamesOf(spec).header('x-access-token') // true
 */
export function secretNamesOf(spec?: Pick<Spec, 'securitySchemes'>): SecretNames {
  const schemes = spec?.securitySchemes ?? NO_SCHEMES;
  const names = known.get(schemes) ?? createSecretNames(schemes);
  known.set(schemes, names);
  return names;
}

const NO_SCHEMES: Spec['securitySchemes'] = {};
const known = new WeakMap<Spec['securitySchemes'], SecretNames>();

function createSecretNames(schemes: Spec['securitySchemes']): SecretNames {
  const declared = { header: new Set<string>(), query: new Set<string>(), cookie: new Set<string>() };
  for (const scheme of Object.values(schemes)) {
    if (scheme.type !== 'apiKey') continue;
    const place = scheme.in as keyof typeof declared;
    declared[place].add(place === 'header' ? scheme.name.toLowerCase() : scheme.name);
  }
  return {
    header: (name) => SECRET_HEADER.test(name) || declared.header.has(name),
    query: (name) => isSecretName(name) || declared.query.has(name),
    cookie: (name) => isSecretName(name) || declared.cookie.has(name),
  };
}
