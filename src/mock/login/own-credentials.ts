import type { Spec } from '../../openapi/model';
import type { MockRequest } from '../messages/message';
import { developmentClient, developmentKey } from './auth-settings';
import { apiKeyOf, authorizationOf, basicOf } from './credentials';
import { isOneOf, sameSecret } from './same-secret';
import type { TokenBook } from './token-book';

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
