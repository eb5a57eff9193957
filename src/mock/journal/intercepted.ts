import type { Engine } from '../engine/engine';
import type { SessionPart } from '../sessions/session';
import type { AnswerIn } from '../sessions/session-handler';
import type { Journal } from './journal';

/**
 * Answers requests that somebody else is to answer as far as something stands in their way, and writes these into the journal of
 * their session. Those that go on are written down by whoever gets their answer.
 *
 * @param readBody - reads the body of the request
 * @param journalOf - undefined where there is no journal
 */
export function intercepted(
  engine: () => Engine,
  readBody: () => Promise<Uint8Array | undefined>,
  journalOf: SessionPart<Journal> | undefined,
): AnswerIn {
  return async (request, session) => {
    const start = performance.now();
    const response = await engine().intercept(request, session, readBody);
    if (response.onward !== undefined || journalOf === undefined) return response;
    // As much as of a request that is answered here by right.
    const body = await readBody();
    const whole = body === undefined ? request : { ...request, body };
    session.of(journalOf).record({ request: whole, response, durationMs: performance.now() - start });
    return response;
  };
}
