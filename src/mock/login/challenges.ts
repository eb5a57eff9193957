import type { OpenAPIV3_1 } from 'openapi-types';
import type { Operation, Spec } from '../../openapi/model/model';

/** The refusal of a bearer token (RFC 6750, section 3.1); a request without one is told no error. */
export interface BearerError {
  readonly error: 'invalid_token' | 'insufficient_scope';
  readonly description: string;
  readonly scope?: string;
}

/**
 * The challenge of one security scheme (RFC 9110, section 11.6.1): `Bearer` as RFC 6750 says, `Basic` as RFC 7617 says. API
 * keys have no registered scheme; theirs says where the key belongs.
 *
 * @param spec - its title is the realm
 */
export function challengeOf(
  { document }: Pick<Spec, 'document'>,
  scheme: OpenAPIV3_1.SecuritySchemeObject,
  bearerError?: BearerError,
): string {
  const realm = parameter('realm', document.info.title);
  if (scheme.type === 'apiKey')
    return `ApiKey ${realm}, ${parameter('in', scheme.in)}, ${parameter('name', scheme.name)}`;
  if (scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic') return `Basic ${realm}, charset="UTF-8"`;
  if (scheme.type === 'http' && scheme.scheme.toLowerCase() !== 'bearer') return `${scheme.scheme} ${realm}`;
  if (bearerError === undefined) return `Bearer ${realm}`;
  const { error, description, scope } = bearerError;
  const parts = [realm, parameter('error', error), parameter('error_description', description)];
  return `Bearer ${[...parts, ...(scope ? [parameter('scope', scope)] : [])].join(', ')}`;
}

/** The challenges of all schemes by which a client may log in to an operation; `Bearer` where it asks for none. */
export function challengesOf(spec: Spec, operation: Operation | undefined): string {
  const names = new Set(operation?.security.flatMap((requirement) => Object.keys(requirement)));
  const schemes = [...names].flatMap((name) => spec.securitySchemes[name] ?? []);
  const challenges = schemes
    .filter(({ type }) => String(type) !== 'mutualTLS')
    .map((scheme) => challengeOf(spec, scheme));
  return challenges.length > 0
    ? [...new Set(challenges)].join(', ')
    : `Bearer ${parameter('realm', spec.document.info.title)}`;
}

/** A quoted text; header fields carry ASCII safely and nothing else (RFC 9110, section 5.5). */
function parameter(name: string, value: string): string {
  return `${name}="${value.replace(/["\\]/g, '\\$&').replace(/[^\x20-\x7e]/g, '?')}"`;
}
