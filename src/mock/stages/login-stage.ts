import { checkLogin } from '../login/check-login';
import { createTokens } from '../login/session-tokens';
import { refusedToken } from '../login/token-endpoint';
import type { UsualAnswers } from '../overrides/override';
import type { RequestTrip, StageAnswer } from './stage';

/**
 * Checks the login of a request. At a token endpoint there is none: a document that describes its own endpoint answers examples
 * there, which give no login, so that the token is given here.
 */
export const answerLogin: StageAnswer = (trip, next) => {
  const { model, request, session } = trip;
  const { auth, engine, spec } = model;
  const { found, plan } = trip.located!;
  const endpoints = trip.readBody === undefined ? model.tokenEndpoints?.() : undefined;
  if (endpoints?.has(request.path) === true && (auth.mode !== 'off' || found === undefined)) {
    if (found !== undefined) trip.token = endpoints.answer(request, session);
    trip.usual = answersAtTokenEndpoint(trip);
    if (trip.token !== undefined) return next(trip);
  }
  const operation = plan?.operation;
  if (auth.mode === 'off' || operation === undefined) return next(trip);
  const refusal = checkLogin(spec, operation, request, auth, session.of(createTokens));
  return refusal === undefined ? next(trip) : engine.respond(refusal, operation, request.headers.accept);
};

/** The ways to answer at a token endpoint: errors are those of RFC 6749, also those that are asked for. */
function answersAtTokenEndpoint({ model, token, request }: RequestTrip): UsualAnswers {
  const { engine, context } = model;
  return {
    respond: (problem, operation) =>
      refusedToken(problem.status, context.headers) ?? engine.respond(problem, operation, request.headers.accept),
    proceed: (located) => token ?? engine.proceed(located),
    check: () => undefined,
  };
}
