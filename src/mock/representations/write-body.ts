import { documentedIntegers, withExactIntegers } from '../../json-schema/model/exact-integers';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Schemas } from '../../json-schema/model/schemas';
import type { MediaTypeSpec } from '../../openapi/model/model';
import { isJson, isXml } from '../../openapi/operations/media-types';
import { sampleFile } from './sample-file';
import { isSequence, toSequence } from './sequences';
import { toXml } from './xml';

/**
 * Writes a value as the body that its media type promises: JSON, XML by the `xml` objects of the schema, CSV, a sequence item by
 * item, YAML, a form, a tiny valid file for images and the like. A text is the body already, but in JSON.
 *
 * @param name - a media type without a wildcard
 * @example writeBody(schemas, { name: 'text/csv' }, [{ a: 1, b: 'x' }]) // 'a,b\r\n1,x\r\n'
 */
export function writeBody(
  schemas: Schemas,
  { name, schema }: Pick<MediaTypeSpec, 'name' | 'schema'>,
  value: JsonValue,
): string | Uint8Array {
  if (isJson(name)) return withExactIntegers(JSON.stringify(value), documentedIntegers(schemas.document));
  if (isSequence(name)) return toSequence(name, value);
  const isText = typeof value === 'string';
  if (isXml(name) && !(isText && value.trimStart().startsWith('<'))) {
    return name === 'image/svg+xml' ? sampleFile(name)! : toXml(schemas, schema, value);
  }
  if (isText && looksWritten(name, value)) return value;
  const file = sampleFile(name);
  if (file !== undefined) return file;
  if (isText) return value;
  const delimiter = DELIMITERS[name];
  if (delimiter !== undefined) return toTable(value, delimiter);
  if (/^(?:application|text)\/(?:x-|vnd\.)?yaml$|\+yaml$/.test(name)) return toYaml(value);
  if (name === 'application/x-www-form-urlencoded' && isJsonObject(value)) return toForm(value);
  if (name === 'text/html') return `<pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre>`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

/** The text of a file that is text: made-up words are none, but an example in the form of the file is. */
function looksWritten(name: string, value: string): boolean {
  if (name === 'application/pdf') return value.startsWith('%PDF-');
  return !/^(?:image|audio|video|font)\//.test(name) && name !== 'application/zip' && name !== 'application/gzip';
}

/** The delimiters of tables by media type. */
const DELIMITERS: Readonly<Record<string, string>> = {
  'text/csv': ',',
  'application/csv': ',',
  'text/tab-separated-values': '\t',
};

/** Writes rows by properties, with a line of names (RFC 4180). */
function toTable(value: JsonValue, delimiter: string): string {
  const rows = rowsOf(value);
  const names = [...new Set(rows.flatMap((row) => (isJsonObject(row) ? Object.keys(row) : [])))];
  const line = (cells: readonly JsonValue[]): string =>
    `${cells.map((cell) => cellOf(cell, delimiter)).join(delimiter)}\r\n`;
  const written = rows.map((row) => {
    if (isJsonObject(row)) return line(names.map((name) => row[name] ?? null));
    return line(Array.isArray(row) ? row : [row]);
  });
  return (names.length > 0 ? line(names) : '') + written.join('');
}

/**
 * The items of a list; an object around a single list of objects (an envelope, or one in an envelope) is that list, anything else
 * the only item.
 */
export function rowsOf(value: JsonValue): JsonValue[] {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return [value];
  const members = Object.values(value);
  const isEnvelope = members.every((member) => typeof member === 'object');
  const inner = isEnvelope ? members.filter(isJsonObject).flatMap((member) => Object.values(member)) : [];
  for (const level of [members, inner]) {
    const lists = level.filter(Array.isArray);
    if (lists.length === 1 && (members.length === 1 || lists[0]!.every((item) => isJsonObject(item)))) return lists[0]!;
  }
  return [value];
}

function cellOf(value: JsonValue, delimiter: string): string {
  const text = value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The YAML library is loaded where it is needed. */
function toYaml(value: JsonValue): string {
  return (require('../../openapi/read/yaml') as typeof import('../../openapi/read/yaml')).toYaml(value);
}

function toForm(value: Readonly<Record<string, JsonValue>>): string {
  const pairs = Object.entries(value).flatMap(([name, member]) =>
    (Array.isArray(member) ? member : [member]).map((one): [string, string] => [
      name,
      typeof one === 'object' ? JSON.stringify(one) : String(one),
    ]),
  );
  return new URLSearchParams(pairs).toString();
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
