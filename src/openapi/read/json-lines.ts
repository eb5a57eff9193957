/** The entries of an object or a list: by name or index, where each begins and where its value begins. */
type Entries = ReadonlyMap<string, { readonly begin: number; readonly value: number }>;

/**
 * Creates a finder of lines in a JSON text. Each object is read when a path first leads through it, and once; what is inside
 * of its values is skipped from bracket to bracket.
 *
 * @returns undefined for a text that is no JSON
 */
export function createJsonLines(text: string): ((tokens: readonly string[]) => number) | undefined {
  const first = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  if (!isBracket(text, first) || !isJson(text)) return undefined;
  const known = new Map<number, Entries>();
  const lineOf = createLineCounter(text);
  return (tokens) => {
    let begin = first;
    let value = first;
    for (const token of tokens) {
      if (!isBracket(text, value)) break;
      const entries = known.get(value) ?? readEntries(text, value);
      known.set(value, entries);
      const entry = entries.get(token);
      if (entry === undefined) break;
      ({ begin, value } = entry);
    }
    return lineOf(begin);
  };
}

/** Creates a function that tells the line of an offset in a text, from 1. */
function createLineCounter(text: string): (offset: number) => number {
  const starts: number[] = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/**
 * Counts the names that a JSON text writes, before a colon; compared with those that are read it tells when one is written twice.
 */
export function countWrittenNames(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
    at = endOfString(text, at);
    if (text.charCodeAt(skipSpace(text, at)) === COLON) count++;
  }
  return count;
}

const COLON = 0x3a;
const BACKSLASH = 0x5c;

function isJson(text: string): boolean {
  try {
    JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    return true;
  } catch {
    return false;
  }
}

function isBracket(text: string, at: number): boolean {
  return text[at] === '{' || text[at] === '[';
}

function readEntries(text: string, open: number): Entries {
  const entries = new Map<string, { begin: number; value: number }>();
  const isList = text[open] === '[';
  let at = skipSpace(text, open + 1);
  for (let index = 0; at < text.length && text[at] !== '}' && text[at] !== ']'; index++) {
    const begin = at;
    let name = String(index);
    if (!isList) {
      at = endOfString(text, begin);
      name = JSON.parse(text.slice(begin, at)) as string;
      at = skipSpace(text, skipSpace(text, at) + 1);
    }
    entries.set(name, { begin, value: at });
    at = skipSpace(text, endOfValue(text, at));
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return entries;
}

function endOfValue(text: string, start: number): number {
  const next = /["{}[\],]/g;
  let depth = 0;
  next.lastIndex = start;
  for (let found = next.exec(text); found !== null; found = next.exec(text)) {
    const [mark] = found;
    if (mark === '"') next.lastIndex = endOfString(text, found.index);
    else if (mark === '{' || mark === '[') depth++;
    else if (mark !== ',') depth--;
    if (depth < 0 || (depth === 0 && mark === ',')) return found.index;
    if (depth === 0) return next.lastIndex;
  }
  return text.length;
}

/** The offset behind a string that begins with the quote at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) <= 0x20) at++;
  return at;
}
