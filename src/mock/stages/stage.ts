import type { JsonObject } from '../../json-schema/json-schema';
import type { Eventual } from '../../store/eventual';
import type { BasedMatch } from '../engine/base-paths';
import type { OperationPlan } from '../engine/run-operation';
import type { MockContext } from '../handlers/handler';
import type { AuthSettings } from '../login/auth-settings';
import type { MockRequest, MockResponse } from '../messages/message';
import type { ProblemResponder } from '../problems/problem-responder';
import type { Problem } from '../problems/problems';
import type { Session } from '../sessions/session';

/** A request and where it leads. */
export interface Target {
  readonly request: MockRequest;
  /** Whose request it is: data, rules, tokens. */
  readonly session: Session;
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
  proceed(target: Target): Eventual<MockResponse>;
  /** Checks the request and changes nothing; undefined when it is valid. */
  check(target: Target): Problem | undefined | Promise<Problem | undefined>;
  /** True when carrying it out means passing it on to somebody else. */
  readonly isElsewhere?: true;
}

/** What the interventions of all sessions share. */
export interface InterventionParts {
  readonly context: Pick<MockContext, 'spec' | 'sample' | 'headers'> & {
    /** Makes an item of a resource up, as realistic as the seeded ones; the same keys give the same one. */
    readonly makeUp?: (resource: string, keys: readonly (string | number)[]) => JsonObject;
  };
  readonly auth: AuthSettings;
  /** The only base path; by default the root and those of `servers`. */
  readonly basePath: string | undefined;
}
