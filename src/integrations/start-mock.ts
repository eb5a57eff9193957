import path from 'node:path';
import { createDriftingMock } from '../drifts/create-drifting-mock';
import { createMockWithDrifts } from '../drifts/create-mock-with-drifts';
import type { CallbackOptions } from '../mock/callbacks/delivery';
import type { Mock, MockOptions } from '../mock/create-mock';
import { defaultFixtures, loadFixtures } from '../mock/seeding/fixtures/load-fixtures';
import { controlSession, type SessionControls } from '../mock/session-controls';
import { isSessionName, NAME_RULE, SESSION_HEADER } from '../mock/sessions/session-name';
import { type LoadOptions, loadSpec, parseSpec } from '../openapi/load-spec';
import type { Spec } from '../openapi/model/model';
import { createPersistence } from '../server/persistence/persist';
import type { LoadedDocument } from '../server/persistence/watch-document';
import { type ListenOptions, type StartServerOptions, startServer } from '../server/start-server';

/** Options of {@link startMock}: those of `createMock()` and `startServer()`, with files named by their paths. */
export interface StartMockOptions
  extends Omit<MockOptions, 'spec' | 'fixtures' | 'admin' | 'callbacks' | 'drifts' | 'createStore'>,
    Omit<ListenOptions, 'passThrough'>,
    Pick<StartServerOptions, 'upstream'>,
    LoadOptions {
  /** A file or folder with records of your own; see docs/data.md. */
  readonly fixtures?: string;
  /** Faults that the mock is to have, by the names that `contact-points drifts` lists. */
  readonly drift?: string | readonly string[];
  /** The protection of the inspector and the admin API; false leaves them out. They are open to this machine by default. */
  readonly admin?: MockOptions['admin'] | false;
  /** True, or further hosts, to call clients back as the document's callbacks say. */
  readonly callbacks?: boolean | Pick<CallbackOptions, 'hosts'>;
  /** A JSON file that keeps the data, so that they survive a restart. */
  readonly persist?: string;
  /** True to follow the document and the fixtures as they are saved. */
  readonly watch?: boolean;
  /** Takes sentences about what goes wrong; `console.warn` by default. */
  readonly warn?: (message: string) => void;
}

/** One session of a mock that listens. */
export interface RunningSession<Paths = unknown> extends SessionControls<Paths> {
  /** The base URL of its requests, without a trailing slash. */
  readonly url: string;
  /** The header fields that lead a request to the session, for clients that go to the mock's own URL. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A mock that listens. */
export interface RunningMock<Paths = unknown> extends RunningSession<Paths> {
  readonly port: number;
  /** The mock itself, for what is not covered here. */
  readonly mock: Mock;
  /** Gives the session of this name, which exists from now on. */
  session(name: string): RunningSession<Paths>;
  /** Stops listening and frees everything; what is in flight is finished. */
  stop(): Promise<void>;
}

/**
 * Starts a mock of a document on a free port of this machine.
 *
 * @typeParam Paths - the `paths` that `openapi-typescript` makes of the document, so that rules complete its paths
 * @param document - its path or address, the document as an object, or what `loadSpec()` gave
 * @param options - all that `createMock()` and `startServer()` take; `port` is 0 by default, which takes a free one
 * @throws {@link DocumentError}, {@link FixtureError}, {@link ListenError} or {@link PersistError}, which say what to do
 * @example
 * const mock = await startMock('openapi.yaml');
 * mock.rules.add({ match: { method: 'POST' }, times: 1, then: { status: 503 } });
 * await fetch(`${mock.url}/books`);
 * await mock.reset();
 * await mock.stop();
 */
export async function startMock<Paths = unknown>(
  document: string | object | Spec,
  options: StartMockOptions = {},
): Promise<RunningMock<Paths>> {
  const {
    fixtures,
    drift = [],
    admin = {},
    callbacks,
    persist,
    watch = false,
    warn = console.warn,
    ...given
  } = options;
  const { host = '127.0.0.1', port = 0, log, bodyLimit, tls, upstream, onChange, basePath } = given;
  const load = (): LoadedDocument => {
    const spec = specOf(document, options);
    const location = fixtures ?? defaultFixtures(spec);
    return { spec, fixtures: location === undefined ? undefined : loadFixtures(location, spec) };
  };
  const loaded = load();
  for (const { file, line, message } of loaded.spec.warnings) warn(`${file}${line ? `:${line}` : ''}: ${message}`);
  const persistence = persist === undefined ? undefined : createPersistence(persist, warn);
  const changed = (): void => {
    persistence?.changed();
    onChange?.();
  };
  const drifts = [drift].flat();
  const mockOptions: MockOptions = {
    ...given,
    ...loaded,
    warn,
    admin: admin === false ? undefined : { ...admin, host },
    callbacks: callbacks
      ? { ...(callbacks === true ? {} : callbacks), send: (request) => sender()(request) }
      : undefined,
    onChange: persistence === undefined ? onChange : changed,
  };
  const mock = drifts.length === 0 ? createMockWithDrifts(mockOptions) : createDriftingMock(mockOptions, drifts);
  const server = await startServer(mock, {
    ...{ host, port, log, bodyLimit, tls, persistence },
    upstream: upstream && { basePath, ...upstream },
    watch: watch
      ? { load, besides: fixtures === undefined ? [] : [path.resolve(fixtures)], report: () => undefined, warn }
      : undefined,
  });
  return Object.assign(
    controlSession<Paths>(mock, () => mock.sessions.main),
    {
      url: server.url,
      headers: {},
      port: server.port,
      mock,
      session(name: string) {
        if (!isSessionName(name)) throw new TypeError(`The name of a session ${NAME_RULE}: "${name}".`);
        const headers = { [SESSION_HEADER]: name };
        const controls = controlSession<Paths>(mock, () => mock.sessions.session(name));
        return Object.assign(controls, { url: `${server.url}/~${name}`, headers });
      },
      async stop() {
        await server.close();
        await mock.close();
      },
    },
  );
}

function specOf(document: string | object, options: LoadOptions): Spec {
  if (typeof document === 'string') return loadSpec(document, options);
  return 'resources' in document && 'operations' in document ? (document as Spec) : parseSpec(document, options);
}

/** Nothing that sends is loaded where nobody is called back. */
function sender(): CallbackOptions['send'] {
  return (require('../server/http/send-callback') as typeof import('../server/http/send-callback')).sendCallback;
}
