const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

export function utf8Of(bytes: string | Uint8Array): string {
  return typeof bytes === 'string' ? bytes : lenient.decode(bytes);
}

export function strictUtf8Of(bytes: Uint8Array): string {
  return strict.decode(bytes);
}

/** The most arguments of a call at once. */
const MOST = 32_768;

export function latin1Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += MOST) text += String.fromCharCode(...bytes.subarray(at, at + MOST));
  return text;
}

export function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? encoder.encode(content) : Uint8Array.from(content);
}

export function byteLengthOf(text: string): number {
  return bytesOf(text).length;
}

export function base64Of(bytes: Uint8Array): string {
  return btoa(latin1Of(bytes));
}

export function bytesOfBase64(text: string): Uint8Array {
  const digits = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  // A single digit at the end is less than a byte.
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  return Uint8Array.from(atob(whole), (character) => character.charCodeAt(0));
}
