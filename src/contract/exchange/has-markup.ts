const tag =
  /<\/?(?:a|abbr|b|body|br|code|div|em|font|h[1-6]|head|html|i|img|li|ol|p|pre|script|small|span|strong|style|table|td|th|tr|u|ul)(?:\s+[a-z-]+=[^<>]*)?\s*\/?>/i;

/** Whether a text that is meant to be read as it stands carries HTML, such as `<b>`; a program would show the tags. */
export function hasMarkup(text: string): boolean {
  return tag.test(text);
}
