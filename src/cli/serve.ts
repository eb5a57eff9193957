import path from 'node:path';
import { createMock, type Mock, type MockOptions } from '../mock/create-mock';
import { defaultFixtures, loadFixtures } from '../mock/seeding/fixtures/load-fixtures';
import { loadSpec } from '../openapi/load-spec';
import { SHIPPED_SPEC } from '../openapi/read/package-file';
import { describeParts, describeResources } from '../openapi/resources/describe-resources';
import { createRequestLog } from '../server/request-log';
import { startServer } from '../server/start-server';
import type { LoadedDocument } from '../server/watch-document';
import { type CommandIo, type RunCommand, UsageError } from './command';
import { describeControl } from './describe-control';
import { describeLogins } from './describe-logins';
import { describePages } from './describe-pages';
import { openSharedStore } from './open-shared-store';
import { createTeller, openPersistence, openUpstream, openWatch } from './serve-extras';
import { type Greeting, serveGreeting } from './serve-greeting';
import { serveSettings } from './serve-settings';
import { createStopSignal } from './stop-signal';

/** Serves a mock until the process is asked to stop. */
export const runServe: RunCommand = async (invocation, io) => {
  const settings = serveSettings(invocation, io.env);
  const { seed, count, locale, host, port, quiet, logFormat } = settings;
  const { control, store } = settings;
  const workers = store.workers === 1 ? undefined : loadWorkers();
  const ended = await workers?.serveWorkers(store.workers, io);
  if (ended !== undefined) return ended;
  const teller = createTeller(io, settings);
  const stop = createStopSignal(workers?.workerSignals() ?? process);
  try {
    const load = (): LoadedDocument => {
      const spec = loadSpec(settings.spec ?? SHIPPED_SPEC);
      const location = settings.fixtures ?? defaultFixtures(spec);
      return location === undefined ? { spec } : { spec, fixtures: loadFixtures(location, spec) };
    };
    const document = load();
    const { spec } = document;
    const { auth, references, chaos } = settings;
    const switches = { auth, references, ...(chaos && { chaos }) };
    const persistence = openPersistence(control.persist, teller);
    const shared = await openSharedStore(store, control.sessions.ttl);
    const options = {
      ...{ ...document, seed, count, locale, ...switches, onError: failureReporter(io) },
      ...{ sessions: control.sessions, journal: control.journal },
      ...(control.basePath !== undefined && { basePath: control.basePath }),
      ...(control.admin !== undefined && { admin: { ...control.admin, host } }),
      ...(persistence !== undefined && { onChange: persistence.changed }),
      ...(shared !== undefined && { createStore: shared.createStore }),
    };
    const mock = settings.drifts.length === 0 ? createMock(options) : createDrifting(options, settings.drifts);
    const log = createRequestLog({
      ...{ format: logFormat, color: io.color, write: io.out },
      ...{ securitySchemes: spec.securitySchemes, hide: mock.hide },
    });
    await persistence?.attach(mock);
    await shared?.start();
    const upstream = openUpstream(settings, mock);
    const passThrough = upstream?.passThrough;
    const server = await startServer(mock, { host, port, passThrough, ...(!quiet && { log }) });
    const fixtures = settings.fixtures ?? defaultFixtures(spec);
    const endWatch = openWatch(control, mock, load, fixtures, teller);
    const notes = [
      ...describePages(settings, server.url),
      ...describeLogins(spec, settings),
      ...describeControl(settings),
      ...(shared?.notes ?? []),
    ];
    const greets = !quiet && (workers?.isSpokesman() ?? true);
    if (greets) io.out(serveGreeting(await greetingOf(mock, server.url, notes), logFormat));
    await stop.first;
    endWatch?.();
    void stop.second.then(() => server.close(0));
    await server.close();
    await persistence?.close();
    upstream?.close();
    await mock.close();
    return 0;
  } catch (error) {
    const expected = EXPECTED.includes((error as Error).name);
    throw expected ? new UsageError((error as Error).message) : error;
  }
};

/** Errors whose message is all there is to say. */
const EXPECTED = [
  'DocumentError',
  'FixtureError',
  'ListenError',
  'PersistError',
  'SharedStateError',
  'StoreUnavailable',
];

/** Several processes are for those who ask for them. */
function loadWorkers(): typeof import('./serve-workers') {
  return require('./serve-workers') as typeof import('./serve-workers');
}

/** Drifts are loaded only where they are asked for: a healthy mock starts without them. */
function createDrifting(options: MockOptions, names: readonly string[]): Mock {
  const { createDriftingMock } =
    require('../drifts/create-drifting-mock') as typeof import('../drifts/create-drifting-mock');
  try {
    return createDriftingMock(options, names);
  } catch (error) {
    if ((error as Error).name !== 'UnknownDriftError') throw error;
    throw new UsageError(`${(error as Error).message} \`contact-points drifts\` lists them all.`);
  }
}

/** A fault of the mock itself is told with all there is, because it has to be mended here and not by the client. */
function failureReporter(io: CommandIo): (error: unknown, request: { method: string; path: string }) => void {
  return (error, { method, path }) => {
    const details = error instanceof Error ? error.stack : String(error);
    io.err(`contact-points: internal error at ${method} ${JSON.stringify(path)}\n${details}\n`);
  };
}

async function greetingOf(mock: Mock, url: string, notes: readonly string[]): Promise<Greeting> {
  const { resources, document, source } = mock.spec;
  const descriptions = describeResources(resources);
  const counted = resources.map(async ({ name }, index) => {
    const { total } = await mock.store.page(name, {}, 0, 0);
    return { name, records: total, description: descriptions[index] ?? name };
  });
  const { title, version } = document.info;
  const fromHere = path.relative(process.cwd(), source);
  const shown = fromHere.startsWith('..') ? source : fromHere;
  return {
    url,
    title,
    version,
    source: shown,
    resources: await Promise.all(counted),
    further: describeParts(mock.spec),
    notes,
  };
}
