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
  stringify,
} from 'yaml';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { YamlError } from './yaml-error';

// YAML 1.2 core: dates and `no` stay strings. Merge keys are YAML 1.1, yet common in OpenAPI documents.
const OPTIONS = { version: '1.2', merge: true, uniqueKeys: true, prettyErrors: false } as const;

/**
 * Reads a YAML 1.2 text as plain JSON values. Slow: {@link ./parse-yaml.parseYaml} asks it last.
 *
 * @param onRepeat - is told of keys that stand twice in one object, of which the last one counts; left out, they are errors
 * @throws {@link YamlError} with the line, when the text does not parse, repeats a key, or aliases blow it up
 */
export function readYaml(text: string, onRepeat?: (fault: YamlError) => void): JsonValue {
  const lines = new LineCounter();
  const document = compose(text, lines);
  for (const { code, message, pos } of document.errors) {
    const fault = new YamlError(sentenceOf(code, message), lines.linePos(pos[0]).line);
    if (code !== 'DUPLICATE_KEY' || onRepeat === undefined) throw fault;
    onRepeat(fault);
  }
  try {
    const value = document.toJS() as JsonValue;
    // Aliases give the same object in several places; a document is a tree.
    return /(?:^|[\s[{,:])\*[^\s*]/.test(text) ? (JSON.parse(JSON.stringify(value)) as JsonValue) : value;
  } catch (error) {
    throw new YamlError(`cannot be read: ${(error as Error).message.split('\n')[0]}; check its aliases`);
  }
}

/** Finds the line of what stands at a path in a text that {@link readYaml} accepts. */
export function createYamlLines(text: string): (tokens: readonly string[]) => number | undefined {
  const lines = new LineCounter();
  const document = compose(text, lines);
  return (tokens) => {
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

function compose(text: string, lineCounter: LineCounter): Document {
  try {
    return parseDocument(text, { ...OPTIONS, lineCounter }) as Document;
  } catch (error) {
    if (error instanceof RangeError) throw new YamlError('is nested too deeply to be read');
    throw error;
  }
}

function startOf(node: unknown): number | undefined {
  return isPair(node) ? startOf(node.key) : ((node as Node | null)?.range?.[0] ?? undefined);
}

function sentenceOf(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'the same key stands twice in one object; remove or rename one';
  return `is not valid YAML: ${message.split('\n')[0]}`;
}

/**
 * Writes plain JSON values as YAML 1.2, without anchors and without folding long lines.
 *
 * @example toYaml({ openapi: '3.1.0' }) // 'openapi: 3.1.0\n'
 */
export function toYaml(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
}
