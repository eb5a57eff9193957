import type { MockRequest, MockResponse } from './messages/message';
import type { Session } from './sessions/session';
import type { InterventionParts, Target, UsualAnswers } from './stages/stage';

/** What may stand between a request and its usual answer: logins, wishes of the client, rules, chaos. */
export interface Interventions {
  /** Whether anything is switched on that a request has to pass. */
  concern(request: MockRequest, session: Session): boolean;
  answer(target: Target, usual: UsualAnswers): Promise<MockResponse>;
  /** Answers for a path that the document has no operations for; undefined when there is nothing, either. */
  unknownPath(request: MockRequest, session: Session): MockResponse | undefined;
}

/**
 * Creates the interventions of a document. Their code is loaded when they first have something to do; until then a request
 * costs a few comparisons.
 */
export function createInterventions(parts: InterventionParts): Interventions {
  const asksLogin = parts.auth.mode !== 'off';
  let loaded: ReturnType<typeof import('./stages/override-stages').createIntervene> | undefined;
  const load = (): NonNullable<typeof loaded> => {
    loaded ??= (require('./stages/override-stages') as typeof import('./stages/override-stages')).createIntervene(
      parts,
    );
    return loaded;
  };
  const hasTokens = Object.values(parts.context.spec.securitySchemes).some(
    (scheme) => scheme.type === 'oauth2' && scheme.flows.clientCredentials !== undefined,
  );
  return {
    concern: ({ headers, undisturbed }, session) =>
      undisturbed !== true && (asksLogin || session.isUneasy || headers.prefer !== undefined),
    answer: (target, usual) => load().answer(target, usual),
    unknownPath: (request, session) => (hasTokens ? load().tokens(session, request) : undefined),
  };
}
