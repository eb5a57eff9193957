import { type InitialRecords, StoreUnavailable } from '../interface/store';
import type { RedisConnection, ScriptName } from './redis-connection';
import { type Base, baseOf, ensureBase } from './seed-base';

/** The number of times that a state which was lost is started anew for one command. */
const MOST_ATTEMPTS = 3;

/** The place of a state. */
export interface RedisPlace {
  readonly connection: RedisConnection;
  /** The beginning of all keys, in braces: `{PREFIX}:…`. Stores with the same prefix share one state. */
  readonly prefix: string;
  /** Seconds after its last use until a session's state is forgotten; one hour by default. */
  readonly sessionTtl?: number;
}

/** Thrown when two processes that share a state would start it with different records. */
export class SharedStateError extends Error {
  override readonly name = 'SharedStateError';
}

/** One state below a prefix. A session is shared by all processes; a state of its own belongs to the store that made it. */
export class RedisSession {
  #base: Base | undefined;
  #initial: ReadonlyMap<string, InitialRecords>;
  readonly keys: string;

  constructor(
    readonly place: RedisPlace,
    readonly id: string,
    readonly kind: 'main' | 'session' | 'own',
    initial: ReadonlyMap<string, InitialRecords>,
    base?: Base,
  ) {
    this.#initial = initial;
    this.#base = base;
    this.keys = `{${place.prefix}}`;
  }

  /** The initial records, which reset goes back to. */
  get base(): Base {
    this.#base ??= baseOf(this.#initial);
    return this.#base;
  }

  set base(base: Base) {
    this.#initial = base.records;
    this.#base = base;
  }

  /** Another state with the same start. */
  fork(id: string, kind: RedisSession['kind']): RedisSession {
    return new RedisSession(this.place, id, kind, this.#initial, this.base);
  }

  /**
   * Puts the initial records into Redis when no other process has done so.
   *
   * @throws {SharedStateError} when the state of this prefix was started with other records
   */
  async start(): Promise<void> {
    const { connection, prefix } = this.place;
    const key = `${this.keys}:start`;
    await connection.command(['SET', key, this.base.id, 'NX']);
    if ((await connection.command(['GET', key])) !== this.base.id) {
      const reason = `The store holds the data of another document, seed, count, locale or fixtures below "${prefix}".`;
      throw new SharedStateError(`${reason} Start it as before, or choose another prefix.`);
    }
    await ensureBase(connection, this.keys, this.base);
  }

  async run(script: ScriptName, ...args: string[]): Promise<unknown> {
    const { connection } = this.place;
    const all = [this.id, this.base.id, this.kind === 'main' ? '0' : '1', ...args];
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        return await connection.run(script, this.keys, all);
      } catch (error) {
        // A server that has lost everything starts anew.
        if (!(error as Error).message.includes('NOSEED')) throw error;
        await ensureBase(connection, this.keys, this.base);
      }
    }
    throw new StoreUnavailable('Redis has lost everything several times in a row.');
  }
}
