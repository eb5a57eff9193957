import type { Session } from '../sessions/session';
import type { Chaos, ChaosOptions } from './chaos';
import type { RuleBook } from './rule-book';

/** The rules and the chaos of one session. Their code is loaded when there first are any. */
export class SessionOverrides {
  readonly #seed: number;
  #initial: ChaosOptions | undefined;
  #options: ChaosOptions | undefined;
  #chaos: Chaos | undefined;
  #rules: RuleBook | undefined;

  /** @param seed - chooses what chaos does */
  constructor(seed: number) {
    this.#seed = seed;
  }

  get rules(): RuleBook {
    if (this.#rules === undefined) {
      const { RuleBook } = require('./rule-book') as typeof import('./rule-book');
      this.#rules = new RuleBook();
    }
    return this.#rules;
  }

  get hasRules(): boolean {
    return this.#rules !== undefined && this.#rules.size > 0;
  }

  /** The session's unreliability. */
  get chaosOptions(): ChaosOptions | undefined {
    return this.#options;
  }

  /** Makes the session as unreliable as that from now on; its course starts anew. */
  set chaosOptions(options: ChaosOptions | undefined) {
    this.#options = options;
    this.#chaos = undefined;
  }

  get hasChaos(): boolean {
    return this.#options !== undefined;
  }

  /** Undefined when there is none. */
  get chaos(): Chaos | undefined {
    if (this.#options === undefined) return undefined;
    if (this.#chaos === undefined) {
      const { createChaos } = require('./chaos') as typeof import('./chaos');
      this.#chaos = createChaos(this.#options, this.#seed);
    }
    return this.#chaos;
  }

  /** Sets how unreliable the session is at the start, and after every reset. */
  startWith(options: ChaosOptions): void {
    this.#initial = options;
    this.chaosOptions = options;
  }

  /** Forgets what was drawn, counted and set. */
  reset(): void {
    this.chaosOptions = this.#initial;
    this.#rules = undefined;
  }
}

/** Makes the overrides of a session; see `Session.of()`. */
export function createOverrides({ seed }: Session): SessionOverrides {
  return new SessionOverrides(seed);
}
