import type { Eventual } from '../store/interface/store';
import { whenThere } from '../store/interface/store';
import { ADMIN_BODY_LIMIT, isAdminPath, standsBelowAdmin } from './admin/with-admin';
import type { Callbacks } from './callbacks/callbacks';
import type { Model } from './engine/create-model';
import type { Journal } from './journal/journal';
import { allowOrigin } from './messages/cross-origin';
import { isPreflight, type MockRequest, type MockResponse } from './messages/message';
import type { DriftSource } from './overrides/drift-source';
import { createOverrides } from './overrides/session-overrides';
import { violationsProblem } from './problems/problems';
import type { Session, SessionPart, Sessions } from './sessions/session';
import { isSessionName, NAME_RULE, namedSession, SESSION_HEADER } from './sessions/session-name';
import type { Next, RequestTrip, Stage, StageAnswer } from './stages/stage';

/** The parts of a mock that its stages work with. */
export interface PipelineParts {
  /** The document that is kept now. */
  readonly current: { readonly model: Model };
  readonly sessions: Sessions;
  /** Undefined where there is no journal. */
  readonly journalOf: SessionPart<Journal> | undefined;
  /** Creates the admin API; called on the first request to it. Undefined where there is none. */
  readonly loadAdmin: (() => AnswerIn) | undefined;
  /** Creates what calls clients back, on the first request. Undefined where nobody is called. */
  readonly loadCallbacks: (() => Callbacks) | undefined;
  /** The deliberate faults that requests may ask for. */
  readonly drifts: DriftSource | undefined;
}

/** Answers a request in a session. */
export type AnswerIn = (request: MockRequest, session: Session) => Eventual<MockResponse>;

/** The way from a request to its answer. */
export interface Pipeline {
  /** Answers a request. */
  handle(request: MockRequest): Eventual<MockResponse>;
  /** Answers a request that another server is to answer, or gives an answer with `onward`. */
  intercept(request: MockRequest, readBody: () => Promise<Uint8Array | undefined>): Promise<MockResponse>;
  /** Answers a request by another model; what stands before the login is left out. */
  answerBy(model: Model, request: MockRequest, session: Session): Eventual<MockResponse>;
  /** The most bytes of a body that is sent to a path, where it may be larger than others. */
  bodyLimitFor(path: string): number | undefined;
}

/**
 * Creates the stages between a request and its answer, in their order. A preflight passes untouched, since a browser would hide
 * what went wrong with it.
 */
function createStages(parts: PipelineParts): readonly Stage[] {
  const { sessions, loadAdmin, journalOf, loadCallbacks } = parts;
  return [
    // Nearly all requests name no session: looking for one must cost nothing.
    {
      name: 'session',
      applies: ({ request: { headers, path } }) => headers[SESSION_HEADER] !== undefined || path.charCodeAt(1) === 0x7e,
      answer: createSessionStage(sessions),
    },
    ...(loadAdmin === undefined ? [] : [createAdminStage(loadAdmin)]),
    ...(journalOf === undefined ? [] : [createJournalStage(journalOf)]),
    {
      name: 'origin',
      applies: ({ request }) => request.headers.origin !== undefined,
      answer: (trip, next) => whenThere(next(trip), (response) => allowOrigin(response, trip.request.headers.origin)),
    },
    ...(loadCallbacks === undefined ? [] : [createCallbackStage(loadCallbacks)]),
    ...STAGES_OF_A_MODEL,
  ];
}

/** The stages that need no more than the trip. */
const STAGES_OF_A_MODEL: readonly Stage[] = [
  { name: 'location', applies: isDisturbed, answer: locate },
  {
    name: 'chaos',
    needsLocation: true,
    applies: ({ overrides }) => overrides?.hasChaos === true,
    answer: holdBack,
  },
  {
    name: 'login',
    needsLocation: true,
    applies: ({ located, model }) =>
      model.auth.mode !== 'off' || (located!.found === undefined && model.tokenEndpoints !== undefined),
    answer: lazily(() => (require('./stages/login-stage') as typeof import('./stages/login-stage')).answerLogin),
  },
  {
    name: 'prefer',
    needsLocation: true,
    applies: ({ request }) => request.headers.prefer !== undefined,
    answer: lazily(() => (require('./stages/override-stage') as typeof import('./stages/override-stage')).answerPrefer),
  },
  {
    name: 'rules',
    needsLocation: true,
    applies: ({ overrides }) => overrides?.hasRules === true,
    answer: lazily(() => (require('./stages/rules-stage') as typeof import('./stages/rules-stage')).answerRules),
  },
  { name: 'operation', applies: () => true, answer: answerOperation },
];

/** Creates the pipeline of a mock. */
export function createPipeline(parts: PipelineParts): Pipeline {
  const { current, sessions, drifts } = parts;
  const { main } = sessions;
  const run = chain(createStages(parts));
  const runModel = chain(STAGES_OF_A_MODEL);
  const tripOf = (
    model: Model,
    request: MockRequest,
    session: Session,
    readBody: RequestTrip['readBody'],
  ): RequestTrip => ({
    model,
    request,
    session,
    readBody,
    overrides: session.known(createOverrides),
    located: undefined,
    drifts,
  });
  return {
    handle: (request) => run(tripOf(current.model, request, main, undefined)),
    intercept: async (request, readBody) => run(tripOf(current.model, request, main, readBody)),
    answerBy: (model, request, session) => runModel(tripOf(model, request, session, undefined)),
    bodyLimitFor: (path) => (parts.loadAdmin !== undefined && isAdminPath(path) ? ADMIN_BODY_LIMIT : undefined),
  };
}

/** Makes one function of all stages; those that have nothing to do are passed over. */
function chain(stages: readonly Stage[]): Next {
  const nexts = stages.map(
    (_, start): Next =>
      (trip) => {
        for (let at = start; at < stages.length; at++) {
          const stage = stages[at]!;
          if (stage.needsLocation === true && trip.located === undefined) continue;
          if (stage.applies(trip)) return stage.answer(trip, nexts[at + 1]!);
        }
        throw new Error('No stage answered the request.');
      },
  );
  return nexts[0]!;
}

/** Loads the code of a stage when the stage is first entered. */
function lazily(load: () => StageAnswer): StageAnswer {
  let loaded: StageAnswer | undefined;
  return (trip, next) => {
    loaded ??= load();
    return loaded(trip, next);
  };
}

/**
 * Finds the session of a request, which the header `X-Mock-Session` names or, where no header can be added, the first segment of
 * the path: `/~NAME/…`. `Location` and `Link` then keep that segment.
 */
function createSessionStage(sessions: Sessions): StageAnswer {
  return async (trip, next) => {
    const { name, in: place, request } = namedSession(trip.request)!;
    if (!isSessionName(name)) {
      const path = [place === 'header' ? 'X-Mock-Session' : '~session'];
      const problem = violationsProblem([{ in: place, path, keyword: 'pattern', reason: NAME_RULE }]);
      return allowOrigin(trip.model.engine.respond(problem), request.headers.origin);
    }
    const session = sessions.session(name);
    trip.request = request;
    trip.session = session;
    trip.overrides = session.known(createOverrides);
    const response = await next(trip);
    return place === 'path' ? withPrefix(response, `/~${name}`) : response;
  };
}

function withPrefix(response: MockResponse, prefix: string): MockResponse {
  const { location, link } = response.headers;
  if (location === undefined && link === undefined) return response;
  return {
    ...response,
    headers: {
      ...response.headers,
      ...(location?.startsWith('/') && { location: prefix + location }),
      ...(link !== undefined && { link: link.replaceAll(/<(?=\/(?!\/))/g, `<${prefix}`) }),
    },
  };
}

/** Loads the admin API on the first request to it, because it costs more than all else at the start. */
function createAdminStage(load: () => AnswerIn): Stage {
  let admin: AnswerIn | undefined;
  return {
    name: 'admin',
    applies: ({ request, readBody }) => standsBelowAdmin(request.path) && readBody === undefined,
    answer: async ({ request, session }) => {
      admin ??= load();
      return admin(request, session);
    },
  };
}

/**
 * Writes every request and its answer into the journal of its session. A request that goes on to another server is written down
 * there, with the answer of that server.
 */
function createJournalStage(journalOf: SessionPart<Journal>): Stage {
  return {
    name: 'journal',
    applies: () => true,
    answer(trip, next) {
      const start = performance.now();
      return whenThere(next(trip), (response) => {
        const { request, session, readBody } = trip;
        const durationMs = performance.now() - start;
        if (readBody === undefined) {
          session.of(journalOf).record({ request, response, durationMs });
          return response;
        }
        if (response.onward !== undefined) return response;
        // As much as of a request that is answered here by right.
        return readBody().then((body) => {
          const whole = body === undefined ? request : { ...request, body };
          session.of(journalOf).record({ request: whole, response, durationMs });
          return response;
        });
      });
    },
  };
}

/** Calls clients back after an operation of this mock was answered. */
function createCallbackStage(load: () => Callbacks): Stage {
  return {
    name: 'callbacks',
    applies: ({ request, readBody }) => readBody === undefined && !isPreflight(request),
    answer: (trip, next) =>
      whenThere(next(trip), (response) => {
        const { model, request, session } = trip;
        load().follow(model, trip.located ?? model.engine.locate(request, session), response);
        return response;
      }),
  };
}

/** Tells whether anything but the operation stands before the answer. */
function isDisturbed({ model, request, overrides, readBody }: RequestTrip): boolean {
  const { prefer } = request.headers;
  const concerns =
    prefer !== undefined ||
    model.auth.mode !== 'off' ||
    overrides?.hasChaos === true ||
    overrides?.hasRules === true ||
    readBody !== undefined;
  return concerns && !isPreflight(request);
}

/** Finds the operation, which the next stages depend on, and answers what goes wrong in them. */
function locate(trip: RequestTrip, next: Next): Eventual<MockResponse> {
  const { engine } = trip.model;
  const go = (): Eventual<MockResponse> =>
    engine.safely(trip.request, () => {
      trip.located = engine.locate(trip.request, trip.session);
      return next(trip);
    });
  const { readBody, overrides, request } = trip;
  if (readBody === undefined || overrides?.hasRules !== true || !overrides.rules.readsBodies) return go();
  return readBody().then((body) => {
    if (body !== undefined) trip.request = { ...request, body };
    return go();
  });
}

/** Draws what chaos does to a request: it holds its answer back, or lets it fail where no preference and no rule decides. */
function holdBack(trip: RequestTrip, next: Next): Eventual<MockResponse> {
  const { delay, status } = trip.overrides!.chaos!.next();
  trip.failure = status;
  return whenThere(next(trip), (response) =>
    delay === 0 || trip.met?.delay !== undefined ? response : { ...response, delay },
  );
}

/** Carries the request out, unless something else was decided before. */
function answerOperation(trip: RequestTrip): Eventual<MockResponse> {
  const { model, located, request, session, readBody, preferences, ruled, failure, usual } = trip;
  if (located === undefined) return model.engine.handle(request, session);
  const isUsual = preferences === undefined && ruled === undefined && failure === undefined;
  if (isUsual && readBody === undefined) return (usual ?? model.engine).proceed(located);
  return (require('./stages/override-stage') as typeof import('./stages/override-stage')).answerOverridden(trip);
}
