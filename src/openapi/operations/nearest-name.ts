import { distance } from 'fastest-levenshtein';

/**
 * Finds the name that was probably meant: the one with the fewest edits (insert, delete, replace, swap of neighbours), if
 * these are at most a third of its length, or the only one that begins with what was typed.
 *
 * @param typed - what was typed
 * @param names - what there is
 * @returns the nearest name, or undefined when none is near
 * @example nearestName('serv', ['serve', 'verify']) // 'serve'
 */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const beginning = names.filter((name) => typed.replace(/^-+/, '') !== '' && name.startsWith(typed));
  if (beginning.length === 1) return beginning[0];
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const edits = editDistance(typed, name);
    if (edits < fewest && edits <= Math.max(1, Math.floor(name.length / 3))) {
      best = name;
      fewest = edits;
    }
  }
  return best;
}

/**
 * The number of edits that make one text the other: insert, delete or replace a character, or swap two neighbours once.
 *
 * @example editDistance('sevre', 'serve') // 1
 */
function editDistance(left: string, right: string): number {
  const edits = distance(left, right);
  // A swap looks like two replacements at least, to those who do not count it.
  if (edits < 2) return edits;
  const swapped = Array.from({ length: Math.max(0, left.length - 1) }, (_, at) =>
    distance(left.slice(0, at) + left[at + 1] + left[at] + left.slice(at + 2), right),
  );
  return Math.min(edits, 1 + Math.min(...swapped));
}
