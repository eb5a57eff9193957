import type { SessionOptions } from '../mock/sessions/session';
import { type CommandIo, type Invocation, UsageError } from './command';
import { wholeNumber } from './option-values';

/** What a mock keeps, follows and passes on, and who controls it. */
export interface ServeControl {
  readonly watch: boolean;
  /** The file that the data are kept in; undefined for none. */
  readonly persist: string | undefined;
  /** With a leading and without a trailing slash, `''` for the root; undefined for the root and the document's servers. */
  readonly basePath: string | undefined;
  /** Undefined when everything is answered here. */
  readonly upstream: { readonly url: URL; readonly only: readonly string[] } | undefined;
  readonly sessions: SessionOptions;
  readonly journal: number;
  /** Undefined when there is no admin API. */
  readonly admin: { readonly token: string | undefined } | undefined;
}

/**
 * Reads the options of `serve` that are about working against it all day.
 *
 * @param env - the environment; an empty variable counts as absent
 * @throws {@link UsageError} for values that cannot be used, or not together
 */
export function serveControl({ value, values, flag }: Invocation, env: CommandIo['env']): ServeControl {
  const persist = value('persist');
  if (persist === '') throw new UsageError('--persist needs the name of a file.');
  if (flag('watch') && values('drift').length > 0) {
    throw new UsageError('--watch and --drift do not go together: drifts are made for one version of a document.');
  }
  if (flag('no-admin') && value('admin-token') !== undefined) {
    throw new UsageError('--no-admin and --admin-token do not go together. Leave one of them out.');
  }
  const minutes = wholeNumber('--session-ttl', value('session-ttl') ?? '60', 1, 100_000);
  return {
    watch: flag('watch'),
    persist,
    basePath: basePathValue(value('base-path')),
    upstream: upstreamValue(value('upstream'), values('upstream-only')),
    sessions: {
      ttl: minutes * 60_000,
      max: wholeNumber('--max-sessions', value('max-sessions') ?? '1000', 1, 1_000_000),
    },
    journal: wholeNumber('--journal', value('journal') ?? '500', 0, 1_000_000),
    admin: flag('no-admin') ? undefined : { token: tokenValue(value('admin-token'), env.CONTACT_POINTS_ADMIN_TOKEN) },
  };
}

function basePathValue(path: string | undefined): string | undefined {
  if (path === undefined || path === '/') return path === undefined ? undefined : '';
  if (/^(\/[\w!$&'()*+,;=:@.%~-]+)+\/?$/.test(path)) return path.replace(/\/$/, '');
  throw new UsageError(`--base-path must be a path such as /v1, or / for the root, not "${path}".`);
}

function upstreamValue(text: string | undefined, only: readonly string[]): ServeControl['upstream'] {
  if (text === undefined) {
    if (only.length === 0) return undefined;
    throw new UsageError(
      '--upstream-only says what is passed on, and --upstream where to. Write --upstream URL as well.',
    );
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // It may be half a secret, so it is not repeated.
  if (url !== undefined && (url.username !== '' || url.password !== '')) {
    throw new UsageError('--upstream must not hold credentials; clients send their own.');
  }
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new UsageError(`--upstream must be a URL such as https://api.example.com/v1, not "${text}".`);
  }
  const empty = only.find((name) => name.trim() === '');
  if (empty !== undefined) throw new UsageError('--upstream-only needs the name of an operation, or a path.');
  return { url, only };
}

function tokenValue(option: string | undefined, variable: string | undefined): string | undefined {
  const token = option ?? (variable || undefined);
  if (token === undefined || /^[\w.~+/=-]+$/.test(token)) return token;
  throw new UsageError('--admin-token must be letters, digits and -._~+/= only, as in an Authorization header.');
}
