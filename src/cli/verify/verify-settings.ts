import type { Client } from '../../contract/target/client-credentials';
import { type ProxySettings, proxiesOf } from '../../contract/target/proxy-settings';
import { isLoopback } from '../../contract/target/target-url';
import { type CommandIo, type Invocation, UsageError } from '../command-line/command';
import { percentage, wholeNumber } from '../command-line/option-values';
import { type ReportFile, reportFiles } from './report-files';

/** What `verify` is to do, complete but for what only the document can tell. */
export interface VerifySettings extends Access {
  readonly url: string;
  /** The document's file; undefined for the one that ships with the package. */
  readonly spec: string | undefined;
  /** The file with ids of existing records. */
  readonly ids: string | undefined;
  readonly readOnly: boolean;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly strict: boolean;
  readonly quiet: boolean;
  readonly reports: readonly ReportFile[];
  /** Percent of the document. */
  readonly minCoverage: number | undefined;
  readonly bail: number | undefined;
  readonly seed: number;
  /** Random sequences for each resource. */
  readonly fuzz: number | undefined;
  readonly concurrency: number;
  /** Requests a second. */
  readonly rate: number | undefined;
  /** Milliseconds. */
  readonly timeout: number;
  readonly retries: number;
  /** Seconds. */
  readonly waitFor: number;
  readonly insecure: boolean;
  readonly proxies: ProxySettings;
}

/** How to get in. */
export interface Access {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly token: string | undefined;
  /** `name:password`. */
  readonly user: string | undefined;
  readonly apiKeys: readonly string[];
  readonly client: Client | undefined;
  readonly tokenUrl: string | undefined;
}

type Env = CommandIo['env'];

/**
 * Completes the command line of `verify` with its defaults and the environment.
 *
 * @param env - the environment; an empty variable counts as absent
 * @throws {@link UsageError} for a value that cannot be used, and for writes to another machine that nobody allowed
 */
export function verifySettings(invocation: Invocation, env: Env): VerifySettings {
  const { value, values, flag } = invocation;
  const url = invocation.positionals[0] ?? '';
  const readOnly = flag('read-only');
  if (!readOnly && !flag('allow-writes') && !isLoopback(url)) {
    throw new UsageError(
      `${url} is another machine, and verifying creates, changes and removes records there.\n` +
        'Give --allow-writes when that is wanted, or --read-only to send safe methods only.',
    );
  }
  const number = (name: string, min: number, max: number): number | undefined => {
    const text = value(name);
    return text === undefined ? undefined : wholeNumber(`--${name}`, text, min, max);
  };
  const minCoverage = value('min-coverage');
  return {
    ...accessOf(invocation, env),
    url,
    spec: value('spec'),
    ids: value('ids'),
    readOnly,
    only: namesOf(values('only')),
    skip: namesOf(values('skip')),
    strict: flag('strict'),
    quiet: flag('quiet'),
    reports: reportFiles(values('report')),
    minCoverage: minCoverage === undefined ? undefined : percentage('--min-coverage', minCoverage),
    bail: number('bail', 1, 1_000_000),
    seed: number('seed', 0, Number.MAX_SAFE_INTEGER) ?? 1,
    fuzz: number('fuzz', 0, 100_000),
    concurrency: number('concurrency', 1, 256) ?? 8,
    rate: number('rate', 1, 1_000_000),
    timeout: number('timeout', 1, 600_000) ?? 10_000,
    retries: number('retries', 0, 100) ?? 5,
    waitFor: number('wait-for', 0, 3_600) ?? 0,
    insecure: flag('insecure'),
    proxies: proxiesOf(env),
  };
}

function accessOf({ value, values }: Invocation, env: Env): Access {
  const read = (option: string, variable: string): string | undefined => value(option) ?? (env[variable] || undefined);
  const [id, secret] = [
    read('client-id', 'CONTACT_POINTS_CLIENT_ID'),
    read('client-secret', 'CONTACT_POINTS_CLIENT_SECRET'),
  ];
  if (value('client-id') !== undefined && value('token') !== undefined) {
    throw new UsageError('Give either --token or --client-id, not both.');
  }
  if ((id === undefined) !== (secret === undefined)) {
    const missing = id === undefined ? 'client-id' : 'client-secret';
    throw new UsageError(
      `--${missing} is missing: a client needs both, from the command line or from ` +
        'CONTACT_POINTS_CLIENT_ID and CONTACT_POINTS_CLIENT_SECRET.',
    );
  }
  const token =
    value('token') ?? (value('client-id') === undefined ? read('token', 'CONTACT_POINTS_TOKEN') : undefined);
  const key = env.CONTACT_POINTS_API_KEY || undefined;
  const keys = values('api-key');
  const user = value('user');
  if (user !== undefined && !/^[^:]+:/.test(user)) throw new UsageError('--user must be written NAME:PASSWORD.');
  const tokenUrl = value('token-url');
  if (tokenUrl !== undefined && !/^(https?:\/\/|\/)/.test(tokenUrl)) {
    throw new UsageError(`--token-url must be a URL or a path of the server, not "${tokenUrl}".`);
  }
  return {
    headers: headersOf(values('header')),
    token,
    user,
    apiKeys: keys.length > 0 || key === undefined ? keys : [key],
    client: token !== undefined || id === undefined || secret === undefined ? undefined : { id, secret },
    tokenUrl,
  };
}

function namesOf(texts: readonly string[]): string[] {
  return texts
    .flatMap((text) => text.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function headersOf(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\0]*)$/.exec(line);
    // What stands after the name may be a secret, and this line ends up in logs.
    if (match === null)
      throw new UsageError(`--header must be written 'Name: value', not "${line.split(/[:\s]/)[0]}…".`);
    headers[match[1]!.toLowerCase()] = match[2]!.trim();
  }
  return headers;
}
