import type { Store } from '../../store/store';
import { MASK } from '../secrets/hide-values';
import type { TokenBook } from '../login/token-book';
import type { MockRequest, MockResponse } from '../messages/message';
import type { Chaos, ChaosOptions } from '../overrides/chaos';
import type { RuleBook } from '../overrides/rule-book';

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
