import type { AuthSettings } from './auth/auth-settings';
import type { BasedMatch } from './base-paths';
import type { MockRequest, MockResponse } from './message';
import type { OperationPlan } from './operation-plan';
import type { ProblemResponder } from './problem-responder';
import type { Problem } from './problems';
import type { MockContext } from './resource-context';
import type { World } from './world';

/** A request and where it leads. */
export interface Target {
  readonly request: MockRequest;
  /** Whose request it is: data, rules, tokens. */
  readonly world: World;
  /** Undefined when the document has no such path. */
  readonly found: BasedMatch | undefined;
  /** Undefined when the path does not have the method. */
  readonly plan: OperationPlan | undefined;
  /** The methods that the path allows, upper case. */
  readonly methods: readonly string[];
}

/** What the engine does when nobody intervenes. */
export interface UsualAnswers {
  readonly respond: ProblemResponder;
  /** Carries the request out. */
  proceed(target: Target): Promise<MockResponse>;
  /** Checks the request and changes nothing; undefined when it is valid. */
  check(target: Target): Problem | undefined;
}

/** What may stand between a request and its usual answer: logins, wishes of the client, rules, chaos. */
export interface Interventions {
  /** Whether anything is switched on that a request has to pass. */
  concern(request: MockRequest, world: World): boolean;
  answer(target: Target, usual: UsualAnswers): Promise<MockResponse>;
  /** Answers for a path that the document has no operations for; undefined when there is nothing, either. */
  unknownPath(request: MockRequest, world: World): Promise<MockResponse | undefined>;
}

/** What the interventions of all worlds share. */
export interface InterventionParts {
  readonly context: Pick<MockContext, 'spec' | 'sample' | 'headers'>;
  readonly auth: AuthSettings;
  /** The only base path; by default the root and those of `servers`. */
  readonly basePath: string | undefined;
}

/**
 * Creates the interventions of a document. Their code is loaded when they first have something to do; until then a request
 * costs a few comparisons.
 */
export function createInterventions(parts: InterventionParts): Interventions {
  const asksLogin = parts.auth.mode !== 'off';
  let loaded: ReturnType<typeof import('./intervene').createIntervene> | undefined;
  const load = (): NonNullable<typeof loaded> => {
    loaded ??= (require('./intervene') as typeof import('./intervene')).createIntervene(parts);
    return loaded;
  };
  const hasTokens = Object.values(parts.context.spec.securitySchemes).some(
    (scheme) => scheme.type === 'oauth2' && scheme.flows.clientCredentials !== undefined,
  );
  return {
    concern: ({ headers, undisturbed }, world) =>
      undisturbed !== true && (asksLogin || world.isUneasy || headers.prefer !== undefined),
    answer: (target, usual) => load().answer(target, usual),
    unknownPath: async (request, world) => (hasTokens ? load().tokens(world, request) : undefined),
  };
}
