/**
 * Finds the name that was probably meant: the one with the fewest edits (insert, delete, replace, swap of neighbours), if
 * these are at most a third of its length, or the only one that begins with what was typed.
 *
 * @param typed - what was typed
 * @param names - what there is
 * @returns the nearest name, or undefined when none is near
 * @example nearest('serv', ['serve', 'verify']) // 'serve'
 */
export function nearest(typed: string, names: readonly string[]): string | undefined {
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

/** Optimal string alignment distance. */
function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let edits = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) edits = Math.min(edits, beforeLast[column - 2]! + 1);
      current.push(edits);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length]!;
}
