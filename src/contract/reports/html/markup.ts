/** Markup that may be put into a page as it is. Everything else is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | undefined | readonly Part[];

/**
 * Writes markup in which every value is escaped, unless it is markup itself: nothing that a target says can become markup.
 *
 * @example html`<b title="${title}">${name}</b>`.text
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((text, string, index) => text + written(parts[index - 1]) + string));
}

function written(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(written).join('');
  return escapeXml(String(part));
}

/**
 * Escapes a text for XML, for content and for attributes in double quotes. What XML 1.0 (section 2.2) cannot carry at all,
 * such as most control characters and lone surrogates, becomes a replacement character.
 */
export function escapeXml(text: string): string {
  return text.replace(IMPOSSIBLE, '\ufffd').replace(/[&<>"'\t\n\r]/g, (character) => ENTITIES[character] ?? character);
}

// Control characters but for white space, lone surrogates and two that are no characters.
const IMPOSSIBLE = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;
// Line breaks of an attribute would become spaces.
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
