import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { DocumentError, type DocumentProblem } from './document-error';
import { createLineFinder, type LineFinder } from './find-lines';
import { parseYaml } from './parse-yaml';
import { YamlError } from './yaml-error';

/** The texts that a document is read from, each read and parsed once. */
export interface SourceFiles {
  /** Every text that has been read, the first one first. */
  readonly names: readonly string[];
  /**
   * The content of a file.
   * @throws DocumentError when it cannot be read or is no YAML or JSON object
   */
  read(file: string): JsonObject;
  /** The problem that {@link SourceFiles.read} would throw; undefined when the file can be read and holds an object. */
  problemOf(file: string): DocumentProblem | undefined;
  /** The line of what stands at a path in a text that has been read, from 1; undefined when that is not known. */
  line(file: string, tokens: readonly string[]): number | undefined;
}

/**
 * Creates an empty set of texts.
 *
 * @param given - texts that are at hand already, by name, so that no file of that name is read
 */
export function createSourceFiles(given: ReadonlyMap<string, string | JsonObject> = new Map()): SourceFiles {
  const lines = new Map<string, LineFinder>();
  const contents = new Map<string, JsonObject>();
  const files: SourceFiles = {
    get names() {
      return [...contents.keys()];
    },
    read(file) {
      const known = contents.get(file);
      if (known !== undefined) return known;
      const source = given.get(file) ?? readText(file);
      const content = typeof source === 'string' ? parse(source, file) : source;
      if (typeof source === 'string') lines.set(file, createLineFinder(source));
      contents.set(file, content);
      return content;
    },
    problemOf(file) {
      try {
        files.read(file);
        return undefined;
      } catch (error) {
        if (error instanceof DocumentError) return error.problems[0];
        throw error;
      }
    },
    line: (file, tokens) => lines.get(file)?.(tokens),
  };
  return files;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new DocumentError([{ file, message: REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? String(error) }]);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check the path',
  EISDIR: 'is a folder; give the file of the OpenAPI document in it',
  EACCES: 'may not be read; check its permissions',
};

function parse(text: string, file: string): JsonObject {
  try {
    const content = parseYaml(text);
    if (isJsonObject(content)) return content;
    const found = content === null ? 'is empty' : Array.isArray(content) ? 'holds a list' : 'holds plain text';
    throw new DocumentError([{ file, message: `${found}; an OpenAPI document is a YAML or JSON object` }]);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new DocumentError([{ file, message: error.message, line: error.line }]);
  }
}
