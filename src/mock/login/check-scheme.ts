import type { OpenAPIV3_1 } from 'openapi-types';
import type { MockRequest } from '../messages/message';
import type { AuthSettings } from './auth-settings';
import type { BearerError } from './challenges';
import { apiKeyOf, authorizationOf, basicOf } from './credentials';
import { isOneOf, sameSecret } from './same-secret';
import type { TokenBook } from './token-book';

/** Why credentials are refused. */
export interface Refusal {
  /** A sentence for a person, without any secret. */
  readonly detail: string;
  readonly bearerError?: BearerError;
}

/**
 * Checks what a request carries for one security scheme (OpenAPI 3.1, section 4.8.27). Mutual TLS is not seen here and counts
 * as given.
 *
 * @param scopes - which a token must have
 * @returns undefined when it will do
 */
export function checkScheme(
  scheme: OpenAPIV3_1.SecuritySchemeObject,
  scopes: readonly string[],
  request: MockRequest,
  settings: AuthSettings,
  tokens: TokenBook,
): Refusal | undefined {
  const isStrict = settings.mode === 'strict';
  if (scheme.type === 'apiKey') {
    const key = apiKeyOf(request, scheme);
    const where = `the ${scheme.in === 'query' ? 'query parameter' : scheme.in} ${scheme.name}`;
    if (key === undefined) return { detail: `The API key is missing: send ${where}.` };
    return isStrict && !isOneOf(key, settings.apiKeys)
      ? { detail: `The API key in ${where} is not valid.` }
      : undefined;
  }
  if (scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic') {
    const user = basicOf(request);
    if (user === undefined) return { detail: 'A user and a password are missing: send Authorization: Basic.' };
    return isStrict && !isClient(user, settings) ? { detail: 'The user or the password is not valid.' } : undefined;
  }
  if (scheme.type === 'http' && scheme.scheme.toLowerCase() !== 'bearer') {
    const given = authorizationOf(request, scheme.scheme.toLowerCase());
    return given === undefined
      ? { detail: `Credentials are missing: send Authorization: ${scheme.scheme}.` }
      : undefined;
  }
  if (String(scheme.type) === 'mutualTLS') return undefined;
  const token = authorizationOf(request, 'bearer');
  if (token === undefined) return { detail: 'The access token is missing: send Authorization: Bearer.' };
  if (!isStrict) return undefined;
  const hasTokenEndpoint = scheme.type === 'oauth2' && scheme.flows.clientCredentials !== undefined;
  return checkToken(token, scopes, tokens, hasTokenEndpoint ? [] : settings.apiKeys);
}

/** Whether somebody is one of the known clients; all of them are compared. */
export function isClient({ id, secret }: { id: string; secret: string }, { clients }: AuthSettings): boolean {
  let found = false;
  for (const client of clients) {
    const sameId = sameSecret(id, client.id);
    if (sameSecret(secret, client.secret) && sameId) found = true;
  }
  return found;
}

/** @param fixed - tokens that never expire, for schemes whose tokens are not issued here */
function checkToken(
  token: string,
  scopes: readonly string[],
  tokens: TokenBook,
  fixed: readonly string[],
): Refusal | undefined {
  if (isOneOf(token, fixed)) return undefined;
  const state = tokens.check(token);
  if (state.kind !== 'valid') {
    const description = state.kind === 'expired' ? 'The access token has expired.' : 'The access token is not valid.';
    return { detail: description, bearerError: { error: 'invalid_token', description } };
  }
  const lacking = scopes.filter((scope) => !state.scopes.includes(scope));
  if (lacking.length === 0) return undefined;
  const description = `The access token lacks the scope ${lacking.join(' ')}.`;
  return { detail: description, bearerError: { error: 'insufficient_scope', description, scope: scopes.join(' ') } };
}
