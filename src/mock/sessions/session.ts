import type { InitialRecords, Store } from '../../store/interface/store';

/** The parts of a session. */
export interface SessionParts {
  /** The session's name; `''` for the session of all requests that name none. */
  readonly name: string;
  readonly store: Store;
  /** Chooses what chaos does. */
  readonly seed: number;
  /** The clock by which tokens expire. */
  readonly now: () => Date;
}

/** Makes something that each session has one of; see {@link Session.of}. */
export type SessionPart<T> = (session: Session) => T;

/**
 * Everything that a mock remembers for one group of requests, apart from all others: data, and further parts such as its journal,
 * its rules and its tokens, which other folders define. Making a session costs next to nothing, since each part is made when it
 * is first needed.
 */
export class Session {
  readonly name: string;
  /** The data. */
  readonly store: Store;
  /** Chooses what chaos does, and delays that are drawn. */
  readonly seed: number;
  readonly #now: () => Date;
  readonly #parts = new Map<SessionPart<unknown>, unknown>();
  /** The milliseconds by which the clock of this session is ahead of that of the mock. */
  clockAhead = 0;

  constructor({ name, store, seed, now }: SessionParts) {
    this.name = name;
    this.store = store;
    this.seed = seed;
    this.#now = now;
  }

  /**
   * Gives what this session has one of, made when it is first asked for.
   *
   * @param make - the maker, which also stands for what it makes: the same function gives the same thing
   * @example session.of(createLastNumbers).get('notes')
   */
  of<T>(make: SessionPart<T>): T {
    const known = this.#parts.get(make);
    if (known !== undefined) return known as T;
    const made = make(this);
    this.#parts.set(make, made);
    return made;
  }

  /** Gives the same as {@link Session.of}, but undefined as long as it is not made. */
  known<T>(make: SessionPart<T>): T | undefined {
    return this.#parts.get(make) as T | undefined;
  }

  /** Forgets one of its parts: the next one that asks for it gets a new one. */
  forget(make: SessionPart<unknown>): void {
    this.#parts.delete(make);
  }

  /** The moment by which tokens expire. */
  get now(): Date {
    return new Date(this.#now().getTime() + this.clockAhead);
  }
}

/** The limits of sessions. */
export interface SessionOptions {
  /** Milliseconds after its last request until a session is forgotten; one hour by default. */
  readonly ttl?: number;
  /** The most sessions at a time; one more takes the place of the one that was longest without a request. 1,000 by default. */
  readonly max?: number;
  /** A clock in milliseconds that never goes back; that of the system by default. */
  readonly clock?: () => number;
}

/** The values of options that are left out. */
export const sessionDefaults = { ttl: 3_600_000, max: 1000 } as const satisfies SessionOptions;

/** A session in a list of all. */
export interface SessionInfo {
  readonly name: string;
  /** Milliseconds since its last request. */
  readonly idle: number;
}

/** The longest time between two looks at what has expired, in milliseconds. */
const LONGEST_SLEEP = 60_000;

/**
 * The sessions of a mock: the one of all requests that name none, and the named ones. A session comes into being when it is
 * first named, as a fork of the seeded data that costs no more than its later changes.
 */
export class Sessions<S extends Session = Session> {
  readonly #create: (name: string, origin: Store) => S;
  readonly #origin: Store;
  readonly #ttl: number;
  readonly #max: number;
  readonly #clock: () => number;
  /** Ordered by their last use, the longest unused first. */
  readonly #sessions = new Map<string, { session: S; used: number }>();
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param main - the session of all requests that name none, as yet unchanged
   * @param create - makes a named session from a store to fork from
   */
  constructor(
    readonly main: S,
    create: (name: string, origin: Store) => S,
    { ttl = sessionDefaults.ttl, max = sessionDefaults.max, clock = () => performance.now() }: SessionOptions = {},
  ) {
    this.#create = create;
    this.#ttl = ttl;
    this.#max = max;
    this.#clock = clock;
    this.#origin = main.store.fork();
  }

  /** The session of this name, which exists from now on. */
  session(name: string): S {
    const known = this.#sessions.get(name);
    const now = this.#clock();
    if (known !== undefined && now - known.used <= this.#ttl) {
      known.used = now;
      this.#sessions.delete(name);
      this.#sessions.set(name, known);
      return known.session;
    }
    this.#expire(now);
    for (const longest of this.#sessions.keys()) {
      if (this.#sessions.size < this.#max) break;
      this.delete(longest);
    }
    const session = this.#create(name, this.#origin);
    this.#sessions.set(name, { session, used: now });
    this.#sleep();
    return session;
  }

  /** The sessions, the most recently used first. */
  list(): SessionInfo[] {
    const now = this.#clock();
    this.#expire(now);
    return [...this.#sessions].map(([name, { used }]) => ({ name, idle: now - used })).reverse();
  }

  /** All sessions; the one of requests that name none comes first. */
  all(): S[] {
    return [this.main, ...Array.from(this.#sessions.values(), ({ session }) => session)];
  }

  /** The session of this name, if there is one; asking does not count as using it. */
  known(name: string): S | undefined {
    return this.#sessions.get(name)?.session;
  }

  /** Forgets a session. Answers whether there was one. */
  delete(name: string): boolean {
    const session = this.#sessions.get(name);
    if (session === undefined) return false;
    this.#sessions.delete(name);
    // A request may still be on its way through it.
    setTimeout(() => void session.session.store.close());
    return true;
  }

  /** The number of sessions. */
  get size(): number {
    return this.#sessions.size + 1;
  }

  /** Lets sessions that come into being from now on start with other records. */
  startFrom(initial: ReadonlyMap<string, InitialRecords>): Promise<void> {
    return this.#origin.reseed(initial);
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    for (const name of [...this.#sessions.keys()]) this.delete(name);
    await this.#origin.close();
    await this.main.store.close();
  }

  #expire(now: number): void {
    for (const [name, { used }] of this.#sessions) {
      if (now - used <= this.#ttl) break;
      this.delete(name);
    }
  }

  /** Sessions without any further request are forgotten, too; that is no reason for the process to live on. */
  #sleep(): void {
    if (this.#timer !== undefined || this.#sessions.size === 0) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#expire(this.#clock());
        this.#sleep();
      },
      Math.min(this.#ttl, LONGEST_SLEEP),
    );
    this.#timer.unref?.();
  }
}
