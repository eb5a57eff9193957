import { utf8Of } from '../../json-schema/model/bytes';
import { whenThere } from '../../store/interface/store';
import type { LocatedRequest } from '../engine/engine';
import { ownCredentials } from '../login/check-login';
import { createTokens } from '../login/session-tokens';
import type { MockRequest, MockResponse } from '../messages/message';
import { forcedAnswer } from '../overrides/forced-answer';
import type { Override, UsualAnswers } from '../overrides/override';
import { readPreferences } from '../overrides/read-preferences';
import { isProblem } from '../problems/problems';
import type { RequestTrip, StageAnswer } from './stage';

/** Reads what the client asks for by `Prefer`, and refuses what is impossible. */
export const answerPrefer: StageAnswer = (trip, next) => {
  const { model, request, drifts, token } = trip;
  const operation = trip.located?.plan?.operation;
  const driftNames = (): string[] => drifts?.list(model.spec).map(({ name }) => name) ?? [];
  const read = readPreferences(request.headers.prefer!, operation, driftNames);
  if (read === undefined) return next(trip);
  if (isProblem(read)) return token === undefined ? model.engine.respond(read, operation) : next(trip);
  trip.preferences = read;
  return whenThere(next(trip), (response) => withApplied(response, read.applied));
};

/**
 * Answers a request whose answer is not the usual one, or that goes on to another server: decides on the answer, drifts it, adds
 * header fields, and lets it go wrong.
 */
export async function answerOverridden(trip: RequestTrip): Promise<MockResponse> {
  const override = overrideOf(trip);
  trip.met = override;
  const usual = usualAnswers(trip);
  if (override === undefined) return usual.proceed(trip.located!);
  const response = await meetOverride(override, trip, usual);
  return override.delay === undefined || override.delay === 0 ? response : { ...response, delay: override.delay };
}

/** A preference for an answer comes first, then a rule, then a failure that chaos drew; a preferred delay joins these. */
function overrideOf({ preferences, ruled, failure }: RequestTrip): Override | undefined {
  const preferred = preferences?.override;
  if (preferred !== undefined && (decidesAnswer(preferred) || preferred.drift !== undefined)) return preferred;
  const given = ruled ?? (failure === undefined ? undefined : { status: failure, because: `chaos ${failure}` });
  if (preferred?.delay === undefined) return given ?? preferred;
  return given === undefined ? preferred : { ...given, delay: preferred.delay };
}

/** Tells whether an override decides what is answered, and not only how. */
export function decidesAnswer({ status, example, dynamic, body }: Override): boolean {
  return status !== undefined || example !== undefined || dynamic === true || body !== undefined;
}

/** The ways to answer without an override. */
function usualAnswers(trip: RequestTrip): UsualAnswers {
  const { readBody } = trip;
  const { engine } = trip.model;
  if (readBody !== undefined) {
    const check: UsualAnswers['check'] = async (located) => engine.check({ ...located, request: await withBody(trip) });
    return { respond: engine.respond, proceed: async () => passOn(trip), check, isElsewhere: true };
  }
  return trip.usual ?? engine;
}

/** The request with its body. */
async function withBody({ request, readBody }: RequestTrip): Promise<MockRequest> {
  const body = await readBody?.();
  return body === undefined ? request : { ...request, body };
}

/** Stands for the answer of another server. */
function passOn({ model, request, session, preferences }: RequestTrip): MockResponse {
  const prefer = preferences === undefined ? request.headers.prefer : preferences.rest || undefined;
  const withheld = ownCredentials(model.spec, request, session.of(createTokens));
  return { status: 0, headers: {}, note: '', onward: { prefer, withheld } };
}

async function meetOverride(override: Override, trip: RequestTrip, usual: UsualAnswers): Promise<MockResponse> {
  const { fail, headers, because } = override;
  // The answer arrives nowhere, so what was asked for is not done, either.
  if (fail === 'hang' || fail === 'reset')
    return { status: 0, headers: {}, transport: fail, note: `${because}: ${fail}` };
  const answer = await answerOf(override, trip, usual);
  const note = [because, answer.note].filter((word, index, words) => word !== '' && words.indexOf(word) === index);
  const changed = { ...answer, note: note.join(', '), headers: withHeaders(answer.headers, headers) };
  if (fail === 'truncate') return { ...changed, transport: 'truncate' };
  if (fail === 'malformed' && changed.onward !== undefined)
    return { ...changed, onward: { ...changed.onward, isMalformed: true }, note: `${changed.note}: malformed` };
  return fail === 'malformed' ? malformed(changed) : changed;
}

async function answerOf(override: Override, trip: RequestTrip, usual: UsualAnswers): Promise<MockResponse> {
  const { session, model, drifts } = trip;
  const located = trip.located!;
  const isForeign = usual.isElsewhere === true && located.plan === undefined;
  if (override.drift !== undefined && override.body === undefined && !isForeign) {
    if (drifts === undefined) throw new Error(`There is no drift "${override.drift}".`);
    return drifts.handle(override.drift, { ...located.request, headers: withoutDrift(override, located) }, session);
  }
  if (!decidesAnswer(override)) return usual.proceed(located);
  return forcedAnswer(override, located, usual, { ...model.context, makeUp: model.makeUp });
}

/** The header fields for a drifting mock: the same, with what else is asked for. */
function withoutDrift(
  { status, example, dynamic }: Override,
  { request }: LocatedRequest,
): LocatedRequest['request']['headers'] {
  const preferences = [
    ...(status === undefined ? [] : [`code=${status}`]),
    ...(example === undefined ? [] : [`example=${JSON.stringify(example)}`]),
    ...(dynamic ? ['dynamic=true'] : []),
  ];
  const { prefer: _, ...others } = request.headers;
  return preferences.length === 0 ? others : { ...others, prefer: preferences.join(', ') };
}

function withHeaders(headers: MockResponse['headers'], more: Override['headers']): Record<string, string> {
  const lower = Object.entries(more ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...headers, ...Object.fromEntries(lower) };
}

/** JSON that ends too early, in an answer that is complete. */
function malformed(response: MockResponse): MockResponse {
  const { body, headers, note } = response;
  const text = utf8Of(body ?? '');
  const cut = text.length < 2 ? '{"' : `${text.slice(0, -1)},`;
  const type = headers['content-type'] ?? 'application/json';
  return { ...response, headers: { ...headers, 'content-type': type }, body: cut, note: `${note}: malformed` };
}

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
