import { completeAuth } from '../../mock/login/auth-settings';
import type { ChaosOptions } from '../../mock/overrides/chaos';
import { UsageError } from '../command-line/command';
import type { ServeInvocation } from './serve-command';

/** The settings of `serve`, complete. */
export type ServeSettings = ReturnType<typeof serveSettings>;

/**
 * Puts together what the options of `serve` say, and refuses what does not go together.
 *
 * @throws {@link UsageError} for options that cannot be used together, or not alone
 */
export function serveSettings(invocation: ServeInvocation) {
  const { options } = invocation;
  const { auth: mode, client: clients, 'api-key': apiKeys } = options;
  if (options.watch && options.drift.length > 0) {
    throw new UsageError('--watch and --drift do not go together: drifts are made for one version of a document.');
  }
  for (const [name, isGiven] of [
    ['watch', options.watch],
    ['workers', options.workers > 1],
  ] as const) {
    if (options.spec === '-' && isGiven) {
      throw new UsageError(`--spec - is read once, so --${name} cannot be used with it. Save the document as a file.`);
    }
  }
  if (options.metrics && options.workers > 1) {
    throw new UsageError('--metrics and --workers do not go together: each process would tell its own numbers only.');
  }
  return {
    ...options,
    /** Undefined when the mock is as reliable as it can be. */
    chaos: chaosOf(invocation),
    auth: completeAuth({ mode, clients, apiKeys }),
    /** True when there are credentials for development, for want of others. */
    hasDevelopmentCredentials: clients.length === 0 || apiKeys.length === 0,
    /** Undefined when everything is answered here. */
    upstream: upstreamOf(invocation),
    sessions: { ttl: options['session-ttl'] * 60_000, max: options['max-sessions'] },
    /** Undefined when nobody is called back. */
    callbacks: callbacksOf(invocation),
    /** Undefined when there is no admin API. */
    admin: adminOf(invocation),
    /** Undefined for HTTP. */
    tls: tlsOf(invocation),
    /** The store that processes share; undefined for the memory of this process. */
    shared: sharedOf(invocation),
  };
}

function chaosOf({ options, given }: ServeInvocation): ChaosOptions | undefined {
  const { delay, 'fail-rate': failRate, 'fail-with': failWith } = options;
  if (given('fail-with') && !given('fail-rate') && failRate === 0) {
    throw new UsageError(
      '--fail-with says how requests fail, and --fail-rate how many. Write --fail-rate 0.02 as well.',
    );
  }
  return delay === undefined && failRate === 0 ? undefined : { delay, failRate, failWith };
}

function upstreamOf({ options }: ServeInvocation): { readonly url: URL; readonly only: readonly string[] } | undefined {
  const { upstream: url, 'upstream-only': only } = options;
  if (url !== undefined) return { url, only };
  if (only.length === 0) return undefined;
  throw new UsageError(
    '--upstream-only says what is passed on, and --upstream where to. Write --upstream URL as well.',
  );
}

function callbacksOf({ options }: ServeInvocation): { readonly hosts: readonly string[] } | undefined {
  const { callbacks, 'callback-host': hosts } = options;
  if (callbacks) return { hosts };
  if (hosts.length === 0) return undefined;
  throw new UsageError('--callback-host says where callbacks may go, too. Write --callbacks as well.');
}

function adminOf({
  options,
  given,
}: ServeInvocation): { readonly token: string | undefined; readonly origins: readonly string[] } | undefined {
  const { 'no-admin': isOff, 'admin-token': token, 'admin-origin': origins } = options;
  for (const name of ['admin-token', 'admin-origin'] as const) {
    if (isOff && given(name))
      throw new UsageError(`--no-admin and --${name} do not go together. Leave one of them out.`);
  }
  if (isOff) return undefined;
  if (origins.length === 0 || token !== undefined) return { token, origins };
  throw new UsageError(
    '--admin-origin lets other pages control the mock, with a token only. Write --admin-token TOKEN as well.',
  );
}

/** The files of a certificate and its key, or `self` for one that is made. */
function tlsOf({ options }: ServeInvocation): 'self' | readonly [cert: string, key: string] | undefined {
  const { tls, 'tls-cert': cert, 'tls-key': key, workers } = options;
  if ((cert === undefined) !== (key === undefined)) {
    const [given, missing] = cert === undefined ? ['key', 'cert'] : ['cert', 'key'];
    throw new UsageError(`--tls-${given} goes with the other half. Write --tls-${missing} FILE as well.`);
  }
  if (tls === 'off') return cert === undefined || key === undefined ? undefined : [cert, key];
  if (cert !== undefined) throw new UsageError('--tls self and --tls-cert do not go together. Leave one of them out.');
  if (workers === 1) return 'self';
  const reason = 'each process would make a certificate of its own';
  throw new UsageError(`--tls self and --workers do not go together: ${reason}. Use --tls-cert and --tls-key.`);
}

/** Passwords of the URL are not repeated. */
function sharedOf({ options, given }: ServeInvocation): { readonly url: string; readonly prefix: string } | undefined {
  const { store: url, 'store-prefix': prefix, workers, auth } = options;
  if (url === undefined) {
    if (given('store-prefix')) throw new UsageError('--store-prefix is for Redis. Write --store redis://… as well.');
    if (workers === 1) return undefined;
    const reason = 'each process would have data of its own, and what one takes the others would not find';
    throw new UsageError(
      `--workers ${workers} needs a store that processes share: ${reason}. Write --store redis://….`,
    );
  }
  for (const [name, reason] of NOT_SHARED) {
    if (options[name]) throw new UsageError(`--store redis://… and --${name} do not go together: ${reason}.`);
  }
  if (workers > 1 && auth === 'strict') {
    const reason = 'each process knows only the tokens that it has given itself';
    throw new UsageError(`--workers and --auth strict do not go together: ${reason}. Use --auth presence.`);
  }
  return { url, prefix };
}

/** Options that a shared store does not go together with, and why. */
const NOT_SHARED = [
  ['persist', 'Redis keeps the data (appendonly yes), and a file would be a second truth'],
  ['watch', 'another document starts with other data, and every process would have to change at once'],
] as const;
