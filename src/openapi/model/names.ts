/**
 * A name without case and punctuation, so that spellings compare: `page_size`, `pageSize` and `page[size]` are alike.
 *
 * @example normalizeName('X-Total-Count') // 'xtotalcount'
 */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** An ordered list of names that mean the same; the earlier, the surer. Names are written normalised. */
export type NameTable = readonly string[];

/**
 * Finds what comes first in a table of names.
 *
 * @param things - what to choose from
 * @param nameOf - the name of one thing
 * @returns undefined when none is in the table
 */
export function firstNamed<T>(table: NameTable, things: Iterable<T>, nameOf: (thing: T) => string): T | undefined {
  let best: T | undefined;
  let bestRank = table.length;
  for (const thing of things) {
    const rank = table.indexOf(normalizeName(nameOf(thing)));
    if (rank === -1 || rank >= bestRank) continue;
    best = thing;
    bestRank = rank;
  }
  return best;
}

/**
 * English singulars that a plural may have, the plural itself last: `companies` gives `company`, `boxes` gives `box` and
 * `boxe`. Good enough to compare names with, not to show.
 */
export function singulars(plural: string): string[] {
  const forms = [plural];
  if (/s$/i.test(plural) && !/ss$/i.test(plural)) forms.unshift(plural.slice(0, -1));
  if (/(?:s|x|z|ch|sh|o)es$/i.test(plural)) forms.unshift(plural.slice(0, -2));
  if (/ies$/i.test(plural)) forms.unshift(`${plural.slice(0, -3)}y`);
  if (/people$/i.test(plural)) forms.unshift(plural.replace(/people$/i, 'person'));
  if (/children$/i.test(plural)) forms.unshift(plural.replace(/ren$/i, ''));
  return forms;
}
