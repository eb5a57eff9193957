import type { OpenAPIV3_1 } from 'openapi-types';
import type { Operation, SecurityRequirement, Spec } from '../../openapi/model/model';
import type { MockRequest } from '../messages/message';
import { createProblem, type Problem } from '../problems/problems';
import { isOneOf, sameSecret } from '../secrets/same-secret';
import { type AuthSettings, developmentClient, developmentKey } from './auth-settings';
import { type BearerError, challengeOf } from './challenges';
import { apiKeyOf, authorizationOf, basicOf } from './credentials';
import type { TokenBook } from './token-book';

/** A scheme of a requirement that a request does not satisfy. */
interface Failure extends Refusal {
  readonly challenge: string;
}

/**
 * Checks the login of a request: of the operation's alternatives one must be satisfied whole (OpenAPI 3.1, section 4.8.30).
 *
 * @returns undefined when it is; else 401, or 403 when only a scope is lacking, for the alternative that lacks the least
 */
export function checkLogin(
  spec: Spec,
  operation: Operation,
  request: MockRequest,
  settings: AuthSettings,
  tokens: TokenBook,
): Problem | undefined {
  if (settings.mode === 'off' || operation.security.length === 0) return undefined;
  let least: readonly Failure[] | undefined;
  for (const requirement of operation.security) {
    const failures = failuresOf(requirement);
    if (failures.length === 0) return undefined;
    if (least === undefined || failures.length < least.length) least = failures;
  }
  return refusal(least!);

  function failuresOf(requirement: SecurityRequirement): Failure[] {
    return Object.entries(requirement).flatMap(([name, scopes]) => {
      const scheme = spec.securitySchemes[name];
      const refused = scheme && checkScheme(scheme, scopes, request, settings, tokens);
      return refused === undefined ? [] : { ...refused, challenge: challengeOf(spec, scheme!, refused.bearerError) };
    });
  }
}

function refusal(failures: readonly Failure[]): Problem {
  const isScope = failures.every(({ bearerError }) => bearerError?.error === 'insufficient_scope');
  const detail = failures.map((failure) => failure.detail).join(' ');
  const headers = { 'www-authenticate': [...new Set(failures.map(({ challenge }) => challenge))].join(', ') };
  return createProblem(isScope ? 'forbidden' : 'unauthorized', { detail, headers });
}

/** The refusal of credentials. */
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
function checkScheme(
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

/** Tells whether a client is one of the known ones; all of them are compared. */
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

/**
 * Finds the credentials of a request that are worth something here only: tokens that this mock has issued, and those that are
 * known for development. Everybody else's may be good at the real API as well.
 *
 * @param tokens - of the session that the request is for
 * @returns the names of their header fields, in lower case
 */
export function ownCredentials(
  { securitySchemes }: Pick<Spec, 'securitySchemes'>,
  request: MockRequest,
  tokens: TokenBook,
): string[] {
  const own = isOwnAuthorization(request, tokens) ? ['authorization'] : [];
  for (const scheme of Object.values(securitySchemes)) {
    if (scheme.type !== 'apiKey' || scheme.in !== 'header') continue;
    if (isOneOf(apiKeyOf(request, scheme) ?? '', [developmentKey])) own.push(scheme.name.toLowerCase());
  }
  return own;
}

function isOwnAuthorization(request: MockRequest, tokens: TokenBook): boolean {
  const token = authorizationOf(request, 'bearer');
  if (token !== undefined) return tokens.check(token).kind !== 'unknown' || sameSecret(token, developmentKey);
  const user = basicOf(request);
  return user?.id === developmentClient.id && sameSecret(user.secret, developmentClient.secret);
}
