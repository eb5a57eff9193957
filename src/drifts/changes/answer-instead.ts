import type { MockRequest, MockResponse } from '../../mock/messages/message';
import type { Handle, Spoil } from '../catalogue/drift';
import type { Question } from './fault-injection';

/** Answers in place of the mock where a condition holds. */
export function answerInstead(
  applies: (question: Question) => boolean,
  answer: (request: MockRequest, next: Handle) => Promise<MockResponse>,
): Spoil {
  return {
    handle: (next, find) => async (request) => (applies(find(request)) ? answer(request, next) : next(request)),
  };
}
