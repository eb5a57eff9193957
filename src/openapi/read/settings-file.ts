import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { formatPropertyPath, valueAt } from '../../json-schema/model/pointer';
import type { SchemaViolation } from '../../json-schema/model/schemas';
import { createSchemas } from '../../json-schema/validate/create-schemas';
import { nearestName } from '../operations/nearest-name';
import { createLineFinder } from './find-lines';
import { readPackageJson } from './package-file';
import { parseYaml } from './parse-yaml';
import { YamlError } from './yaml-error';

/** A file of settings that cannot be used. The message has one line for each thing that is wrong, with file and line. */
export class SettingsFileError extends Error {
  override readonly name = 'SettingsFileError';
}

/** Faults of one file that a message lists. */
const SHOWN = 10;

/** A file of settings that fits its schema. */
export interface SettingsFile {
  readonly value: JsonValue;
  /** The place of a part of it, for messages: `contact-points.config.yaml:12`. */
  placeOf(path: readonly (string | number)[]): string;
}

/**
 * Reads a YAML or JSON text that a JSON Schema of this package describes, the same one that editors use.
 *
 * @param file - its name, for messages
 * @param schemaFile - relative to the package's folder: `spec/baseline.schema.json`
 * @throws {@link SettingsFileError} with file and line of all that is wrong, and the name that was probably meant
 */
export function readSettingsFile(text: string, file: string, schemaFile: string): SettingsFile {
  const document = readPackageJson<JsonObject>(schemaFile);
  const schemas = createSchemas(document);
  const lines = createLineFinder(text);
  const placeOf = (path: readonly (string | number)[]): string => {
    const line = lines(path.map(String));
    return line === undefined ? file : `${file}:${line}`;
  };
  const value = parsed(text, file);
  const faults = schemas
    .validator(
      schemas.at('#'),
      'request',
    )(value)
    .map((violation) => `${placeOf(violation.path)}: ${sentenceOf(violation, document)}`);
  if (faults.length === 0) return { value, placeOf };
  const rest = faults.length > SHOWN ? [`… and ${faults.length - SHOWN} more`] : [];
  throw new SettingsFileError([...faults.slice(0, SHOWN), ...rest].join('\n'));
}

function parsed(text: string, file: string): JsonValue {
  try {
    return parseYaml(text) ?? {};
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new SettingsFileError(`${file}${error.line === undefined ? '' : `:${error.line}`}: ${error.message}.`);
  }
}

function sentenceOf({ path, keyword, detail, pointer }: SchemaViolation, document: JsonObject): string {
  const name = formatPropertyPath(path);
  if (keyword !== 'additionalProperties') return `${name === '' ? 'the file' : name} ${detail}.`;
  const schema = valueAt(document, pointer.slice(0, pointer.lastIndexOf('/')));
  const properties = isJsonObject(schema) && isJsonObject(schema.properties) ? Object.keys(schema.properties) : [];
  const guess = nearestName(String(path.at(-1)), properties);
  const hint = guess === undefined ? `There are ${properties.join(', ')}.` : `Did you mean ${guess}?`;
  return `there is no setting ${name}. ${hint}`;
}
