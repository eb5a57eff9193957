import { type PatternNode, UnfollowablePattern } from './parse-pattern';

/** A step of a match; numbers are those of other steps. All have one shape, which makes them fast to read. */
interface Step {
  readonly op: 'set' | 'edge' | 'look' | 'split' | 'end';
  readonly next: number;
  /** Tells if a character is in the set. */
  readonly has?: ((codePoint: number) => boolean) | undefined;
  readonly edge?: string | undefined;
  readonly look?: { readonly start: number; readonly behind: boolean; readonly negative: boolean } | undefined;
  /** The ways besides `next`. */
  readonly others?: readonly number[] | undefined;
}

/** The most steps that a pattern may have when its counts are written out. */
export const MOST_STEPS = 20_000;

/** The most moves of one match, a tenth of a second or so, and those for each character of a very long text. */
const MOST_MOVES = 2_000_000;
const MOVES_FOR_EACH = 4;

/** The step that ends a match. */
const END = 0;

/**
 * Makes a matcher that takes time in proportion to the text, whatever the pattern: it follows all ways at once, from character to
 * character. It finds whether there is a match, which is all that is asked of a `pattern`, and not what the groups hold.
 *
 * @param tree - the parsed pattern
 * @param unicode - true when it was written for the flag `u`: then characters are code points
 * @returns tells if a text matches anywhere; one that is too long for the pattern does not
 * @throws {@link UnfollowablePattern} when its counts ask for too many steps
 */
export function linearMatcher(tree: PatternNode, unicode: boolean): (text: string) => boolean {
  const steps: Step[] = [];
  const add = (step: Step): number => {
    if (steps.length >= MOST_STEPS) throw new UnfollowablePattern('counts that are too high');
    return steps.push(step) - 1;
  };
  const stepsOf = (node: PatternNode, next: number, behind: boolean): number => {
    switch (node.kind) {
      case 'set':
        return add({ op: 'set', next, has: setOf(node.source, unicode) });
      case 'edge':
        return add({ op: 'edge', next, edge: node.source });
      case 'look': {
        const start = stepsOf(node.node, END, node.behind);
        return add({ op: 'look', next, look: { start, behind: node.behind, negative: node.negative } });
      }
      case 'any': {
        const [first, ...others] = node.nodes.map((branch) => stepsOf(branch, next, behind));
        return add({ op: 'split', next: first!, others });
      }
      case 'all':
        return behind
          ? node.nodes.reduce((after, part) => stepsOf(part, after, true), next)
          : node.nodes.reduceRight((after, part) => stepsOf(part, after, false), next);
      case 'repeat': {
        let start = next;
        if (node.max === Number.POSITIVE_INFINITY) {
          const others: number[] = [];
          start = add({ op: 'split', next, others });
          others.push(stepsOf(node.node, start, behind));
        } else {
          for (let left = node.max - node.min; left > 0; left--) {
            start = add({ op: 'split', next, others: [stepsOf(node.node, start, behind)] });
          }
        }
        for (let left = node.min; left > 0; left--) start = stepsOf(node.node, start, behind);
        return start;
      }
    }
  };
  add({ op: 'end', next: END });
  const first = stepsOf(tree, END, false);
  return (text) => new Match(steps, text, unicode).isThere(first);
}

/** Makes a set that asks for each of the first characters once. */
function setOf(source: string, unicode: boolean): (codePoint: number) => boolean {
  const expression = new RegExp(`^${source}$`, unicode ? 'u' : '');
  const known = new Int8Array(128);
  const ask = (codePoint: number): boolean => expression.test(String.fromCodePoint(codePoint));
  return (codePoint) => {
    if (codePoint >= 128) return ask(codePoint);
    if (known[codePoint] === 0) known[codePoint] = ask(codePoint) ? 1 : -1;
    return known[codePoint] === 1;
  };
}

/** The steps that are reached at one place of the text. */
interface Reached {
  readonly sets: Int32Array;
  count: number;
}

/** One text on its way through the steps. */
class Match {
  #moves = 0;
  readonly #mostMoves: number;

  constructor(
    readonly steps: readonly Step[],
    readonly text: string,
    readonly unicode: boolean,
  ) {
    this.#mostMoves = MOST_MOVES + MOVES_FOR_EACH * text.length;
  }

  /** Tells if there is a match anywhere, as far as the moves reach. */
  isThere(first: number): boolean {
    return this.leadsToEnd(first, 0, { anywhere: true, behind: false }) && this.#moves <= this.#mostMoves;
  }

  /** Tells if the end can be reached from a step at a place, or, `anywhere`, at any place behind it. */
  leadsToEnd(first: number, place: number, { anywhere, behind }: { anywhere: boolean; behind: boolean }): boolean {
    const { length } = this.steps;
    const marks = new Int32Array(length).fill(-1);
    let now: Reached = { sets: new Int32Array(length), count: 0 };
    let then: Reached = { sets: new Int32Array(length), count: 0 };
    this.#moves += length;
    let at = place;
    if (this.#enter(first, at, now, marks)) return true;
    while (now.count > 0 || anywhere) {
      const character = behind ? this.#before(at) : this.#after(at);
      if (character === undefined || this.#moves > this.#mostMoves) return false;
      const width = character > 0xffff ? 2 : 1;
      at += behind ? -width : width;
      for (let index = 0; index < now.count; index++) {
        const step = this.steps[now.sets[index]!]!;
        if (step.has!(character) && this.#enter(step.next, at, then, marks)) return true;
      }
      if (anywhere && this.#enter(first, at, then, marks)) return true;
      [now, then] = [then, now];
      then.count = 0;
    }
    return false;
  }

  /** Notes the sets that can be reached without a further character. Answers whether the end can be. */
  #enter(first: number, at: number, reached: Reached, marks: Int32Array): boolean {
    const pending = [first];
    for (let number = pending.pop(); number !== undefined; number = pending.pop()) {
      if (marks[number] === at) continue;
      marks[number] = at;
      this.#moves++;
      const { op, next, edge, look, others } = this.steps[number]!;
      if (op === 'set') reached.sets[reached.count++] = number;
      else if (op === 'end') return true;
      else if (op === 'edge') {
        if (isEdge(edge!, this.text, at)) pending.push(next);
      } else if (op === 'split') pending.push(next, ...others!);
      else if (this.leadsToEnd(look!.start, at, { anywhere: false, behind: look!.behind }) !== look!.negative) {
        pending.push(next);
      }
    }
    return false;
  }

  #after(at: number): number | undefined {
    if (at >= this.text.length) return undefined;
    return this.unicode ? this.text.codePointAt(at) : this.text.charCodeAt(at);
  }

  #before(at: number): number | undefined {
    if (at <= 0) return undefined;
    const pair = this.unicode && at > 1 ? this.text.codePointAt(at - 2)! : 0;
    return pair > 0xffff ? pair : this.text.charCodeAt(at - 1);
  }
}

function isEdge(edge: string, text: string, at: number): boolean {
  if (edge === '^') return at === 0;
  if (edge === '$') return at === text.length;
  return (isWord(text[at - 1]) !== isWord(text[at])) === (edge === '\\b');
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character);
}
