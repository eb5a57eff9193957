import type { Spec } from '../spec/model';
import { type CommandIo, type Invocation, UsageError } from './command';
import { percentage, wholeNumber } from './option-values';
import { type ReportFile, reportFiles } from './report-files';

/** What `verify` is to do, complete but for what only the document can tell. */
export interface VerifySettings {
  readonly url: string;
  /** The document's file; undefined for the one that ships with the package. */
  readonly spec: string | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly apiKey: string | undefined;
  readonly readOnly: boolean;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly strict: boolean;
  readonly reports: readonly ReportFile[];
  /** Percent of the document. */
  readonly minCoverage: number | undefined;
  readonly bail: number | undefined;
  readonly seed: number;
  readonly concurrency: number;
  /** Random sequences for each resource. */
  readonly fuzz: number;
  /** Milliseconds. */
  readonly timeout: number;
  /** Seconds. */
  readonly waitFor: number;
}

/**
 * Completes the command line of `verify` with its defaults and the environment.
 *
 * @param env - the environment; an empty variable counts as absent
 * @throws {@link UsageError} for a value that cannot be used, and for writes to another machine that nobody allowed
 */
export function verifySettings(invocation: Invocation, env: CommandIo['env']): VerifySettings {
  const { value, values, flag } = invocation;
  const url = invocation.positionals[0] ?? '';
  const readOnly = flag('read-only');
  if (!readOnly && !flag('allow-writes') && !isLoopback(url)) {
    throw new UsageError(
      `${url} is another machine, and verifying creates, changes and removes records there.\n` +
        'Give --allow-writes when that is wanted, or --read-only to send safe methods only.',
    );
  }
  const bail = value('bail');
  const minCoverage = value('min-coverage');
  const token = value('token') ?? (env.CONTACT_POINTS_TOKEN || undefined);
  return {
    url,
    spec: value('spec'),
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headersOf(values('header')) },
    apiKey: value('api-key') ?? (env.CONTACT_POINTS_API_KEY || undefined),
    readOnly,
    only: values('only'),
    skip: values('skip'),
    strict: flag('strict'),
    reports: reportFiles(values('report')),
    minCoverage: minCoverage === undefined ? undefined : percentage('--min-coverage', minCoverage),
    bail: bail === undefined ? undefined : wholeNumber('--bail', bail, 1, 1_000_000),
    seed: wholeNumber('--seed', value('seed') ?? '1', 0, Number.MAX_SAFE_INTEGER),
    fuzz: wholeNumber('--fuzz', value('fuzz') ?? '10', 0, 100_000),
    concurrency: wholeNumber('--concurrency', value('concurrency') ?? '8', 1, 256),
    timeout: wholeNumber('--timeout', value('timeout') ?? '10000', 1, 600_000),
    waitFor: wholeNumber('--wait-for', value('wait-for') ?? '0', 0, 3_600),
  };
}

/**
 * The header that carries the document's API key (OpenAPI 3.1, section 4.8.27).
 *
 * @throws {@link UsageError} when the document has no API key that travels in a header
 */
export function apiKeyHeader(spec: Spec, key: string | undefined): Readonly<Record<string, string>> {
  if (key === undefined) return {};
  for (const scheme of Object.values(spec.securitySchemes)) {
    if (scheme.type === 'apiKey' && scheme.in === 'header') return { [scheme.name.toLowerCase()]: key };
  }
  throw new UsageError(`--api-key is given, but ${spec.source} has no security scheme of type apiKey in a header.`);
}

/**
 * Checks the names of `--only` and `--skip` against what there is.
 *
 * @throws {@link UsageError} that lists what there is
 */
export function checkNames(option: string, names: readonly string[], known: readonly string[]): void {
  for (const name of names) {
    if (!known.includes(name))
      throw new UsageError(`${option} ${name}: there is no such name. There are ${known.join(', ')}.`);
  }
}

function headersOf(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n]*)$/.exec(line);
    if (match === null) throw new UsageError(`--header must be written 'Name: value', not "${line}".`);
    headers[match[1]!.toLowerCase()] = match[2]!.trim();
  }
  return headers;
}

function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  // A URL that cannot be read is told about later, in better words.
  return (
    host === '' ||
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(\.\d+){3}$/.test(host)
  );
}
