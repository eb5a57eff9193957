import type { ParameterValue } from '../../openapi/parameters/parameter-codec';

/** What makes a cursor recognisable as ours once it is decoded. */
const PREFIX = 'from:';

/**
 * Writes where a list goes on as an opaque text that is safe in a URL.
 *
 * @param offset - the number of items before the next page
 */
export function encodeCursor(offset: number): string {
  return Buffer.from(`${PREFIX}${offset}`).toString('base64url');
}

/** The offset in a cursor; undefined when it is none that {@link encodeCursor} made. */
export function decodeCursor(cursor: ParameterValue): number | undefined {
  if (typeof cursor !== 'string') return undefined;
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const offset = Number(text.slice(PREFIX.length));
  return Number.isSafeInteger(offset) && encodeCursor(offset) === cursor ? offset : undefined;
}
