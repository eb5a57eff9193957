import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InitialRecords } from '../interface/store';
import { packRecord } from './packed-record';
import type { RedisConnection } from './redis-connection';

/** An initial state: what sessions start with and what reset goes back to. */
export interface Base {
  readonly id: string;
  readonly records: ReadonlyMap<string, InitialRecords>;
}

/** Records that are written at once: enough to save round trips, few enough that no request waits for long. */
const AT_ONCE = 200;

/**
 * Names an initial state by what it holds: processes that are started alike find the same name. Of each resource the number of
 * records and some of them count.
 */
export function baseOf(records: ReadonlyMap<string, InitialRecords>): Base {
  const hash = createHash('sha256');
  for (const [resource, { count, recordAt }] of records) {
    hash.update(JSON.stringify([resource, count]));
    const samples = new Set(
      [0, 1, 2, count >> 2, count >> 1, count - 1].filter((index) => index >= 0 && index < count),
    );
    for (const index of samples) {
      const { id, json, keys } = recordAt(index);
      hash.update(JSON.stringify([id, json, keys]));
    }
  }
  return { id: hash.digest('hex').slice(0, 32), records };
}

/** Puts an initial state into Redis, unless it is there. One process does it, the others wait for that one or take its place. */
export async function ensureBase(connection: RedisConnection, prefix: string, base: Base): Promise<void> {
  const owner = randomUUID();
  for (;;) {
    const claimed = await connection.run('claim', prefix, ['', base.id, '', owner]);
    if (claimed === 1) return;
    if (claimed === -1) {
      await sleep(50);
      continue;
    }
    try {
      await publishBase(connection, prefix, base, owner);
    } catch (error) {
      if (!(error as Error).message.includes('LOCKLOST')) throw error;
    }
  }
}

/** Writes an initial state and makes it known. */
export async function publishBase(connection: RedisConnection, prefix: string, base: Base, owner = ''): Promise<void> {
  const collections = await writeCollections(connection, prefix, base, owner);
  await connection.run('publish', prefix, ['', base.id, '', owner, ...collections]);
}

/**
 * Writes records where they cannot be seen yet.
 *
 * @param owner - who holds the lock; left out where there is none
 * @returns resources and the names of their collections in turn
 * @throws {Error} when two records of a resource have the same id; then nothing is left behind
 */
export async function writeCollections(
  connection: RedisConnection,
  prefix: string,
  { id: base, records }: Base,
  owner = '',
): Promise<string[]> {
  const written: string[] = [];
  for (const [resource, { count, recordAt }] of records) {
    const collection = `${base}.${written.length / 2}`;
    written.push(resource, collection);
    await connection.run('clear', prefix, ['', base, '', owner, collection]);
    for (let from = 0; from < count; from += AT_ONCE) {
      const args = ['', base, '', owner, collection];
      for (let index = from; index < Math.min(from + AT_ONCE, count); index++) {
        const record = recordAt(index);
        args.push(record.id, packRecord(record));
      }
      const taken = await connection.run('fill', prefix, args);
      if (taken === null) continue;
      for (let index = 1; index < written.length; index += 2)
        await connection.run('clear', prefix, ['', base, '', owner, written[index]!]);
      throw new Error(`Two records of "${resource}" have the id "${String(taken)}".`);
    }
  }
  return written;
}
