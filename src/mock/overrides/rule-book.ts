import { validateHeaderName, validateHeaderValue } from 'node:http';
import { createRandom } from '../../json-schema/random';
import type { Demand } from './override';
import { compileMatch, type Matcher } from './rules/compile-match';
import { drawDelay, parseDelay } from './delay-range';
import type { Rule, RuleEntry } from './rule';
import type { RuleSubject } from './rules/rule-subject';

interface Page {
  readonly rule: Rule & { readonly id: string };
  readonly matches: Matcher;
  hits: number;
  passed: number;
}

/** A rule with this id is in the book already. */
export class RuleTakenError extends Error {
  override readonly name = 'RuleTakenError';
}

/**
 * The rules of one session, in order; the first one that matches a request answers it. The book has no clock, no files and no
 * network, and its rules are taken as they are: what comes from outside goes through `readRule()` first.
 *
 * @example
 * const book = new RuleBook();
 * book.add({ match: { operation: 'createNote' }, times: 3, then: { status: 503 } });
 */
export class RuleBook {
  readonly #pages: Page[] = [];
  #made = 0;

  /** How many rules there are, those at rest included. */
  get size(): number {
    return this.#pages.length;
  }

  /** Whether any rule looks into bodies. */
  get readsBodies(): boolean {
    return this.#pages.some(({ rule }) => rule.match.body !== undefined);
  }

  /**
   * Adds a rule behind the others.
   *
   * @param position - where to put it instead; 0 is before all others
   * @throws {@link RuleTakenError} when another rule has its id
   * @throws TypeError when a header field that it adds could not be sent
   */
  add(rule: Rule, position = this.#pages.length): RuleEntry {
    const id = rule.id ?? this.#newId();
    if (this.#pages.some((page) => page.rule.id === id)) {
      throw new RuleTakenError(`There is a rule with the id "${id}" already. Remove it first, or choose another id.`);
    }
    for (const [name, value] of Object.entries(rule.then.headers ?? {})) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    const page = { rule: { ...rule, id }, matches: compileMatch(rule.match), hits: 0, passed: 0 };
    this.#pages.splice(position, 0, page);
    return entryOf(page);
  }

  get(id: string): RuleEntry | undefined {
    const page = this.#pages.find(({ rule }) => rule.id === id);
    return page && entryOf(page);
  }

  /** Answers whether there was a rule to remove. */
  remove(id: string): boolean {
    const place = this.#pages.findIndex(({ rule }) => rule.id === id);
    if (place !== -1) this.#pages.splice(place, 1);
    return place !== -1;
  }

  clear(): void {
    this.#pages.length = 0;
  }

  /** All rules in their order. */
  list(): RuleEntry[] {
    return this.#pages.map(entryOf);
  }

  /** A book with the same rules and counts; from here on the two change apart. */
  copy(): RuleBook {
    const copy = new RuleBook();
    copy.#made = this.#made;
    copy.#pages.push(...this.#pages.map((page) => ({ ...page })));
    return copy;
  }

  /**
   * Finds what is demanded of the answer to a request, and counts it.
   *
   * @param seed - chooses delays from ranges; the same hit of the same rule gets the same one
   * @returns undefined when no rule is for it
   */
  match(subject: RuleSubject, seed: number): Demand | undefined {
    for (const page of this.#pages) {
      const { rule, matches } = page;
      if (page.hits >= (rule.times ?? Infinity) || !matches(subject)) continue;
      if (page.passed < (rule.after ?? 0)) {
        page.passed++;
        continue;
      }
      page.hits++;
      const { delay, ...then } = rule.then;
      const range = delay === undefined ? undefined : parseDelay(String(delay));
      const drawn = range && drawDelay(range, createRandom(seed, 'rule', rule.id, page.hits));
      return { ...then, ...(drawn !== undefined && { delay: drawn }), because: `rule ${rule.id}` };
    }
    return undefined;
  }

  #newId(): string {
    do this.#made++;
    while (this.#pages.some(({ rule }) => rule.id === String(this.#made)));
    return String(this.#made);
  }
}

function entryOf({ rule, hits, passed }: Page): RuleEntry {
  return { id: rule.id, rule, hits, passed, remaining: rule.times === undefined ? undefined : rule.times - hits };
}
