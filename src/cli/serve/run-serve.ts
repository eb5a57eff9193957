import path from 'node:path';
import { createMockWithDrifts } from '../../drifts/create-mock-with-drifts';
import type { SendCallback } from '../../mock/callbacks/delivery';
import type { Mock, MockOptions } from '../../mock/create-mock';
import { defaultFixtures, loadFixtures } from '../../mock/seeding/fixtures/load-fixtures';
import { loadSpec } from '../../openapi/load-spec';
import { SHIPPED_SPEC } from '../../openapi/read/package-file';
import { describeParts, describeResources } from '../../openapi/resources/describe-resources';
import type { Certificate } from '../../server/http/certificate';
import { createRequestLog, type RequestLog } from '../../server/http/request-log';
import type { Persistence } from '../../server/persistence/persist';
import type { LoadedDocument, WatchOptions } from '../../server/persistence/watch-document';
import { startServer } from '../../server/start-server';
import { type CommandIo, type RunCommand, UsageError } from '../command-line/command';
import { loadOptions, warningText } from '../command-line/document';
import { loadPeer } from '../command-line/load-peer';
import { openSharedStore } from './open-shared-store';
import type { serveCommand } from './serve-command';
import {
  describeControl,
  describeLogins,
  describeMetrics,
  describePages,
  describePatterns,
  type Greeting,
  serveGreeting,
} from './serve-greeting';
import { type ServeSettings, serveSettings } from './serve-settings';
import { createStopSignal } from './stop-signal';

/** Serves a mock until the process is asked to stop. */
export const runServe: RunCommand<typeof serveCommand> = async (invocation, io) => {
  const settings = serveSettings(invocation);
  const { seed, count, locale, host, port, quiet, auth, chaos, references, sessions, journal, shared } = settings;
  const format = settings['log-format'];
  const basePath = settings['base-path'];
  const workers = settings.workers === 1 ? undefined : loadWorkers();
  const ended = await workers?.serveWorkers(settings.workers, io);
  if (ended !== undefined) return ended;
  const teller = createTeller(io, settings);
  const stop = createStopSignal(workers?.workerSignals() ?? process);
  try {
    const load = (): LoadedDocument => {
      const spec = loadSpec(settings.spec ?? SHIPPED_SPEC, loadOptions(invocation.options));
      const location = settings.fixtures ?? defaultFixtures(spec);
      return { spec, fixtures: location === undefined ? undefined : loadFixtures(location, spec) };
    };
    const document = load();
    const { spec } = document;
    if (!quiet && (workers?.isSpokesman() ?? true)) io.err(warningText(spec.warnings, spec.source));
    const persistence = openPersistence(settings.persist, teller);
    const tls = settings.tls && openCertificate(settings.tls, host);
    const store = shared && (await openSharedStore(shared, sessions.ttl));
    let log: RequestLog | undefined;
    const mock = createMockOr(settings.drift, {
      ...{ ...document, seed, count, locale, auth, chaos, references, sessions, journal, basePath },
      admin: settings.admin && { ...settings.admin, host },
      onChange: persistence?.changed,
      createStore: store?.createStore,
      callbacks: settings.callbacks && {
        ...settings.callbacks,
        send: (request) => loadSendCallback()(request),
        report: ({ url: path, ...report }) => log?.({ ...report, path }),
      },
      warn: (message) => teller.warn('values', message),
      onError: failureReporter(io),
    });
    const { securitySchemes } = spec;
    const { hide, identify } = mock;
    const requestLog = createRequestLog({ format, color: io.color, write: io.out, securitySchemes, hide, identify });
    log = quiet ? undefined : requestLog;
    if (settings.metrics) loadMetrics();
    const server = await startServer(mock, {
      ...{ host, port, log, persistence, store, tls, metrics: settings.metrics },
      upstream: settings.upstream && { ...settings.upstream, basePath, logins: auth.mode !== 'off' },
      watch: settings.watch ? watchOptions(load, settings.fixtures ?? defaultFixtures(spec), teller) : undefined,
    });
    const notes = [
      ...describePages(settings, server.url),
      ...(settings.tls === 'self' && tls !== undefined ? [describeCertificate(tls)] : []),
      ...describeMetrics(settings, spec),
      ...describeLogins(spec, settings),
      ...describeControl(settings),
      ...describePatterns(spec),
      ...(store?.notes ?? []),
    ];
    const greets = !quiet && (workers?.isSpokesman() ?? true);
    if (greets) io.out(serveGreeting(await greetingOf(mock, server.url, notes), format));
    await stop.first;
    void stop.second.then(() => server.close(0));
    await server.close();
    await mock.close();
    return 0;
  } catch (error) {
    throw expected(error as Error) ?? error;
  }
};

/** Errors whose message is all there is to say. */
const EXPECTED = [
  'CertificateError',
  'DocumentError',
  'FixtureError',
  'ListenError',
  'PersistError',
  'SharedStateError',
  'StoreUnavailable',
];

function expected({ name, message }: Error): UsageError | undefined {
  if (name === 'UnknownDriftError') return new UsageError(`${message} \`contact-points drifts\` lists them all.`);
  if (name === 'UpstreamNameError') return new UsageError(`--upstream-only: ${message}`);
  return EXPECTED.includes(name) ? new UsageError(message) : undefined;
}

/** Several processes are for those who ask for them. */
function loadWorkers(): typeof import('./serve-workers') {
  return require('./serve-workers') as typeof import('./serve-workers');
}

/** Drifts are loaded only where they are asked for: a healthy mock starts without them. */
function createMockOr(drifts: readonly string[], options: MockOptions): Mock {
  if (drifts.length === 0) return createMockWithDrifts(options);
  const { createDriftingMock } =
    require('../../drifts/create-drifting-mock') as typeof import('../../drifts/create-drifting-mock');
  return createDriftingMock(options, drifts);
}

function loadMetrics(): void {
  loadPeer('--metrics', 'prom-client@15', () => require('../../server/http/metrics'));
}

/** Certificates are made and read only where HTTPS is served. */
function openCertificate(tls: Exclude<ServeSettings['tls'], undefined>, host: string): Certificate {
  const { readCertificate, selfSignedCertificate } = loadCertificates();
  return tls === 'self' ? selfSignedCertificate(host) : readCertificate(...tls);
}

function describeCertificate(tls: Certificate): string {
  return `Certificate made for this start, trusted by nobody; SHA-256 fingerprint ${loadCertificates().fingerprintOf(tls)}`;
}

function loadCertificates(): typeof import('../../server/http/certificate') {
  return require('../../server/http/certificate') as typeof import('../../server/http/certificate');
}

/** Nothing that sends is loaded where nobody is called back. */
function loadSendCallback(): SendCallback {
  return (require('../../server/http/send-callback') as typeof import('../../server/http/send-callback')).sendCallback;
}

/** The code that keeps the data in a file is loaded only where that is asked for. */
function openPersistence(file: string | undefined, teller: Teller): Persistence | undefined {
  if (file === undefined) return undefined;
  const { createPersistence } =
    require('../../server/persistence/persist') as typeof import('../../server/persistence/persist');
  return createPersistence(file, (text) => teller.warn('persist', text));
}

function watchOptions(load: () => LoadedDocument, fixtures: string | undefined, teller: Teller): WatchOptions {
  return {
    load,
    besides: fixtures === undefined ? [] : [path.resolve(fixtures)],
    report: (text) => teller.info('reloaded', text),
    warn: (text) => teller.warn('not-reloaded', text),
  };
}

/** Reports the events of a running mock. */
interface Teller {
  /** Reports something that goes well. */
  info(event: string, text: string): void;
  /** Reports something that goes wrong. */
  warn(event: string, text: string): void;
}

/** Creates the teller of a command: sentences for a person, or one JSON object per line. */
function createTeller(io: CommandIo, { quiet, 'log-format': format }: ServeSettings): Teller {
  const line = (event: string, text: string): string =>
    format === 'json' ? JSON.stringify({ time: new Date().toISOString(), event, message: text }) : text;
  return {
    info(event, text) {
      if (!quiet) io.out(`${line(event, text)}\n`);
    },
    warn: (event, text) => io.err(`${format === 'json' ? '' : 'contact-points: '}${line(event, text)}\n`),
  };
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
  const further = describeParts(mock.spec);
  return { url, title, version, source: shown, resources: await Promise.all(counted), further, notes };
}
