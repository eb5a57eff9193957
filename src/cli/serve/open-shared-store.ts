import type { MockOptions } from '../../mock/create-mock';
import type { RedisStore } from '../../store/redis/redis-store';
import { UsageError } from '../command-line/command';
import { loadPeer } from '../command-line/load-peer';
import type { ServeSettings } from './serve-settings';

/** A store that several processes share. */
export interface SharedStore {
  readonly createStore: NonNullable<MockOptions['createStore']>;
  /** Puts the data there, unless another process did. */
  open(): Promise<void>;
  /** Lines for the greeting. */
  readonly notes: readonly string[];
}

/**
 * Connects to the store that processes share. Its code is loaded only then.
 *
 * @param sessionTtl - milliseconds
 * @throws {@link UsageError} when it cannot be reached
 */
export async function openSharedStore(
  { url, prefix }: NonNullable<ServeSettings['shared']>,
  sessionTtl: number,
): Promise<SharedStore> {
  const { RedisConnection } = loadPeer(
    '--store',
    '@redis/client@6',
    () => require('../../store/redis/redis-connection') as typeof import('../../store/redis/redis-connection'),
  );
  const redis = require('../../store/redis/redis-store') as typeof import('../../store/redis/redis-store');
  const connection = await RedisConnection.open(url).catch((error: unknown) => {
    throw new UsageError(`--store: ${(error as Error).message}`);
  });
  const facts = await connection.command(['INFO', 'memory']).catch(() => '');
  const policy = /maxmemory_policy:(allkeys\S*)/.exec(String(facts))?.[1];
  const place = { connection, prefix, sessionTtl: Math.ceil(sessionTtl / 1000) };
  let store: RedisStore | undefined;
  return {
    createStore(initial) {
      store = new redis.RedisStore(place, initial);
      return store;
    },
    async open() {
      try {
        await store?.open();
      } catch (error) {
        await connection.close();
        throw error;
      }
    },
    notes: [
      `Data in ${new URL(url).host}, below "${prefix}". Rules, tokens, journals and named snapshots are each process's own.`,
      ...(policy === undefined
        ? []
        : [
            `It removes keys when its memory is full, which tears the data apart: set maxmemory-policy noeviction (now ${policy}).`,
          ]),
    ],
  };
}
