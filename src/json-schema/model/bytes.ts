import { isAscii } from 'node:buffer';

/** The text that bytes hold in UTF-8; a text is given back as it is. */
export function utf8Of(bytes: string | Uint8Array): string {
  return typeof bytes === 'string' ? bytes : view(bytes).toString('utf8');
}

const strict = new TextDecoder('utf-8', { fatal: true });

/**
 * The text that bytes hold in UTF-8.
 *
 * @throws TypeError when they are no UTF-8
 */
export function strictUtf8Of(bytes: Uint8Array): string {
  // ASCII is the usual case and needs no decoder.
  return isAscii(bytes) ? latin1Of(bytes) : strict.decode(bytes);
}

/** A text of one character for each byte. */
export function latin1Of(bytes: Uint8Array): string {
  return view(bytes).toString('latin1');
}

/** The bytes of a text in UTF-8, or a copy of bytes. */
export function bytesOf(content: string | Uint8Array): Uint8Array {
  return Buffer.from(content);
}

/** The number of bytes of a text in UTF-8. */
export function byteLengthOf(text: string): number {
  return Buffer.byteLength(text);
}

/** Bytes in Base64 (RFC 4648, section 4). */
export function base64Of(bytes: Uint8Array): string {
  return view(bytes).toString('base64');
}

/** The bytes that a text holds in Base64, whichever of its alphabets; characters of neither are passed over. */
export function bytesOfBase64(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}

function view({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}
