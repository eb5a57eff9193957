import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../../json-schema/model/json-schema';
import type { Spec } from '../../openapi/model/model';
import { createFixtureChecker } from './check-fixtures';
import { FixtureError } from './fixture-error';
import type { FixtureSet } from './fixture-set';
import { readFixtureFile } from './read-fixture-file';

/**
 * Loads hand-written records and checks each against the document. A record may leave out what the server makes: its id is
 * then made here, always the same one, and other `readOnly` properties when it is put in.
 *
 * @param location - a JSON or YAML file, or a directory whose `.json`, `.yaml` and `.yml` files are read in order of name
 * @throws {@link FixtureError} with file, line, resource, record, property and reason of everything that is wrong
 * @example loadFixtures('fixtures', spec).records.get('notes')
 */
export function loadFixtures(location: string, spec: Spec): FixtureSet {
  const files = findFiles(location);
  const checker = createFixtureChecker(spec);
  for (const file of files) for (const record of readFixtureFile(file)) checker.add(record);
  const [first, ...others] = checker.problems;
  if (first !== undefined) throw new FixtureError([first, ...others]);
  const records = new Map<string, readonly JsonObject[]>(checker.complete());
  return { files: files.map((file) => path.resolve(file)), records };
}

/**
 * The fixtures that a document names for itself: `x-fixtures` at its root, a path relative to the document.
 *
 * @returns undefined when it names none, or does not come from a file
 * @throws {@link FixtureError} when `x-fixtures` is not a path
 */
export function defaultFixtures(spec: Spec): string | undefined {
  const named = (spec.document as unknown as JsonObject)['x-fixtures'];
  const [file] = spec.files;
  if (named === undefined || file === undefined) return undefined;
  if (typeof named !== 'string') throw new FixtureError([{ file: spec.source, message: 'x-fixtures must be a path' }]);
  return path.resolve(path.dirname(file), named);
}

function findFiles(location: string): string[] {
  let names: string[];
  try {
    if (!statSync(location).isDirectory()) return [location];
    names = readdirSync(location);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const message = code === 'ENOENT' ? 'there is no such file or directory' : `cannot be read (${code})`;
    throw new FixtureError([{ file: location, message }]);
  }
  const files = names.filter((name) => /\.(json|ya?ml)$/i.test(name)).sort();
  if (files.length === 0) {
    throw new FixtureError([{ file: location, message: 'this directory has no .json, .yaml or .yml file' }]);
  }
  return files.map((name) => path.join(location, name));
}
