/** Tags that only form a text, without attributes; and addresses in angle brackets, which Markdown makes links of. */
const HARMLESS =
  /^<(?:\/?(?:b|i|em|strong|u|s|sub|sup|p|br|hr|ul|ol|li|dl|dt|dd|code|pre|kbd|blockquote|h[1-6]|table|thead|tbody|tr|th|td)\s*\/?>|https?:\/\/[^\s<>]*>)/i;

/** A sign that opens a tag, a comment or the like (HTML, section 13.2.5.6). */
const OPENING = /<(?=[a-z/!?])/gi;

/** A space of no width: with it behind the sign no tag begins, in HTML, in Markdown and in their code alike, and it looks the same. */
const NO_TAG = '<\u200b';

/**
 * Copies a document so that no text of it can bring markup into a page that shows its texts as Markdown, but for tags that only form
 * a text. A document may come from anywhere, and whoever reads it on the mock's page is where the mock is controlled.
 *
 * @example withoutMarkup({ description: '<b>Bold</b> <img onerror="…">' }) // { description: '<b>Bold</b> <\u200bimg onerror="…">' }
 */
export function withoutMarkup(value: unknown): unknown {
  if (typeof value === 'string') return asText(value);
  if (Array.isArray(value)) return value.map(withoutMarkup);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutMarkup(member)]));
}

/** Longer than any tag or address that is let through. */
const LONGEST = 2000;

function asText(text: string): string {
  return text.replace(OPENING, (sign, at: number) => {
    const isHarmless = HARMLESS.test(text.slice(at, at + LONGEST));
    return isHarmless ? sign : NO_TAG;
  });
}
