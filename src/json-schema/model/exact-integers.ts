import { latin1Of } from './bytes';
import type { JsonObject } from './json-schema';

/**
 * The integers of a JSON text that JavaScript's numbers cannot hold: the digits by the number that they are rounded to.
 * Undefined, at next to no cost, when there are none.
 */
export type ExactIntegers = ReadonlyMap<number, string> | undefined;

/** Two integers of one text that are rounded to the same number. */
export class IndistinctIntegers extends Error {
  override readonly name = 'IndistinctIntegers';
}

/** 2^53 has 16 digits. */
const MAY_HAVE = /\d{16}/;
/** A string, which is passed over, or a number (RFC 8259, section 6). */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/**
 * Finds the integers beyond 2^53 of a JSON text, so that {@link withExactIntegers} can write them again digit by digit.
 *
 * @throws {@link IndistinctIntegers} when two of them are rounded to one number
 * @example exactIntegers('{"id":9007199254740993}') // Map { 9007199254740992 => '9007199254740993' }
 */
export function exactIntegers(json: string): ExactIntegers {
  if (!MAY_HAVE.test(json)) return undefined;
  const found = new Map<number, string>();
  for (const [token] of json.matchAll(TOKENS)) {
    if (!/^-?\d+$/.test(token)) continue;
    const rounded = Number(token);
    if (Number.isSafeInteger(rounded)) continue;
    const other = found.get(rounded) ?? token;
    if (other !== token) throw new IndistinctIntegers(`${other} and ${token}`);
    found.set(rounded, token);
  }
  return found.size === 0 ? undefined : found;
}

/** Finds them like {@link exactIntegers} in a JSON text in UTF-8. */
export function exactIntegersIn(bytes: Uint8Array): ExactIntegers {
  // Digits and what is around them are ASCII; what is not stands in strings.
  return exactIntegers(latin1Of(bytes));
}

/** A JSON text in which the numbers that stand for exact integers are written with all of their digits. */
export function withExactIntegers(json: string, exact: ExactIntegers): string {
  if (exact === undefined) return json;
  return json.replace(TOKENS, (token) => (token.startsWith('"') ? token : (exact.get(Number(token)) ?? token)));
}

/** The exact integers of several texts; of two that are rounded to the same number the last counts. */
export function joinExact(...all: readonly ExactIntegers[]): ExactIntegers {
  const known = all.filter((exact) => exact !== undefined);
  return known.length < 2 ? known[0] : new Map(known.flatMap((exact) => [...exact]));
}

/** An integer of at least 16 digits where JSON or YAML has a value. */
const WRITTEN = /(?<=[:[,\s-])-?\d{16,}(?=\s*(?:[,\]}#\r\n]|$))/g;

const documented = new WeakMap<JsonObject, ExactIntegers | (() => Iterable<string>)>();

/**
 * Remembers the texts that a document was read from, so that the integers of its examples are answered digit by digit.
 *
 * @param texts - asked for when the first example is written
 */
export function rememberTexts(document: JsonObject, texts: () => Iterable<string>): void {
  documented.set(document, texts);
}

/** The exact integers that a document was written with; of two that are rounded to the same number the last counts. */
export function documentedIntegers(document: JsonObject): ExactIntegers {
  const known = documented.get(document);
  if (typeof known !== 'function') return known;
  const found = new Map<number, string>();
  for (const text of known()) {
    for (const [token] of text.matchAll(WRITTEN)) {
      if (!Number.isSafeInteger(Number(token))) found.set(Number(token), token);
    }
  }
  const exact = found.size === 0 ? undefined : found;
  documented.set(document, exact);
  return exact;
}
