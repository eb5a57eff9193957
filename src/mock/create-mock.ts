import { createDrifts } from '../drifts/apply-drift';
import type { JsonValue } from '../json-schema/json-schema';
import type { Spec } from '../openapi/model';
import type { Eventual } from '../store/eventual';
import { MemoryStore } from '../store/memory-store';
import { observeStore } from '../store/observed-store';
import type { InitialRecords, Store } from '../store/store';
import type { AdminOptions, AdminTarget } from './admin/admin-target';
import { DocumentNews } from './admin/admin-target';
import { ADMIN_BODY_LIMIT, isAdminPath, withAdmin } from './admin/with-admin';
import { createModel, type ModelOptions } from './engine/create-model';
import { createHideKnown } from './journal/hide-known';
import { intercepted } from './journal/intercepted';
import type { Journal } from './journal/journal';
import { createJournals } from './journal/journal';
import { recorded } from './journal/recorded';
import type { MockRequest, MockResponse } from './messages/message';
import type { ChaosOptions } from './overrides/chaos';
import type { RuleBook } from './overrides/rule-book';
import { seedDefaults } from './seeding/seed-options';
import type { CarriedOver } from './sessions/carry-over';
import { carryOverAll } from './sessions/carry-over';
import { Session, type SessionOptions, type SessionPart, Sessions } from './sessions/session';
import { createLastNumbers, resetData } from './sessions/session-data';
import { type AnswerIn, createSessionHandler } from './sessions/session-handler';
import { type ImportReport, importState, writeState } from './sessions/state-document';

/** A mock: answers requests as a document promises, and remembers what clients write. */
export interface Mock {
  /** The document that is kept now; see {@link Mock.reload}. */
  readonly spec: Spec;
  /** The data of all who name no session. */
  readonly store: Store;
  /** Who has data of their own: sessions, and all who name none. */
  readonly sessions: Sessions;
  /** What answers some requests differently, of all who name no session. */
  readonly rules: RuleBook;
  /** The last requests of a session and their answers; `mock.sessions.main` is the session of all who name no session. */
  journal(session: Session): Journal;
  /** Answers one request; never throws nor rejects. The answer is there at once where nothing has to be waited for. */
  handle(request: MockRequest): Eventual<MockResponse>;
  /**
   * Lets chaos, logins, wishes and rules come into play for a request that somebody else is to answer. What is answered here
   * stands in the journal.
   *
   * @param readBody - reads the request's body, which `request` lacks; called where something depends on it
   * @returns an answer, or one with `onward`: then the request goes on
   */
  intercept(request: MockRequest, readBody: () => Promise<Uint8Array | undefined>): Promise<MockResponse>;
  /** What the mock's own pages show, the inspector and the API reference; undefined when it has none, for want of an admin API. */
  readonly pages: { readonly spec: Spec; readonly basePath: string | undefined } | undefined;
  /** Takes secrets out of a text that people will see: those that the mock was given, and tokens that it has issued. */
  hide(text: string): string;
  /** Bytes that a request to a path may have, where that is not what all others may. */
  bodyLimitFor(path: string): number | undefined;
  /** All data of those who name no session, as JSON text; the admin API exports and imports the same. */
  exportState(): Promise<string>;
  /**
   * Replaces the data of those who name no session by what was exported, as far as it still fits the document.
   *
   * @returns what did not fit; undefined when this is no exported state at all, and then nothing is changed
   */
  importState(state: JsonValue): Promise<ImportReport | undefined>;
  /** Forgets what was written without a session: the data is again what it was at the start. */
  reset(): Promise<void>;
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
  /** Whether requests can be answered now: a store that other machines share may be out of reach. */
  isReady(): Promise<boolean>;
  /** Frees what the stores hold. */
  close(): Promise<void>;
}

/** How a mock is made. */
export interface MockOptions extends ModelOptions {
  /** Makes the store from what each resource starts with; one in memory by default. */
  readonly createStore?: (initial: ReadonlyMap<string, InitialRecords>) => Store;
  /** Who may use the admin API below `/__admin`; there is none by default. */
  readonly admin?: AdminOptions;
  /** How long sessions last, and how many there may be. */
  readonly sessions?: SessionOptions;
  /** How unreliable the mock is; not at all by default. */
  readonly chaos?: ChaosOptions;
  /** Called after every change of the data of those who name no session. */
  readonly onChange?: () => void;
  /** How many of the last requests each session remembers together with their answers; 500 by default, 0 for none. */
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
  const { createStore = (initial) => new MemoryStore(initial), now = () => new Date() } = options;
  const { seed = seedDefaults.seed, journal: entries = DEFAULT_JOURNAL } = options;
  let current: ModelOptions = options;
  let model = createModel(options);
  const created: Store = createStore(model.initial());
  const store = options.onChange === undefined ? created : observeStore(created, options.onChange);
  const drifts = createDrifts({ options: () => current, createModel });
  const createSession = (name: string, own: Store): Session =>
    new Session({ name, store: own, seed, now, chaos: options.chaos, drifts });
  const sessions = new Sessions(
    createSession('', store),
    (name, origin) => createSession(name, origin.fork(name)),
    options.sessions,
  );
  const journalOf: SessionPart<Journal> = createJournals(entries, () => sessions.size);

  const answer = (request: MockRequest, session: Session): Eventual<MockResponse> =>
    model.engine.handle(request, session);
  const documented = entries === 0 ? answer : recorded(answer, journalOf);
  const hide = createHideKnown(options, sessions);
  const news = new DocumentNews();
  const target: AdminTarget = { model: () => model, sessions, journal: (session) => session.of(journalOf), hide, news };
  const { admin } = options;
  const loadAdmin = (): AnswerIn =>
    (require('./admin/create-admin') as typeof import('./admin/create-admin')).createAdmin(target, admin ?? {});
  const reload = async (change: Pick<MockOptions, 'spec' | 'fixtures'>): Promise<CarriedOver> => {
    const before = model;
    const changed = { ...options, ...change };
    const after = createModel(changed);
    for (const { count, recordAt } of after.initial().values()) if (count > 0) recordAt(0);
    model = after;
    current = changed;
    await sessions.startFrom(after.initial());
    const carried = await carryOverAll(sessions.all(), before, after);
    news.tell();
    return carried;
  };
  return {
    get spec() {
      return model.spec;
    },
    get pages() {
      return admin === undefined ? undefined : { spec: model.spec, basePath: options.basePath };
    },
    store,
    sessions,
    get rules() {
      return sessions.main.rules;
    },
    journal: (session) => session.of(journalOf),
    handle: createSessionHandler(
      sessions,
      (problem) => model.respond(problem),
      admin === undefined ? documented : withAdmin(documented, loadAdmin),
    ),
    intercept: async (request, readBody) =>
      createSessionHandler(
        sessions,
        (problem) => model.respond(problem),
        intercepted(() => model.engine, readBody, entries === 0 ? undefined : journalOf),
      )(request),
    hide,
    bodyLimitFor: (path) => (admin !== undefined && isAdminPath(path) ? ADMIN_BODY_LIMIT : undefined),

    exportState: () => writeState(model.spec, store, sessions.main.of(createLastNumbers)),
    importState: (state) => importState(sessions.main, model, state),
    reset: () => resetData(sessions.main),
    reload,
    notReloaded: (problem) => news.tell(problem),
    isReady: async () => store.isReady?.() ?? true,
    close: () => sessions.close(),
  };
}

const DEFAULT_JOURNAL = 500;
