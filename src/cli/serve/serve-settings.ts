import { type CommandIo, type Invocation, UsageError } from '../command-line/command';
import { oneOf, wholeNumber } from '../command-line/option-values';
import { type ServeControl, serveControl } from './serve-control';
import { type ServeSwitches, serveSwitches } from './serve-switches';
import { type StoreSettings, storeSettings } from './store-settings';

/** The languages that records can be generated in. */
export const LOCALES = ['nl', 'en', 'de', 'fr'] as const;

/** What `serve` is to do, complete. */
export interface ServeSettings extends ServeSwitches {
  /** The document's file; undefined for the one that ships with the package. */
  readonly spec: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly seed: number;
  readonly count: number;
  readonly locale: (typeof LOCALES)[number];
  /** A file or directory; undefined for the default of the document. */
  readonly fixtures: string | undefined;
  /** The names of the drifts that the mock is to have; empty for a healthy one. */
  readonly drifts: readonly string[];
  readonly control: ServeControl;
  readonly store: StoreSettings;
  readonly quiet: boolean;
  readonly logFormat: 'pretty' | 'json';
}

/**
 * Completes the command line of `serve` with its defaults and the environment.
 *
 * @param invocation - the parsed command line
 * @param env - the environment; an empty variable counts as absent
 * @throws {@link UsageError} for a value that cannot be used
 */
export function serveSettings(invocation: Invocation, env: CommandIo['env']): ServeSettings {
  const { value } = invocation;
  const port = value('port');
  return {
    spec: fileValue('--spec', value('spec')),
    port: wholeNumber(port === undefined ? 'PORT (environment)' : '--port', port ?? (env.PORT || '4010'), 0, 65_535),
    host: hostValue(value('host') ?? (env.CONTACT_POINTS_HOST || '127.0.0.1')),
    seed: wholeNumber('--seed', value('seed') ?? '1', 0, Number.MAX_SAFE_INTEGER),
    count: wholeNumber('--count', value('count') ?? '3255', 0, 10_000_000),
    locale: oneOf('--locale', value('locale') ?? 'nl', LOCALES),
    fixtures: fileValue('--fixtures', value('fixtures')),
    drifts: namesOf(invocation.values('drift')),
    ...serveSwitches(invocation, env),
    control: serveControl(invocation, env),
    store: storeSettings(invocation, env),
    quiet: invocation.flag('quiet'),
    logFormat: oneOf('--log-format', value('log-format') ?? 'pretty', ['pretty', 'json']),
  };
}

function fileValue(name: string, file: string | undefined): string | undefined {
  if (file === '') throw new UsageError(`${name} needs the name of a file.`);
  return file;
}

function namesOf(values: readonly string[]): string[] {
  return values
    .flatMap((value) => value.split(','))
    .map((name) => {
      if (name.trim() === '') throw new UsageError('--drift needs a name; `contact-points drifts` lists them.');
      return name.trim();
    });
}

function hostValue(host: string): string {
  if (/^[a-z0-9_.:%-]+$/i.test(host)) return host;
  throw new UsageError(`--host must be an address or a host name such as 127.0.0.1, not "${host}".`);
}
