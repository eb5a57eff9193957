import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { packageFile } from './package-file';

/** Where the build puts them. */
const FOLDER = packageFile('dist/prepared');

/**
 * What a text holds that has been parsed when the package was built: the documents that ship with it, so that it starts at once. A
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
