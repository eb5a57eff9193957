import { utf8Of } from '../../json-schema/model/bytes';
import type { Spec } from '../../openapi/model/model';
import { mediaTypeName } from '../../openapi/operations/media-types';
import { answerOptions } from '../messages/cross-origin';
import type { MockRequest, MockResponse } from '../messages/message';
import type { Session } from '../sessions/session';
import type { AuthSettings, Client } from './auth-settings';
import { isClient } from './check-login';
import { basicOf } from './credentials';
import { createTokens } from './session-tokens';
import type { TokenBook } from './token-book';
import { type TokenPath, tokenPaths } from './token-paths';

/** The errors of RFC 6749, section 5.2, that a client credentials request can meet. */
type TokenError = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';

/** A request that gets no token. */
interface Rejection {
  readonly error: TokenError;
  readonly description: string;
}

/** The endpoints of a document at which clients get tokens. */
export interface TokenEndpoints {
  /** Tells whether a path, as sent, is that of an endpoint. */
  has(path: string): boolean;
  /** Answers a request to one of them; undefined for every other request. */
  answer(request: MockRequest, session: Session): MockResponse | undefined;
}

/**
 * Creates the token endpoints of a document.
 *
 * @param basePath - when given, the only base path besides the root
 * @param headers - header fields that every response has
 */
export function createTokenEndpoints(
  spec: Spec,
  basePath: string | undefined,
  settings: AuthSettings,
  headers: Readonly<Record<string, string>>,
): TokenEndpoints {
  const endpoints = new Map(tokenPaths(spec, basePath).map((endpoint) => [endpoint.path, endpoint]));
  return {
    has: (path) => endpoints.has(path),
    answer(request, session) {
      const endpoint = endpoints.get(request.path);
      return endpoint && answerTokenRequest(request, endpoint, settings, session.of(createTokens), headers);
    },
  };
}

/**
 * Answers a request to a token endpoint: client credentials (RFC 6749, section 4.4), sent in the form or by HTTP Basic (section
 * 2.3.1). Unless logins are checked strictly, any client with any secret gets a token.
 *
 * @param headers - header fields that every response has
 */
function answerTokenRequest(
  request: MockRequest,
  endpoint: TokenPath,
  settings: AuthSettings,
  tokens: TokenBook,
  headers: Readonly<Record<string, string>>,
): MockResponse {
  const allowed = ['OPTIONS', 'POST'];
  if (request.method === 'OPTIONS') return answerOptions(request, allowed, headers);
  const reject = (rejection: Rejection, status = 400, more: Record<string, string> = {}): MockResponse =>
    rejected(rejection, status, { ...headers, ...more });

  if (request.method !== 'POST') {
    const rejection: Rejection = { error: 'invalid_request', description: 'Use POST.' };
    return reject(rejection, 405, { allow: allowed.join(', ') });
  }
  const asked = readTokenRequest(request, endpoint.scopes);
  if (!('error' in asked) && (settings.mode !== 'strict' || isClient(asked.client, settings))) {
    const { token, scopes, expiresIn } = tokens.issue(asked.client.id, asked.scopes);
    const scope = scopes.length > 0 ? { scope: scopes.join(' ') } : {};
    const body = { access_token: token, expires_in: expiresIn, token_type: 'Bearer', ...scope };
    return uncached(200, body, 'token', headers);
  }
  const rejection: Rejection =
    'error' in asked ? asked : { error: 'invalid_client', description: 'The client or its secret is not known.' };
  if (rejection.error !== 'invalid_client') return reject(rejection);
  return reject(rejection, 401, CHALLENGE);
}

const CHALLENGE = { 'www-authenticate': 'Basic realm="token endpoint", charset="UTF-8"' };

/**
 * The refusal of a request that a token endpoint could have accepted, for a client that asks for one.
 *
 * @returns undefined for a status that RFC 6749, section 5.2, has no error for
 */
export function refusedToken(status: number, headers: Readonly<Record<string, string>>): MockResponse | undefined {
  if (status === 400) return rejected(invalid('The parameter grant_type is missing.'), 400, headers);
  if (status !== 401) return undefined;
  const description = 'The client or its secret is not known.';
  return rejected({ error: 'invalid_client', description }, 401, { ...headers, ...CHALLENGE });
}

function rejected({ error, description }: Rejection, status: number, headers: MockResponse['headers']): MockResponse {
  return uncached(status, { error, error_description: description }, `${error}: ${description}`, headers);
}

/** Section 5.1: neither a token nor an error may be stored by a cache. */
function uncached(status: number, body: object, note: string, headers: MockResponse['headers']): MockResponse {
  const usual = { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' };
  return { status, headers: { ...usual, ...headers }, body: JSON.stringify(body), note };
}

function readTokenRequest(
  request: MockRequest,
  known: readonly string[],
): { client: Client; scopes: readonly string[] } | Rejection {
  const type = mediaTypeName(request.headers['content-type'] ?? '');
  const body = utf8Of(request.body ?? '');
  if (type !== 'application/x-www-form-urlencoded') {
    return invalid('Send the parameters as application/x-www-form-urlencoded.');
  }
  const form = new URLSearchParams(body);
  const names = [...form.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) return invalid('A parameter is given more than once.');
  // Parameters without a value are treated as if they were left out (section 3.1).
  const value = (name: string): string | undefined => form.get(name) || undefined;

  const basic = basicOf(request);
  const posted = value('client_id') ?? value('client_secret');
  if (request.headers.authorization !== undefined && basic === undefined) {
    return { error: 'invalid_client', description: 'The Authorization header is not HTTP Basic.' };
  }
  if (basic !== undefined && value('client_secret') !== undefined) {
    return invalid('Send the client either by HTTP Basic or in the form, not both ways.');
  }
  const grant = value('grant_type');
  if (grant === undefined) return invalid('The parameter grant_type is missing.');
  if (grant !== 'client_credentials') {
    return { error: 'unsupported_grant_type', description: 'Only client_credentials is supported.' };
  }
  // Id and secret are form-encoded once more inside of HTTP Basic (section 2.3.1).
  const client =
    basic === undefined
      ? { id: value('client_id') ?? '', secret: value('client_secret') ?? '' }
      : { id: formDecoded(basic.id), secret: formDecoded(basic.secret) };
  if (client.id === '' || client.secret === '') {
    const description =
      posted === undefined && basic === undefined ? 'client_id and client_secret are' : 'A part of the client is';
    return { error: 'invalid_client', description: `${description} missing.` };
  }
  const scopes = (value('scope') ?? '').split(' ').filter((scope) => scope !== '');
  // A document that declares no scopes has no opinion on them.
  const unknown = known.length > 0 && scopes.some((scope) => !known.includes(scope));
  if (unknown) return { error: 'invalid_scope', description: `The scopes are ${known.join(' ')}.` };
  return { client, scopes: scopes.length > 0 ? [...new Set(scopes)].sort() : known };
}

function invalid(description: string): Rejection {
  return { error: 'invalid_request', description };
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
