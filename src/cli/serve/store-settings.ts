import { type CommandIo, type Invocation, UsageError } from '../command-line/command';
import { wholeNumber } from '../command-line/option-values';

/** Where the data are kept, and how many processes serve them. */
export interface StoreSettings {
  /** Undefined for the memory of this process. */
  readonly shared: { readonly url: string; readonly prefix: string } | undefined;
  readonly workers: number;
}

/**
 * Reads the options of `serve` about the store.
 *
 * @param env - the environment; an empty variable counts as absent
 * @throws {@link UsageError} for values that cannot be used, or not together; passwords are not repeated
 */
export function storeSettings({ value, flag }: Invocation, env: CommandIo['env']): StoreSettings {
  const url = storeUrl(value('store') ?? (env.CONTACT_POINTS_STORE || 'memory'));
  const prefix = value('store-prefix');
  const workers = wholeNumber('--workers', value('workers') ?? '1', 1, 1024);
  if (url === undefined) {
    if (prefix !== undefined) throw new UsageError('--store-prefix is for Redis. Write --store redis://… as well.');
    if (workers === 1) return { shared: undefined, workers };
    const reason = 'each process would have data of its own, and what one takes the others would not find';
    throw new UsageError(
      `--workers ${workers} needs a store that processes share: ${reason}. Write --store redis://….`,
    );
  }
  for (const [name, given, reason] of [
    [
      '--persist',
      value('persist') !== undefined,
      'Redis keeps the data (appendonly yes), and a file would be a second truth',
    ],
    [
      '--watch',
      flag('watch'),
      'another document starts with other data, and every process would have to change at once',
    ],
  ] as const) {
    if (given) throw new UsageError(`--store redis://… and ${name} do not go together: ${reason}.`);
  }
  if (workers > 1 && value('auth') === 'strict') {
    const reason = 'each process knows only the tokens that it has given itself';
    throw new UsageError(`--workers and --auth strict do not go together: ${reason}. Use --auth presence.`);
  }
  if (prefix !== undefined && !/^[\w.:-]{1,100}$/.test(prefix)) {
    throw new UsageError(`--store-prefix must be 1 to 100 letters, digits and ._:- only, not "${prefix}".`);
  }
  return { shared: { url, prefix: prefix ?? 'contact-points' }, workers };
}

function storeUrl(text: string): string | undefined {
  if (text === 'memory') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^rediss?:$/.test(url.protocol) && url.hostname !== '' && /^\/?\d*$/.test(url.pathname))
    return text;
  // It may hold a password, so it is not repeated.
  throw new UsageError('--store must be memory, or a URL such as redis://:PASSWORD@HOST:6379/0; rediss:// is for TLS.');
}
