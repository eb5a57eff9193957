import type { InitialRecords, Store } from '../../store/store';
import type { TokenBook } from '../login/token-book';
import type { MockRequest, MockResponse } from '../messages/message';
import type { Chaos, ChaosOptions } from '../overrides/chaos';
import type { RuleBook } from '../overrides/rule-book';
import { MASK } from '../secrets/hide-values';

/** The deliberate faults of a document, at work on a session's data. */
export interface Drifts {
  names(): readonly string[];
  /** Answers a request as a mock with this fault does. */
  handle(name: string, request: MockRequest): Promise<MockResponse>;
}

/** What a session is made from. */
export interface SessionParts {
  /** The session's name; `''` for the session of all who name none. */
  readonly name: string;
  readonly store: Store;
  /** Chooses what chaos does. */
  readonly seed: number;
  readonly chaos?: ChaosOptions | undefined;
  /** The clock by which tokens expire. */
  readonly now: () => Date;
  readonly drifts: SessionPart<Drifts>;
}

/** Makes something that each session has one of; see {@link Session.of}. */
export type SessionPart<T> = (session: Session) => T;

/**
 * Everything that a mock remembers for one group of requests, and nobody else sees: data, rules, tokens, its share of chaos.
 * There is one session for all requests without a session, and one for each session. Making one costs next to nothing, since
 * each part is made when it is first needed.
 */
export class Session {
  readonly name: string;
  /** The data. Another store takes its place when the mock is given another document. */
  store: Store;
  #options: SessionParts;
  readonly #initialChaos: ChaosOptions | undefined;
  readonly #parts = new Map<SessionPart<unknown>, unknown>();
  #rules: RuleBook | undefined;
  #tokens: TokenBook | undefined;
  #chaos: Chaos | undefined;
  /** How many milliseconds the clock of this session is ahead of that of the mock. */
  clockAhead = 0;

  constructor(options: SessionParts) {
    this.#options = options;
    this.#initialChaos = options.chaos;
    this.name = options.name;
    this.store = options.store;
  }

  /**
   * What this session has one of, made when it is first asked for.
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

  get seed(): number {
    return this.#options.seed;
  }

  get drifts(): Drifts {
    return this.of(this.#options.drifts);
  }

  get rules(): RuleBook {
    if (this.#rules === undefined) {
      const { RuleBook } = require('../overrides/rule-book') as typeof import('../overrides/rule-book');
      this.#rules = new RuleBook();
    }
    return this.#rules;
  }

  /** The moment by which tokens expire. */
  get now(): Date {
    return new Date(this.#options.now().getTime() + this.clockAhead);
  }

  get tokens(): TokenBook {
    if (this.#tokens === undefined) {
      const { TokenBook } = require('../login/token-book') as typeof import('../login/token-book');
      this.#tokens = new TokenBook(() => this.now);
    }
    return this.#tokens;
  }

  /** Takes the tokens that were issued in this session out of a text. */
  hideTokens(text: string): string {
    return this.#tokens === undefined ? text : this.#tokens.hide(text, MASK);
  }

  /** How unreliable this session is. */
  get chaosOptions(): ChaosOptions | undefined {
    return this.#options.chaos;
  }

  /** Makes this session as unreliable as that from now on; its course starts anew. */
  set chaosOptions(chaos: ChaosOptions | undefined) {
    this.#options = { ...this.#options, chaos };
    this.#chaos = undefined;
  }

  /** Undefined when there is none. */
  get chaos(): Chaos | undefined {
    const { chaos, seed } = this.#options;
    if (chaos === undefined) return undefined;
    if (this.#chaos === undefined) {
      const { createChaos } = require('../overrides/chaos') as typeof import('../overrides/chaos');
      this.#chaos = createChaos(chaos, seed);
    }
    return this.#chaos;
  }

  get hasRules(): boolean {
    return this.#rules !== undefined && this.#rules.size > 0;
  }

  /** Whether a request may be answered differently than usual without asking for it. */
  get isUneasy(): boolean {
    return this.#options.chaos !== undefined || this.hasRules;
  }

  /** Forgets what was drawn, counted and set, as at the start: tokens, chaos, all rules. */
  reset(): void {
    this.#options = { ...this.#options, chaos: this.#initialChaos };
    this.#rules = undefined;
    this.#tokens = undefined;
    this.#chaos = undefined;
    this.clockAhead = 0;
  }
}

/** How long sessions last, and how many there may be. */
export interface SessionOptions {
  /** Milliseconds after its last request until a session is forgotten; one hour by default. */
  readonly ttl?: number;
  /** The most sessions at a time; one more takes the place of the one that was longest without a request. 1,000 by default. */
  readonly max?: number;
  /** A clock in milliseconds that never goes back; that of the system by default. */
  readonly clock?: () => number;
}

/** What holds where an option is left out. */
export const sessionDefaults = { ttl: 3_600_000, max: 1000 } as const satisfies SessionOptions;

/** A session as it is told. */
export interface SessionInfo {
  readonly name: string;
  /** Milliseconds since its last request. */
  readonly idle: number;
}

/** The longest time between two looks at what has expired, in milliseconds. */
const LONGEST_SLEEP = 60_000;

/**
 * The sessions of a mock: the one of all who name no session, and one for each session. A session comes into being when it is
 * first named, as a fork of the seeded data that costs no more than its later changes.
 */
export class Sessions {
  readonly #create: (name: string, origin: Store) => Session;
  readonly #origin: Store;
  readonly #ttl: number;
  readonly #max: number;
  readonly #clock: () => number;
  /** Ordered by their last use, the longest unused first. */
  readonly #sessions = new Map<string, { session: Session; used: number }>();
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param main - the session of all who name no session, as yet unchanged
   * @param create - makes the session of a session from a store to fork from
   */
  constructor(
    readonly main: Session,
    create: (name: string, origin: Store) => Session,
    { ttl = sessionDefaults.ttl, max = sessionDefaults.max, clock = () => performance.now() }: SessionOptions = {},
  ) {
    this.#create = create;
    this.#ttl = ttl;
    this.#max = max;
    this.#clock = clock;
    this.#origin = main.store.fork();
  }

  /** The session of a session, which exists from now on. */
  session(name: string): Session {
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

  /** The sessions of all sessions and the one of those who name none, which comes first. */
  all(): Session[] {
    return [this.main, ...Array.from(this.#sessions.values(), ({ session }) => session)];
  }

  /** The session of a session that exists; asking is no use of it. */
  known(name: string): Session | undefined {
    return this.#sessions.get(name)?.session;
  }

  /** Forgets a session. Answers whether there was one. */
  delete(name: string): boolean {
    const session = this.#sessions.get(name);
    if (session === undefined) return false;
    this.#sessions.delete(name);
    // A request may still be on its way through it.
    setImmediate(() => void session.session.store.close());
    return true;
  }

  /** How many sessions there are. */
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

  /** Sessions that nobody asks for any more are forgotten, too; that is no reason for the process to live on. */
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
    this.#timer.unref();
  }
}
