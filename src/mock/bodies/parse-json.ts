import { strictUtf8Of } from '../../json-schema/model/bytes';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { findJsonFault } from './json-fault';

/** A JSON text could not be read. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

/** The depth to which arrays and objects may be nested; RFC 8259, section 9, lets an implementation set a limit. */
export const MAX_DEPTH = 256;

/**
 * Parses a JSON text (RFC 8259). A byte order mark is ignored (section 8.1); of names that occur twice the last counts.
 *
 * @param content - the text, or its bytes in UTF-8
 * @throws {@link JsonError} with a sentence for a person, when the bytes are not UTF-8, not JSON, or nested too deeply
 */
export function parseJson(content: string | Uint8Array): JsonValue {
  const text = typeof content === 'string' ? content : textOf(content);
  if (isNestedDeeper(text, MAX_DEPTH)) throw new JsonError(`The body is nested deeper than ${MAX_DEPTH} levels.`);
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonError(`The body is not valid JSON${faultIn(text)}.`);
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return strictUtf8Of(bytes);
  } catch {
    throw new JsonError('The body is not valid UTF-8.');
  }
}

/** Tells whether brackets outside of strings are nested deeper than a limit; the text need not be JSON. */
function isNestedDeeper(text: string, limit: number): boolean {
  if (text.length <= limit || !hasMoreOpenings(text, limit)) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x22) {
      index = endOfString(text, index);
    } else if (code === 0x5b || code === 0x7b) {
      if (++depth > limit) return true;
    } else if (code === 0x5d || code === 0x7d) {
      depth--;
    }
  }
  return false;
}

/** Tells whether a text has more opening brackets than a limit, wherever they stand: searching is much faster than reading. */
function hasMoreOpenings(text: string, limit: number): boolean {
  let count = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1))
      if (++count > limit) return true;
  }
  return false;
}

/** The index of the quotation mark that ends the string, or the text's length. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text.charCodeAt(index) !== 0x22) index += text.charCodeAt(index) === 0x5c ? 2 : 1;
  return index;
}

/** The fault and its place, as `: a colon is expected at line 3, column 7`. */
function faultIn(text: string): string {
  const fault = findJsonFault(text);
  if (fault === undefined) return '';
  if (fault.index >= text.length) return `: it ends where ${fault.expected}`;
  const before = text.slice(0, fault.index);
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  return `: ${fault.expected} at line ${line}, column ${column}`;
}
