import { escapeXml } from './escape-xml';

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
