import type { JsonValue } from './json-schema';
import type { PropertyPath } from './schemas';

/** A JSON Pointer that is malformed, names nothing, or runs in a circle. */
export class PointerError extends Error {
  override readonly name = 'PointerError';

  /**
   * @param pointer - the pointer at fault
   * @param reason - what is wrong, a clause without the pointer: `names nothing in the document`
   */
  constructor(
    readonly pointer: string,
    readonly reason: string,
  ) {
    super(`${pointer} ${reason}`);
  }
}

/**
 * Cuts a JSON Pointer (RFC 6901) into its reference tokens. With a leading `#` it is a URI fragment and percent-decoded
 * (section 6), otherwise it is taken as it stands (section 5).
 *
 * @throws PointerError when it does not start with `/` (after the `#`), or carries a bad `%` or `~` escape
 * @example parsePointer('#/paths/~1notes/get') // ['paths', '/notes', 'get']
 */
export function parsePointer(pointer: string): string[] {
  const text = pointer.startsWith('#') ? decodeFragment(pointer) : pointer;
  if (text === '') return [];
  if (!text.startsWith('/')) throw new PointerError(pointer, 'is not a JSON Pointer: it must start with "#/"');
  const tokens = text.slice(1).split('/');
  if (!text.includes('~')) return tokens;
  return tokens.map((token) => {
    if (!token.includes('~')) return token;
    if (/~(?![01])/.test(token)) throw new PointerError(pointer, 'is not a JSON Pointer: "~" must be "~0" or "~1"');
    return token.replaceAll('~1', '/').replaceAll('~0', '~');
  });
}

/**
 * Writes reference tokens as a JSON Pointer with a leading `#`. Only `%` is percent-encoded, so that the pointer stays
 * readable (`{id}`, accents) and {@link parsePointer} gives the same tokens back.
 *
 * @example formatPointer(['paths', '/notes/{id}', 'get']) // '#/paths/~1notes~1{id}/get'
 */
export function formatPointer(tokens: readonly (string | number)[]): string {
  let pointer = '#';
  for (const token of tokens) pointer += `/${escapeToken(token)}`;
  return pointer;
}

/**
 * Extends a pointer by tokens.
 *
 * @example childPointer('#/components', 'schemas', 'a/b') // '#/components/schemas/a~1b'
 */
export function childPointer(pointer: string, ...tokens: readonly (string | number)[]): string {
  let child = pointer;
  for (const token of tokens) child += `/${escapeToken(token)}`;
  return child;
}

/**
 * Looks a value up. Only own properties count, so that `#/constructor` names nothing.
 *
 * @throws PointerError when the pointer is malformed or names nothing in the document
 */
export function valueAt(document: JsonValue, pointer: string): JsonValue {
  let value: JsonValue | undefined = document;
  for (const token of parsePointer(pointer)) {
    value = childOf(value, token);
    if (value === undefined) throw new PointerError(pointer, 'names nothing in the document');
  }
  return value;
}

/**
 * Spells a path in a value the way `property_path` of a violation does: dots between names, brackets around indexes.
 *
 * @example formatPropertyPath(['items', 0, 'name']) // 'items[0].name'
 */
export function formatPropertyPath(path: PropertyPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

function childOf(value: JsonValue, token: string): JsonValue | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  return Object.hasOwn(value, token) ? value[token] : undefined;
}

function decodeFragment(pointer: string): string {
  if (!pointer.includes('%')) return pointer.slice(1);
  try {
    return decodeURIComponent(pointer.slice(1));
  } catch {
    throw new PointerError(pointer, 'is not a JSON Pointer: bad percent-encoding');
  }
}

function escapeToken(token: string | number): string {
  const text = String(token);
  if (!/[%~/]/.test(text)) return text;
  return text.replaceAll('%', '%25').replaceAll('~', '~0').replaceAll('/', '~1');
}
