/** Takes something out of a text. */
export type Hide = (text: string) => string;

/** The text in place of a secret. */
export const MASK = '***';

/**
 * The shortest value, in characters, that is looked for in texts. Shorter ones are no secrets that anybody should have, and stand
 * in words that are none.
 */
const SHORTEST_SECRET = 8;

/**
 * Creates the function that takes values out of texts wherever they stand, also as they are written in a URL, in a form and in JSON.
 *
 * @param values - secrets; those shorter than {@link SHORTEST_SECRET} are passed over
 * @example createHide(['s3cret-value'])('The secret s3cret-value is wrong.') // 'The secret *** is wrong.'
 */
export function createHide(values: Iterable<string>): Hide {
  const spellings = new Set<string>();
  for (const value of values)
    if (value.length >= SHORTEST_SECRET) for (const each of spellingsOf(value)) spellings.add(each);
  if (spellings.size === 0) return (text) => text;
  // One secret may be the beginning of another.
  const longestFirst = [...spellings].sort((a, b) => b.length - a.length);
  return (text) =>
    longestFirst.reduce((shown, value) => (shown.includes(value) ? shown.replaceAll(value, MASK) : shown), text);
}

function spellingsOf(value: string): string[] {
  const inForm = new URLSearchParams({ '': value }).toString().slice(1);
  const inUrl = inForm.replaceAll('+', '%20');
  return [value, inForm, inUrl, JSON.stringify(value).slice(1, -1)];
}
