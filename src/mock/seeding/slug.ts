const spelledOut: readonly (readonly [RegExp, string])[] = [
  [/ß/g, 'ss'],
  [/[øØ]/g, 'o'],
  [/[æÆ]/g, 'ae'],
  [/[œŒ]/g, 'oe'],
  [/[łŁ]/g, 'l'],
  [/[đĐ]/g, 'd'],
];

/**
 * Spells a text with lower-case ASCII letters, digits and single hyphens, as host names and mailboxes do.
 *
 * @example slugOf("Café d'Été & Zonen") // 'cafe-d-ete-zonen'
 */
export function slugOf(text: string): string {
  let ascii = text;
  for (const [letter, spelling] of spelledOut) ascii = ascii.replace(letter, spelling);
  return ascii
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
