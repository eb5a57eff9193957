import { base64Of, bytesOf } from '../json-schema/model/bytes';
import type { JsonValue } from '../json-schema/model/json-schema';
import type { Spec } from '../openapi/model/model';
import type { Eventual, InitialRecords, Store } from '../store/interface/store';
import { MemoryStore } from '../store/memory/memory-store';
import { observeStore } from '../store/observe-store';
import type { AdminOptions, AdminTarget } from './admin/admin-target';
import { DocumentNews } from './admin/with-admin';
import type { Callbacks } from './callbacks/callbacks';
import type { CallbackOptions } from './callbacks/delivery';
import { createModel, type ModelOptions } from './engine/create-model';
import type { Journal } from './journal/journal';
import { createJournals, DEFAULT_JOURNAL } from './journal/journal';
import type { AuthOptions } from './login/auth-settings';
import { createTokens } from './login/session-tokens';
import type { MockRequest, MockResponse } from './messages/message';
import type { ChaosOptions } from './overrides/chaos';
import type { CreateDriftSource } from './overrides/drift-source';
import type { RuleBook } from './overrides/rule-book';
import { createOverrides } from './overrides/session-overrides';
import { createPipeline, type Pipeline } from './pipeline';
import { createHide, type Hide, MASK } from './secrets/hide-values';
import { SEED_DEFAULTS } from './seeding/seed-options';
import type { CarriedOver } from './sessions/carry-over';
import { carryOverAll } from './sessions/carry-over';
import { Session, type SessionOptions, Sessions } from './sessions/session';
import { createLastNumbers, resetData } from './sessions/session-data';
import { namedSession } from './sessions/session-name';
import { type ImportReport, importState } from './sessions/state-document';
import { joined, writeState } from './sessions/write-state';

/** A session of a mock: its data, and what answers some of its requests differently. */
export class MockSession extends Session {
  /** The rules that answer some requests differently. */
  get rules(): RuleBook {
    return this.of(createOverrides).rules;
  }
}

/** A mock: answers requests as a document promises, and remembers what clients write. */
export interface Mock {
  /** The document that is kept now; see {@link Mock.reload}. */
  readonly spec: Spec;
  /** The data of all requests that name no session. */
  readonly store: Store;
  /** Groups of requests with data of their own: the named sessions, and the one of all requests that name none. */
  readonly sessions: Sessions<MockSession>;
  /** The rules that answer some requests differently, of those that name no session. */
  readonly rules: RuleBook;
  /** The last requests of a session and their answers; `mock.sessions.main` is the session of requests that name none. */
  journal(session: Session): Journal;
  /** Answers one request; never throws nor rejects. The answer is there at once where nothing has to be waited for. */
  handle(request: MockRequest): Eventual<MockResponse>;
  /**
   * Lets chaos, logins, preferences and rules come into play for a request that another server is to answer. An answer that is
   * given here stands in the journal.
   *
   * @param readBody - reads the request's body, which `request` lacks; called where something depends on it
   * @returns an answer, or one with `onward`: then the request goes on
   */
  intercept(request: MockRequest, readBody: () => Promise<Uint8Array | undefined>): Promise<MockResponse>;
  /** The document for the mock's own pages, the inspector and the API reference; undefined without an admin API. */
  readonly pages:
    | { readonly spec: Spec; readonly basePath: string | undefined; readonly admin: AdminOptions }
    | undefined;
  /**
   * Finds the session and the operation that a request is for, by their names; a log tells them.
   *
   * @param request - its path with or without a query
   */
  identify(request: Pick<MockRequest, 'method' | 'path' | 'headers'>): {
    readonly session?: string | undefined;
    readonly operation?: string | undefined;
  };
  /** Takes secrets out of a text that people will see: those that the mock was given, and tokens that it has issued. */
  hide(text: string): string;
  /** Bytes that a request to a path may have, where that is not what all others may. */
  bodyLimitFor(path: string): number | undefined;
  /**
   * Writes all data as JSON text; the admin API exports and imports the same.
   *
   * @param session - whose data; those of requests that name no session by default
   */
  exportState(session?: Session): Promise<string>;
  /** The same piece by piece, for data of any size; others are answered meanwhile. */
  exportPieces(session?: Session): AsyncIterable<string>;
  /**
   * Replaces data by what was exported, as far as it still fits the document.
   *
   * @param state - the state, or its JSON text in UTF-8
   * @param session - whose data; those of requests that name no session by default
   * @returns what did not fit; undefined when this is no exported state at all, and then nothing is changed
   */
  importState(state: JsonValue | Uint8Array, session?: Session): Promise<ImportReport | undefined>;
  /** Forgets what was written without a session: the data is again what it was at the start. */
  reset(): Promise<void>;
  /**
   * Makes everything of a session what it was at the start: data, rules, chaos, tokens, clock, snapshots and journal.
   *
   * @param session - the one of requests that name none by default
   */
  startOver(session?: Session): Promise<void>;
  /**
   * Keeps another document from now on, with the same options otherwise. What was created, changed and removed stays so
   * where it still fits, in every session.
   *
   * @returns what became of the data, of all sessions together
   * @throws {@link ../spec/document-error.DocumentError} when the document cannot be kept; then nothing is changed
   */
  reload(change: Pick<MockOptions, 'spec' | 'fixtures'>): Promise<CarriedOver>;
  /**
   * Takes note that a document was saved which cannot be kept: the admin API's health and the inspector tell it until the next
   * {@link Mock.reload}.
   *
   * @param problem - what is wrong, and where
   */
  notReloaded(problem: string): void;
  /** Tells whether requests can be answered now: a store that other machines share may be out of reach. */
  isReady(): Promise<boolean>;
  /** Frees what the stores hold. */
  close(): Promise<void>;
}

/** Options of a mock. */
export interface MockOptions extends ModelOptions {
  /** Makes the store from what each resource starts with; one in memory by default. */
  readonly createStore?: (initial: ReadonlyMap<string, InitialRecords>) => Store;
  /** The protection of the admin API below `/__admin`; there is none by default. */
  readonly admin?: AdminOptions;
  /** The limits of sessions. */
  readonly sessions?: SessionOptions;
  /** The mock's unreliability; none by default. */
  readonly chaos?: ChaosOptions;
  /** Creates the deliberate faults that single requests may ask for; there are none by default. */
  readonly drifts?: CreateDriftSource;
  /** Calls clients back, as the document's callbacks say; nobody is called by default. */
  readonly callbacks?: CallbackOptions | undefined;
  /** Called after every change of the data of requests that name no session. */
  readonly onChange?: () => void;
  /** The number of requests that each session remembers together with their answers; 500 by default, 0 for none. */
  readonly journal?: number;
}

/**
 * Creates a mock of a document: its resources hold seeded data and remember what is written, and its other operations
 * answer examples. Creating it is cheap: data, validators and handlers are made when they are first needed.
 *
 * @param options - the document, the data, and how it is served
 * @throws {@link ../spec/document-error.DocumentError} when the document asks for data in a way that is not understood
 * @example
 * const mock = createMock({ spec: loadSpec('api.yaml'), count: 100 });
 * await mock.handle({ method: 'GET', path: '/notes', query: 'limit=5', headers: {} });
 */
export function createMock(options: MockOptions): Mock {
  const { createStore = (initial) => new MemoryStore(initial), now = () => new Date(), admin, chaos } = options;
  const { seed = SEED_DEFAULTS.seed, journal: entries = DEFAULT_JOURNAL } = options;
  let kept: ModelOptions = options;
  const current = { model: createModel(options) };
  const created: Store = createStore(current.model.initial());
  const store = options.onChange === undefined ? created : observeStore(created, options.onChange);
  const createSession = (name: string, own: Store): MockSession => {
    const session = new MockSession({ name, store: own, seed, now });
    if (chaos !== undefined) session.of(createOverrides).startWith(chaos);
    return session;
  };
  const sessions = new Sessions(
    createSession('', store),
    (name, origin) => createSession(name, origin.fork(name)),
    options.sessions,
  );
  const journalOf = createJournals(entries, sessions);
  let callbacks: Callbacks | undefined;
  const loadCallbacks =
    options.callbacks &&
    ((): Callbacks => {
      const { createCallbacks } = require('./callbacks/callbacks') as typeof import('./callbacks/callbacks');
      callbacks ??= createCallbacks(options.callbacks!, (session) =>
        entries === 0 ? undefined : session.of(journalOf),
      );
      return callbacks;
    });
  const hide = createHideKnown(options, sessions);
  const news = new DocumentNews();
  const drifts = options.drifts?.({
    options: () => kept,
    createModel,
    answer: (model, request, session) => pipeline.answerBy(model, request, session),
  });
  const target: AdminTarget = {
    model: () => current.model,
    sessions,
    journal: (session) => session.of(journalOf),
    hide,
    news,
    drifts: () => drifts,
    callbacks: loadCallbacks,
  };
  const pipeline: Pipeline = createPipeline({
    current,
    sessions,
    journalOf: entries === 0 ? undefined : journalOf,
    loadAdmin:
      admin &&
      (() => (require('./admin/create-admin') as typeof import('./admin/create-admin')).createAdmin(target, admin)),
    loadCallbacks,
    drifts,
  });
  const reload = async (change: Pick<MockOptions, 'spec' | 'fixtures'>): Promise<CarriedOver> => {
    const before = current.model;
    const changed = { ...options, ...change };
    const after = createModel(changed);
    for (const { count, recordAt } of after.initial().values()) if (count > 0) recordAt(0);
    current.model = after;
    kept = changed;
    await sessions.startFrom(after.initial());
    const carried = await carryOverAll(sessions.all(), before, after);
    news.tell();
    return carried;
  };
  const exportPieces = (session: Session = sessions.main): AsyncIterable<string> =>
    writeState(current.model, session.store, session.of(createLastNumbers));
  return {
    get spec() {
      return current.model.spec;
    },
    get pages() {
      return admin === undefined ? undefined : { spec: current.model.spec, basePath: options.basePath, admin };
    },
    store,
    sessions,
    get rules() {
      return sessions.main.rules;
    },
    journal: (session) => session.of(journalOf),
    handle: pipeline.handle,
    intercept: pipeline.intercept,
    identify({ method, path, headers }) {
      const whole = { method, path: path.split('?', 1)[0]!, query: '', headers };
      const { name, request } = namedSession(whole) ?? { request: whole };
      const { plan } = current.model.engine.locate(request, sessions.main);
      return { session: name, operation: plan?.operation.id };
    },
    hide,
    bodyLimitFor: pipeline.bodyLimitFor,

    exportState: (session) => joined(exportPieces(session)),
    exportPieces,
    importState: (state, session = sessions.main) => importState(session, current.model, state),
    reset: () => resetData(sessions.main),
    startOver: (session = sessions.main) => {
      const { startOver } = require('./admin/start-over') as typeof import('./admin/start-over');
      return startOver(session, current.model, session.of(journalOf));
    },
    reload,
    notReloaded: (problem) => news.tell(problem),
    isReady: async () => store.isReady?.() ?? true,
    close: () => {
      callbacks?.close();
      return sessions.close();
    },
  };
}

/** The secrets that a mock is given. */
interface GivenSecrets {
  readonly auth?: AuthOptions | undefined;
  readonly admin?: Pick<AdminOptions, 'token'> | undefined;
}

/**
 * Creates the function that hides what a mock knows to be a secret: what it was given, and the tokens that it has issued in any session.
 * It is made when there is first something to hide.
 */
function createHideKnown({ auth, admin }: GivenSecrets, sessions: Pick<Sessions, 'all'>): Hide {
  let given: Hide | undefined;
  return (text) => {
    given ??= createHide([
      ...(auth?.clients ?? []).flatMap(({ id, secret }) => [secret, base64Of(bytesOf(`${id}:${secret}`))]),
      ...(auth?.apiKeys ?? []),
      ...(admin?.token === undefined ? [] : [admin.token]),
    ]);
    // Most texts are shorter than any token.
    if (text.length < SHORTEST_TOKEN) return given(text);
    return sessions
      .all()
      .reduce((shown, session) => session.known(createTokens)?.hide(shown, MASK) ?? shown, given(text));
  };
}

/** Characters of the tokens that the mock issues. */
const SHORTEST_TOKEN = 43;
