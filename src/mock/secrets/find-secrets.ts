import { bytesOfBase64, utf8Of } from '../../json-schema/model/bytes';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject, jsonValueOf } from '../../json-schema/model/json-value';
import { isJson } from '../../openapi/operations/media-types';
import { isSecretName, type SecretNames } from '../../openapi/operations/secret-names';

/** The parts of a message that may hold secrets. */
export interface MessageParts {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The query string, without its question mark. */
  readonly query?: string | undefined;
  readonly body?: string | Uint8Array | undefined;
}

/** A cookie that is at least so long is a session, whatever its name. */
const LONG_COOKIE = 16;

/**
 * Finds the credentials that a message carries, so that they can be hidden wherever they are repeated.
 *
 * @example [...findSecrets({ headers: { authorization: 'Bearer abcdefgh' } }, names)] // ['abcdefgh']
 */
export function* findSecrets({ headers, query = '', body }: MessageParts, names: SecretNames): Generator<string> {
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || !names.header(name)) continue;
    for (const text of [value].flat()) yield* name.endsWith('cookie') ? inCookies(text, names) : inField(text);
  }
  yield* inPairs(query, names);
  if (body === undefined || body.length === 0) return;
  const type = String(headers['content-type'] ?? '');
  const text = utf8Of(body);
  if (type.startsWith('application/x-www-form-urlencoded')) yield* inPairs(text, names);
  else if (isJson(type)) yield* inJson(jsonValueOf(text));
}

/** Credentials with or without their scheme; of HTTP Basic the password as well (RFC 7617). */
function* inField(value: string): Generator<string> {
  const [, scheme, rest] = /^([\w-]+) +(\S.*)$/.exec(value) ?? [];
  yield rest ?? value;
  if (scheme?.toLowerCase() !== 'basic') return;
  const user = utf8Of(bytesOfBase64(rest!));
  if (user.includes(':')) yield user.slice(user.indexOf(':') + 1);
}

function* inCookies(text: string, names: SecretNames): Generator<string> {
  for (const pair of text.split(';')) {
    const equals = pair.indexOf('=');
    const value = pair.slice(equals + 1).trim();
    if (equals !== -1 && (value.length >= LONG_COOKIE || names.cookie(pair.slice(0, equals).trim()))) yield value;
  }
}

function* inPairs(text: string, names: SecretNames): Generator<string> {
  for (const [name, value] of new URLSearchParams(text)) if (names.query(name)) yield value;
}

function* inJson(value: JsonValue | undefined): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* inJson(item);
  if (!isJsonObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'string' && isSecretName(name)) yield member;
    else yield* inJson(member);
  }
}
