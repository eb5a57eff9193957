import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { createLineFinder, parseYaml } from '../../openapi/read/parse-yaml';
import { YamlError } from '../../openapi/read/yaml-error';
import { FixtureError, type FixtureProblem } from './fixture-error';

/** A record as it stands in a file, not yet checked. */
export interface WrittenRecord {
  readonly resource: string;
  readonly value: JsonValue;
  /** Which record of the resource in this file, from 1. */
  readonly number: number;
  readonly file: string;
  /** The line of the record, or of a property of it. */
  lineAt(property?: string): number | undefined;
}

/**
 * Reads one file of fixtures: an object of lists of records by resource, or a list of records in a file that is called
 * like the resource (`books.yaml`).
 *
 * @param file - JSON or YAML
 * @throws {@link FixtureError} when the file cannot be read, does not parse or is neither
 */
export function readFixtureFile(file: string): WrittenRecord[] {
  const text = readText(file);
  const content = parse(text, file);
  const lineOf = createLineFinder(text);
  const isList = Array.isArray(content);
  if (!isList && (typeof content !== 'object' || content === null)) {
    throw new FixtureError([{ file, message: 'must hold lists of records by resource: `notes: [{ … }]`' }]);
  }
  const lists = isList ? { [path.parse(file).name]: content } : content;
  return Object.entries(lists).flatMap(([resource, records]) => {
    const trail = isList ? [] : [resource];
    if (!Array.isArray(records)) {
      const message = `"${resource}" must be a list of records`;
      throw new FixtureError([{ file, line: lineOf(trail), message }]);
    }
    return records.map((value, index) => ({
      ...{ resource, value, file, number: index + 1 },
      lineAt: (property?: string) => lineOf([...trail, String(index), ...(property === undefined ? [] : [property])]),
    }));
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new FixtureError([{ file, message: `cannot be read (${(error as NodeJS.ErrnoException).code})` }]);
  }
}

function parse(text: string, file: string): JsonValue {
  try {
    return parseYaml(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const problem: FixtureProblem = { file, line: error.line, message: error.message };
    throw new FixtureError([problem]);
  }
}
