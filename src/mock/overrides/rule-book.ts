import type { JsonValue } from '../../json-schema/model/json-schema';
import { isSameJson } from '../../json-schema/model/json-value';
import { parsePointer } from '../../json-schema/model/pointer';
import { createRandom } from '../../json-schema/model/random';
import { compilePathGlob } from '../messages/path-glob';
import { drawDelay, parseDelay } from './delay-range';
import type { Override } from './override';
import type { Expected, Rule, RuleEntry, RuleMatch } from './rule';

interface Page {
  readonly rule: Rule & { readonly id: string };
  readonly matches: Matcher;
  hits: number;
  passed: number;
}

/** Header fields that can be sent (RFC 9110, sections 5.1 and 5.5). */
const FIELD_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

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

  /** The number of rules, those at rest included. */
  get size(): number {
    return this.#pages.length;
  }

  /** True when any rule looks into bodies. */
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
      if (!FIELD_NAME.test(name)) throw new TypeError(`Header name must be a valid HTTP token: "${name}".`);
      if (!FIELD_VALUE.test(value)) throw new TypeError(`Invalid character in the header field "${name}".`);
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
   * Finds what is asked for of the answer to a request, and counts it.
   *
   * @param seed - chooses delays from ranges; the same hit of the same rule gets the same one
   * @returns undefined when no rule is for it
   */
  match(subject: RuleSubject, seed: number): Override | undefined {
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
      return { ...then, delay: drawn, because: `rule ${rule.id}` };
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

/** Tells whether a rule is for a request. */
export type Matcher = (subject: RuleSubject) => boolean;

/**
 * Prepares the conditions of a rule, the cheap ones first. No condition at all is every request.
 *
 * @throws {@link ../../schema/pointer.PointerError} for a malformed JSON Pointer
 * @example compileMatch({ path: '/notes/*', method: 'get' })
 */
export function compileMatch({ operation, method, path, query, header, body }: RuleMatch): Matcher {
  const conditions: Matcher[] = [];
  if (method !== undefined) {
    const wanted = method.toUpperCase();
    conditions.push((subject) => subject.method === wanted);
  }
  if (operation !== undefined) conditions.push((subject) => subject.operation === operation);
  if (path !== undefined) {
    const isMeant = compilePathGlob(path);
    conditions.push(({ template, paths }) => template === path || paths.some((each) => isMeant(each)));
  }
  for (const [name, wanted] of Object.entries(header ?? {})) {
    conditions.push((subject) => isExpected(wanted, [subject.header(name) ?? []].flat()));
  }
  for (const [name, wanted] of Object.entries(query ?? {})) {
    conditions.push((subject) => isExpected(wanted, subject.query(name)));
  }
  for (const [place, wanted] of Object.entries(body ?? {})) {
    const steps = stepsOf(place);
    conditions.push((subject) => isSameJson(valueIn(subject.body(), steps), wanted));
  }
  return (subject) => conditions.every((holds) => holds(subject));
}

function isExpected(wanted: Expected, given: readonly string[]): boolean {
  return wanted === null ? given.length === 0 : given.includes(String(wanted));
}

function stepsOf(place: string): string[] {
  if (place === '' || place.startsWith('/')) return parsePointer(place);
  return place
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((step) => step !== '');
}

function valueIn(body: JsonValue | undefined, steps: readonly string[]): JsonValue | undefined {
  let value = body;
  for (const step of steps) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, JsonValue>)[step];
  }
  return value;
}

/** A request as rules look at it; its query and its body are read only when a rule asks for them. */
export interface RuleSubject {
  readonly operation: string | undefined;
  readonly method: string;
  /** The path as it was sent, and without the base path. */
  readonly paths: readonly string[];
  /** The path template that it matches. */
  readonly template: string | undefined;
  query(name: string): readonly string[];
  header(name: string): string | undefined;
  /** Undefined when there is no body, or it is no JSON. */
  body(): JsonValue | undefined;
}
