import { readFileSync, statSync } from 'node:fs';
import type { JsonObject } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { DocumentProblem } from '../model/model';
import { DocumentError } from './document-error';
import { fetchText, isUrl } from './fetch-text';
import { createLineFinder, type LineFinder } from './find-lines';
import { parseYaml } from './parse-yaml';
import { YamlError } from './yaml-error';

/** The texts that a document is read from, each read and parsed once. */
export interface SourceFiles {
  /** Every text that has been read, the first one first. */
  readonly names: readonly string[];
  /** The texts that have been read, by name. */
  readonly texts: ReadonlyMap<string, SourceText>;
  /** Faults of the texts that did not keep them from being read: keys that stand twice. */
  readonly faults: readonly DocumentProblem[];
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

/** A text, and if somebody can look its lines up: the text of plain values is ours. */
export interface SourceText {
  readonly text: string;
  readonly hasLines: boolean;
}

/**
 * Creates an empty set of texts.
 *
 * @param given - texts that are at hand already, by name, so that no file of that name is read
 */
export function createSourceFiles(given: ReadonlyMap<string, SourceText> = new Map()): SourceFiles {
  const lines = new Map<string, LineFinder>();
  const contents = new Map<string, JsonObject>();
  const texts = new Map<string, SourceText>();
  const faults: DocumentProblem[] = [];
  const files: SourceFiles = {
    texts,
    faults,
    get names() {
      return [...contents.keys()];
    },
    read(file) {
      const known = contents.get(file);
      if (known !== undefined) return known;
      const source = given.get(file) ?? { text: isUrl(file) ? fetchText(file) : readText(file), hasLines: true };
      const content = parse(source.text, file, (fault) => faults.push(problemOf(file, fault)));
      if (source.hasLines) lines.set(file, createLineFinder(source.text));
      texts.set(file, source);
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

/** Far more than documents have; a file without end must not fill the memory. */
const MOST_BYTES = 256 * 1024 * 1024;

function readText(file: string): string {
  const refuse = (message: string): never => {
    throw new DocumentError([{ file, message }]);
  };
  try {
    const stats = statSync(file);
    if (stats.isDirectory()) return refuse(REASONS.EISDIR!);
    // A pipe ends; what comes from a device may not.
    if (!stats.isFile() && !stats.isFIFO()) return refuse('is no regular file; give one that holds the document');
    if (stats.size > MOST_BYTES) return refuse(`is larger than ${MOST_BYTES / 1024 / 1024} MiB, and cannot be read`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    return refuse(REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? String(error));
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check the path',
  EISDIR: 'is a folder; give the file of the OpenAPI document in it',
  EACCES: 'may not be read; check its permissions',
};

function parse(text: string, file: string, onRepeat: (fault: YamlError) => void): JsonObject {
  try {
    const content = parseYaml(text, onRepeat);
    if (isJsonObject(content)) return content;
    const found = content === null ? 'is empty' : Array.isArray(content) ? 'holds a list' : 'holds plain text';
    throw new DocumentError([{ file, message: `${found}; an OpenAPI document is a YAML or JSON object` }]);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new DocumentError([problemOf(file, error)]);
  }
}

function problemOf(file: string, { message, line }: YamlError): DocumentProblem {
  return { file, message, line };
}
