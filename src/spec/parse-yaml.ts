import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml';
import type { JsonValue } from '../schema/json-schema';

/** Text that is neither YAML nor JSON. The message is a sentence without file or line. */
export class YamlError extends Error {
  override readonly name = 'YamlError';

  /** @param line - from 1; undefined when it is not known */
  constructor(
    message: string,
    readonly line?: number,
  ) {
    super(message);
  }
}

// YAML 1.2 core: dates and `no` stay strings. Merge keys are YAML 1.1, yet common in OpenAPI documents.
const options = { version: '1.2', merge: true, uniqueKeys: true, prettyErrors: false } as const;

/**
 * Reads one YAML 1.2 or JSON text as plain JSON values: dates stay strings, merge keys (`<<`) are resolved, duplicate
 * keys are errors. A byte order mark is ignored.
 *
 * @param text - the whole text; an empty one gives `null`
 * @throws {@link YamlError} with the line, when the text does not parse, repeats a key, or aliases blow it up
 */
export function parseYaml(text: string): JsonValue {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const quick = parsePlainJson(content);
  if (quick !== undefined) return quick;
  const lines = new LineCounter();
  const document = compose(content, lines);
  const [fault] = document.errors;
  if (fault !== undefined) throw new YamlError(sentenceOf(fault.code, fault.message), lines.linePos(fault.pos[0]).line);
  try {
    const value = document.toJS() as JsonValue;
    // Aliases give the same object in several places; a document is a tree.
    return /(?:^|[\s[{,:])\*[^\s*]/.test(content) ? (JSON.parse(JSON.stringify(value)) as JsonValue) : value;
  } catch (error) {
    throw new YamlError(`cannot be read: ${(error as Error).message.split('\n')[0]}; check its aliases`);
  }
}

function compose(text: string, lineCounter: LineCounter): Document {
  try {
    return parseDocument(text, { ...options, lineCounter }) as Document;
  } catch (error) {
    if (error instanceof RangeError) throw new YamlError('is nested too deeply to be read');
    throw error;
  }
}

/** Finds the line of a value by its path; or of the innermost part of the path that exists. */
export type LineFinder = (tokens: readonly string[]) => number | undefined;

/**
 * Creates a finder of lines in a text. Nothing is parsed before the first question.
 *
 * @param text - a text that {@link parseYaml} accepts
 * @returns a function from names and indexes to the line of the value's key, from 1; undefined in an empty text
 * @example createLineFinder('a:\n  b: 1')(['a', 'b']) // 2
 */
export function createLineFinder(text: string): LineFinder {
  const lines = new LineCounter();
  let document: Document | undefined;
  return (tokens) => {
    document ??= compose(text, lines);
    let node: unknown = document.contents;
    let offset = startOf(node);
    for (const token of tokens) {
      if (isAlias(node)) node = node.resolve(document);
      if (!isCollection(node)) break;
      const pair = isMap(node) ? node.items.find((item) => String(item.key) === token) : undefined;
      const child = isSeq(node) ? node.items[Number(token)] : pair?.value;
      if (child === undefined) break;
      offset = startOf(pair?.key ?? child) ?? offset;
      node = child;
    }
    return offset === undefined ? undefined : lines.linePos(offset).line;
  };
}

function startOf(node: unknown): number | undefined {
  return isPair(node) ? startOf(node.key) : ((node as Node | null)?.range?.[0] ?? undefined);
}

// JSON.parse is some fifty times faster, but lets a later key silently win: the keys written are counted against the keys
// read, and a text that repeats one goes the slow way, which names it.
function parsePlainJson(text: string): JsonValue | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
  let written = 0;
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (match[1] !== undefined) written++;
  return written === countKeys(value) ? value : undefined;
}

function countKeys(root: JsonValue): number {
  const open: JsonValue[] = [root];
  let count = 0;
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (value === null || typeof value !== 'object') continue;
    if (!Array.isArray(value)) count += Object.keys(value).length;
    for (const child of Object.values(value)) open.push(child);
  }
  return count;
}

function sentenceOf(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'the same key stands twice in one object; remove or rename one';
  return `is not valid YAML: ${message.split('\n')[0]}`;
}
