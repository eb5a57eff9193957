/**
 * Percent-decodes a text as UTF-8 (RFC 3986, section 2.1). A plus sign stays one.
 *
 * @returns undefined when an escape is broken or the bytes are not UTF-8
 * @example decodePercent('caf%C3%A9') // 'café'
 */
export function decodePercent(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
