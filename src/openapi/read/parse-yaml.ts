import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '../../json-schema/model/digest';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { countWrittenNames } from './json-lines';
import { packageFile } from './package-file';
import type { YamlError } from './yaml-error';

/**
 * Reads one YAML 1.2 or JSON text as plain JSON values: dates stay strings, merge keys (`<<`) are resolved. A byte order mark
 * is ignored. The parser that keeps positions is slow, so it is asked only to say what is wrong.
 *
 * @param text - the whole text; an empty one gives `null`
 * @param onFault - is told of keys that stand twice in one object, of which the last one counts, and of quoted texts that are
 * indented too little; left out, they are errors
 * @throws {@link ./yaml-error.YamlError} with the line, when the text does not parse, repeats a key, or aliases blow it up
 */
export function parseYaml(text: string, onFault?: (fault: YamlError) => void): JsonValue {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return (
    parsePlainJson(content) ??
    preparedValue(content) ??
    fastReader().readFastYaml(content, onFault) ??
    reader().readYaml(content, onFault)
  );
}

/** The YAML parsers take time to load, and are needed only for YAML that the build has not prepared. */
function fastReader(): typeof import('./fast-yaml') {
  return require('./fast-yaml') as typeof import('./fast-yaml');
}

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
  return countWrittenNames(text) === countKeys(value) ? value : undefined;
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
  return `${digest(text, 'sha256')}.json`;
}
