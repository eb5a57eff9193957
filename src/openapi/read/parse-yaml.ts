import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { packageFile } from './package-file';

/**
 * Reads one YAML 1.2 or JSON text as plain JSON values: dates stay strings, merge keys (`<<`) are resolved, duplicate
 * keys are errors. A byte order mark is ignored.
 *
 * @param text - the whole text; an empty one gives `null`
 * @throws {@link ./yaml-error.YamlError} with the line, when the text does not parse, repeats a key, or aliases blow it up
 */
export function parseYaml(text: string): JsonValue {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return parsePlainJson(content) ?? preparedValue(content) ?? reader().readYaml(content);
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
  let find: LineFinder | undefined;
  return (tokens) => {
    find ??= reader().createYamlLines(text);
    return find(tokens);
  };
}

/** The YAML parser takes time to load, and is needed only for YAML that the build has not prepared. */
function reader(): typeof import('./yaml') {
  return require('./yaml') as typeof import('./yaml');
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

/** The folder that the build puts them in. */
const FOLDER = packageFile('dist/prepared');

/**
 * Reads a text that was parsed when the package was built: the documents that ship with it, so that it starts at once. A
 * text that has been changed since has another digest, and is parsed.
 *
 * @param text - YAML
 * @returns undefined when it is no such text
 */
export function preparedValue(text: string, folder = FOLDER): JsonValue | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, preparedName(text)), 'utf8')) as JsonValue;
  } catch {
    return undefined;
  }
}

/** The name of the file that holds what a text holds, as JSON. */
export function preparedName(text: string): string {
  return `${createHash('sha256').update(text).digest('hex')}.json`;
}
