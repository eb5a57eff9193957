import { whenThere } from '../../store/eventual';
import type { AnswerIn } from '../sessions/session-handler';
import type { WorldPart } from '../sessions/world';
import type { Journal } from './journal';

/** Lets every request be written into the journal of its world, together with its answer. */
export function recorded(answer: AnswerIn, journalOf: WorldPart<Journal>): AnswerIn {
  return (request, world) => {
    const start = performance.now();
    return whenThere(answer(request, world), (response) => {
      world.of(journalOf).record({ request, response, durationMs: performance.now() - start });
      return response;
    });
  };
}
