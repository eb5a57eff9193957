import type { Operation, SecurityRequirement, Spec } from '../../openapi/model/model';
import type { MockRequest } from '../messages/message';
import { createProblem, type Problem } from '../problems/problems';
import type { AuthSettings } from './auth-settings';
import { challengeOf } from './challenges';
import { checkScheme, type Refusal } from './check-scheme';
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
