import type { MockRequest, MockResponse } from '../messages/message';
import { withoutBody } from '../messages/message';
import type { Interventions } from '../pipeline';
import type { Session } from '../sessions/session';
import type { Target, UsualAnswers } from '../stages/stage';

/**
 * Lets what stands between a request and its answer come into play for a request that somebody else is to answer; never rejects but
 * for what `readBody` does.
 *
 * @param readBody - reads the request's body, which `request` lacks; called only where something depends on it
 * @returns an answer, or one with `onward`: then the request goes on
 */
export type Intercept = (
  request: MockRequest,
  session: Session,
  readBody: () => Promise<Uint8Array | undefined>,
) => Promise<MockResponse>;

/** What it takes to intercept. */
export interface InterceptParts {
  readonly interventions: Interventions | undefined;
  readonly locate: (request: MockRequest, session: Session) => Target;
  readonly usual: UsualAnswers;
  /** Tells of an error that is our own fault. */
  readonly failure: (error: unknown, request: MockRequest) => MockResponse;
}

/** Creates the interception of requests that the engine itself is not to carry out. */
export function createIntercept({ interventions, locate, usual, failure }: InterceptParts): Intercept {
  return async (request, session, readBody) => {
    if (interventions === undefined)
      return { status: 0, headers: {}, note: '', onward: { prefer: request.headers.prefer, withheld: [] } };
    const whole = async (): Promise<MockRequest> => {
      const body = await readBody();
      return body === undefined ? request : { ...request, body };
    };
    const known = session.hasRules && session.rules.readsBodies ? await whole() : request;
    const elsewhere: UsualAnswers = {
      ...usual,
      check: async (target) => usual.check({ ...target, request: await whole() }),
      isElsewhere: true,
    };
    try {
      const response = await interventions.answer(locate(known, session), elsewhere);
      return request.method === 'HEAD' ? withoutBody(response) : response;
    } catch (error) {
      return failure(error, request);
    }
  };
}
