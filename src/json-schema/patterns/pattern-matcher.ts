import { regularExpression } from '../model/regular-expression';
import { linearMatcher, MOST_STEPS } from './linear-matcher';
import { type PatternNode, parsePattern, UnfollowablePattern } from './parse-pattern';

/** Tells if texts match a `pattern`, in a time that no text can make long. */
export interface PatternMatcher {
  test(text: string): boolean;
  /** The pattern as a regular expression, for messages. */
  toString(): string;
}

/** The most ways that the engine of the language may have through a pattern: a few milliseconds. */
const MOST_WAYS = 2 ** 20;

/** Longer than any text. */
const LONGEST = 2 ** 30;

/** The milliseconds that a text may take with a pattern that only the engine of the language can follow. */
export const TIME_LIMIT = 100;

/** The milliseconds for which long texts are not tried after one has taken too long. */
const PAUSE = 1000;

const matchers = new Map<string, PatternMatcher>();

/**
 * Gives the matcher of a pattern. The engine of the language goes back and tries again, which may take ages; it is asked where the
 * pattern leaves it few ways through a text of this length. Longer texts are matched in time proportional to their length; or, where
 * {@link unfollowablePart} names a reason, within a time limit, after which they count as not matching.
 *
 * @throws SyntaxError when it is no regular expression
 * @example patternMatcher('^(a+)+$').test('a'.repeat(40) + '!') // false, at once
 */
export function patternMatcher(pattern: string): PatternMatcher {
  const known = matchers.get(pattern);
  if (known !== undefined) return known;
  const made = createMatcher(regularExpression(pattern));
  matchers.set(pattern, made);
  return made;
}

/**
 * Names the part of a pattern that can only be matched by going back: `a back-reference`. Texts then count as not matching
 * when that takes too long.
 *
 * @returns undefined when there is none, or nothing to go back to
 */
export function unfollowablePart(pattern: string): string | undefined {
  const written =
    pattern.length *
    [...pattern.matchAll(/\{(?:\d+,)?(\d+)/g)].reduce((product, [, count]) => product * Number(count), 1);
  if (written < MOST_STEPS && !/\\[1-9k]|\(\?[a-z-]/.test(pattern)) return undefined;
  try {
    const expression = regularExpression(pattern);
    linearMatcher(parsePattern(expression), expression.unicode);
    return undefined;
  } catch (error) {
    if (error instanceof UnfollowablePattern) return error.message;
    throw error;
  }
}

function createMatcher(expression: RegExp): PatternMatcher {
  let longest: number | undefined;
  let slow: ((text: string) => boolean) | undefined;
  return {
    test(text) {
      longest ??= longestFor(expression);
      if (text.length <= longest) return expression.test(text);
      slow ??= matcherFor(expression);
      return slow(text);
    },
    toString: () => String(expression),
  };
}

function treeOf(expression: RegExp): PatternNode | undefined {
  try {
    return parsePattern(expression);
  } catch (error) {
    if (error instanceof UnfollowablePattern) return undefined;
    throw error;
  }
}

/** The longest text that the engine of the language may be asked about; any length, where the ways grow no faster than the text. */
function longestFor(expression: RegExp): number {
  const tree = treeOf(expression);
  if (tree === undefined) return 0;
  const isAnchored = expression.source.startsWith('^') && tree.kind !== 'any';
  let length = 1;
  while (length < LONGEST) {
    const next = length * 2;
    const most = ways(tree, next) * (isAnchored ? 1 : next);
    if (most > Math.max(MOST_WAYS, next * 8)) break;
    length = next;
  }
  return length;
}

/** The ways through a pattern that may have to be tried for a text of some length: never too few. */
function ways(node: PatternNode, length: number): number {
  switch (node.kind) {
    case 'set':
    case 'edge':
      return 1;
    case 'look':
      return ways(node.node, length);
    case 'all':
      return node.nodes.reduce((product, part) => product * ways(part, length), 1);
    case 'any':
      return node.nodes.reduce((sum, branch) => sum + ways(branch, length), 0);
    case 'repeat': {
      const most = Math.min(node.max, length);
      const counts = most - Math.min(node.min, most) + 1;
      return counts * (hasSeparator(node.node) ? length : ways(node.node, length) ** most);
    }
  }
}

/**
 * Tells if a repeated part begins or ends with a character that nothing else in it takes, as in `(-[a-z]+)*`: then a text
 * can be cut in one way only.
 */
function hasSeparator(node: PatternNode): boolean {
  if (node.kind !== 'all') return false;
  const isSeparator = (part: PatternNode): boolean => {
    if (part.kind !== 'set' || !/^(?:\\\W|[^\w.\\[])$/.test(part.source)) return false;
    const character = part.source.at(-1)!;
    return node.nodes.every((other) => other === part || !takes(other, character));
  };
  return isSeparator(node.nodes[0]!) || isSeparator(node.nodes.at(-1)!);
}

function takes(node: PatternNode, character: string): boolean {
  const set = node.kind === 'repeat' ? node.node : node;
  return set.kind !== 'set' || regularExpression(`^(?:${set.source})$`).test(character);
}

function matcherFor(expression: RegExp): (text: string) => boolean {
  try {
    return linearMatcher(parsePattern(expression), expression.unicode);
  } catch (error) {
    if (error instanceof UnfollowablePattern) return limitedMatcher(expression);
    throw error;
  }
}

/** Lets the engine of the language try for a while. Many texts that take too long, in one body, must not add up. */
function limitedMatcher(expression: RegExp): (text: string) => boolean {
  const { createContext, Script } = require('node:vm') as typeof import('node:vm');
  const context = createContext({ expression, text: '' });
  const script = new Script('expression.test(text)');
  let until = 0;
  return (text) => {
    if (performance.now() < until) return false;
    context.text = text;
    try {
      return script.runInContext(context, { timeout: TIME_LIMIT }) as boolean;
    } catch {
      until = performance.now() + PAUSE;
      return false;
    }
  };
}
