/** Lines of a YAML text, from `start` up to `end`, whose entries stand at the column `column`. */
interface Block {
  readonly start: number;
  readonly end: number;
  readonly column: number;
}

/**
 * Creates a finder of lines in a YAML text. It goes down by indentation: what stands at the column of a block's first entry
 * is an entry of it, as everything inside stands further right (YAML 1.2, section 8.1). Only where that ends, in what is
 * written in braces, aliased or merged, a parser is asked: about that entry if it can be, as its time grows with the text.
 */
export function createBlockLines(text: string): (tokens: readonly string[]) => number | undefined {
  const lines = text.split('\n');
  const known = new Map<string, ReadonlyMap<string, Block>>();
  let exact: ((tokens: readonly string[]) => number | undefined) | undefined;
  const entriesOf = (block: Block): ReadonlyMap<string, Block> => {
    const place = `${block.start}:${block.column}`;
    const entries = known.get(place) ?? readEntries(lines, block);
    known.set(place, entries);
    return entries;
  };
  return (tokens) => {
    let block = blockFrom(lines, 0, lines.length);
    let found: Block | undefined;
    for (const [depth, token] of tokens.entries()) {
      const entry = block && entriesOf(block).get(token);
      if (entry === undefined) {
        const part = found === undefined ? text : textOf(lines, found);
        if (found !== undefined && !/(?:^|[\s:[{,])\*|<</.test(part)) {
          const [first] = part.trimStart();
          const name = first === '-' ? '0' : tokens[depth - 1]!;
          const line = parser().createYamlLines(part)([name, ...tokens.slice(depth)]);
          return found.start + (line ?? 1);
        }
        exact ??= parser().createYamlLines(text);
        return exact(tokens);
      }
      found = entry;
      block = blockInside(lines, entry);
    }
    return (found ?? block) && (found ?? block)!.start + 1;
  };
}

function parser(): typeof import('./yaml') {
  return require('./yaml') as typeof import('./yaml');
}

function textOf(lines: readonly string[], { start, end, column }: Block): string {
  return [' '.repeat(column) + lines[start]!.slice(column), ...lines.slice(start + 1, end)].join('\n');
}

/** The block whose first entry is the first line with something on it. */
function blockFrom(lines: readonly string[], from: number, end: number): Block | undefined {
  let start = from;
  while (start < end && /^\s*(?:#|$)|^---|^%|^\uFEFF$/.test(lines[start]!)) start++;
  if (start === end) return undefined;
  return { start, end, column: columnOf(lines[start]!) };
}

/** The block that is the value of an entry; undefined when it is a scalar, an alias, or written in braces. */
function blockInside(lines: readonly string[], { start, end, column }: Block): Block | undefined {
  const text = lines[start]!.slice(column);
  const dash = /^-\s+/.exec(`${text} `);
  if (dash !== null && dash[0].trimEnd() === '-' && text.slice(dash[0].length).trim() !== '') {
    return isEntry(text.slice(dash[0].length)) ? { start, end, column: column + dash[0].length } : undefined;
  }
  const value = dash === null ? text.slice(keyOf(text)?.length ?? text.length) : text.slice(1);
  return /^\s*(?:[&!]\S*\s*)*(?:#.*)?$/.test(value) ? blockFrom(lines, start + 1, end) : undefined;
}

function readEntries(lines: readonly string[], block: Block): Map<string, Block> {
  const entries = new Map<string, Block>();
  const isList = /^-(?:\s|$)/.test(lines[block.start]!.slice(block.column));
  let open: { readonly name: string; readonly start: number } | undefined;
  const close = (end: number): void => {
    if (open !== undefined) entries.set(open.name, { start: open.start, end, column: block.column });
    open = undefined;
  };
  let index = 0;
  for (let at = block.start; at < block.end; at++) {
    const line = lines[at]!;
    if (at !== block.start && columnOf(line) !== block.column) continue;
    const text = line.slice(block.column);
    const isItem = /^-(?:\s|$)/.test(text);
    if (text.trim() === '' || text.startsWith('#') || isItem !== isList) continue;
    close(at);
    const name = isList ? String(index++) : keyOf(text)?.name;
    if (name !== undefined) open = { name, start: at };
  }
  close(block.end);
  return entries;
}

function columnOf(line: string): number {
  let column = 0;
  while (line.charCodeAt(column) === 0x20) column++;
  return column;
}

function isEntry(text: string): boolean {
  return /^-(?:\s|$)/.test(text) || keyOf(text) !== undefined;
}

/** The name before a colon, and the length of what is written for it with the colon. */
function keyOf(text: string): { readonly name: string; readonly length: number } | undefined {
  const found =
    /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s"'{[&*!|>%@`#?-](?:[^:#]|:(?=\S)|(?<=\S)#)*?|[?-](?=\S)[^:]*?))\s*:(?=\s|$)/.exec(
      text,
    );
  if (found === null) return undefined;
  const [whole, double, single, plain] = found;
  return {
    name: double === undefined ? (single?.replaceAll("''", "'") ?? plain!) : unescaped(double),
    length: whole.length,
  };
}

function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
