/** A part of a regular expression. */
export type PatternNode =
  /** One character of a set, as written: `a`, `.`, `\d`, `[a-z]`. */
  | { readonly kind: 'set'; readonly source: string }
  /** A place between two characters. */
  | { readonly kind: 'edge'; readonly source: '^' | '$' | '\\b' | '\\B' }
  /** A look-ahead, or a look-behind. */
  | { readonly kind: 'look'; readonly node: PatternNode; readonly behind: boolean; readonly negative: boolean }
  /** One after the other. */
  | { readonly kind: 'all'; readonly nodes: readonly PatternNode[] }
  /** One of several. */
  | { readonly kind: 'any'; readonly nodes: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly node: PatternNode; readonly min: number; readonly max: number };

/** A pattern uses what cannot be matched without going back. The message names it: `a back-reference`. */
export class UnfollowablePattern extends Error {
  override readonly name = 'UnfollowablePattern';
}

const CLASS = /\[(?:\\[\s\S]|[^\]\\])*\]/y;
const ESCAPE =
  /\\(?:[pPu]\{[^}]*\}|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|0|[\s\S])/y;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y;
const GROUP = /\((?:\?(?:(:)|<?([=!])|<[^>=!]+>|([\s\S])))?/y;
const COUNTS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  '*': [0, Number.POSITIVE_INFINITY],
  '+': [1, Number.POSITIVE_INFINITY],
  '?': [0, 1],
};

/**
 * Reads a regular expression into its parts. The sets are left as they are written: the engine that knows them is asked.
 *
 * @param expression - compiled, with the flag `u` or without any
 * @throws {@link UnfollowablePattern} when it refers back to a group, or changes the flags of one
 */
export function parsePattern({ source, unicode }: RegExp): PatternNode {
  let at = 0;
  const take = (syntax: RegExp): RegExpExecArray | null => {
    syntax.lastIndex = at;
    const found = syntax.exec(source);
    if (found !== null) at += found[0].length;
    return found;
  };
  const choice = (): PatternNode => {
    const branches = [sequence()];
    while (source[at] === '|') {
      at++;
      branches.push(sequence());
    }
    return branches.length === 1 ? branches[0]! : { kind: 'any', nodes: branches };
  };
  const sequence = (): PatternNode => {
    const nodes: PatternNode[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const node = atom();
      const counted = take(QUANTIFIER);
      if (counted === null) {
        nodes.push(node);
        continue;
      }
      const [, sign, low, comma, high] = counted;
      const [min, max] =
        sign === undefined
          ? [Number(low), comma === '' ? Number(low) : high === '' ? Number.POSITIVE_INFINITY : Number(high)]
          : COUNTS[sign]!;
      nodes.push({ kind: 'repeat', node, min, max });
    }
    return nodes.length === 1 ? nodes[0]! : { kind: 'all', nodes };
  };
  const group = ([opening, , look, other]: RegExpExecArray): PatternNode => {
    if (other !== undefined) throw new UnfollowablePattern('a group with flags of its own');
    const node = choice();
    at++;
    return look === undefined ? node : { kind: 'look', node, behind: opening.includes('<'), negative: look === '!' };
  };
  const atom = (): PatternNode => {
    const opened = take(GROUP);
    if (opened !== null) return group(opened);
    const listed = take(CLASS);
    if (listed !== null) return { kind: 'set', source: listed[0] };
    const escaped = take(ESCAPE)?.[0];
    if (escaped === '\\b' || escaped === '\\B') return { kind: 'edge', source: escaped };
    if (escaped !== undefined) {
      // Where no group has the number or the name, it is a character; so rare that it may be called the same.
      const isOctal = escaped === '\\0' && /\d/.test(source[at] ?? '');
      if (isOctal || /^\\[1-9kc]$/.test(escaped)) throw new UnfollowablePattern('a back-reference');
      return { kind: 'set', source: escaped };
    }
    const character = String.fromCodePoint(source.codePointAt(at)!);
    const letter = unicode ? character : source[at]!;
    at += letter.length;
    if (letter === '^' || letter === '$') return { kind: 'edge', source: letter };
    return { kind: 'set', source: /[{}\]]/.test(letter) ? `\\${letter}` : letter };
  };
  return choice();
}
