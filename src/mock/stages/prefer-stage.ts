import { whenThere } from '../../store/eventual';
import { isProblem } from '../handlers/handler';
import type { MockResponse } from '../messages/message';
import { readPreferences } from '../overrides/read-preferences';
import type { StageAnswer } from './stage';

/** Reads what the client asks for by `Prefer`, and refuses what is impossible. */
export const answerPrefer: StageAnswer = (passage, next) => {
  const { model, request, drifts, token } = passage;
  const operation = passage.located?.plan?.operation;
  const driftNames = (): string[] => drifts?.list(model.spec).map(({ name }) => name) ?? [];
  const read = readPreferences(request.headers.prefer!, operation, driftNames);
  if (read === undefined) return next(passage);
  if (isProblem(read)) return token === undefined ? model.engine.respond(read, operation) : next(passage);
  passage.preferences = read;
  return whenThere(next(passage), (response) => withApplied(response, read.applied));
};

/** Tells which preferences were met (RFC 7240, section 3), and that another client may get another answer (section 2). */
function withApplied(response: MockResponse, applied: string): MockResponse {
  const { vary } = response.headers;
  return {
    ...response,
    headers: {
      ...response.headers,
      'preference-applied': applied,
      vary: vary === undefined ? 'Prefer' : `${vary}, Prefer`,
    },
  };
}
