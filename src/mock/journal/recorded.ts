import { whenThere } from '../../store/interface/store';
import type { SessionPart } from '../sessions/session';
import type { AnswerIn } from '../sessions/session-handler';
import type { Journal } from './journal';

/** Lets every request be written into the journal of its session, together with its answer. */
export function recorded(answer: AnswerIn, journalOf: SessionPart<Journal>): AnswerIn {
  return (request, session) => {
    const start = performance.now();
    return whenThere(answer(request, session), (response) => {
      session.of(journalOf).record({ request, response, durationMs: performance.now() - start });
      return response;
    });
  };
}
