import type { JsonReading } from './exchange';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a body as JSON (RFC 8259): UTF-8 without a byte order mark, one value.
 *
 * @returns `broken` with a reason for a person when it is none
 */
export function readJson(body: Uint8Array): JsonReading {
  if (body.byteLength === 0) return { kind: 'absent' };
  let text: string;
  try {
    text = decoder.decode(body);
  } catch {
    return { kind: 'broken', reason: 'the body is not UTF-8' };
  }
  if (text.startsWith('\ufeff')) return { kind: 'broken', reason: 'the body starts with a byte order mark' };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch (error) {
    return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) };
  }
}
