import type { PathTemplate } from '../model/model';

/**
 * Names resources by the last literal segment of their paths. Where two would be called the same, the segments before
 * it are put in front, as few as tell them apart: `customers.notes`, `orders.notes`.
 *
 * @param places - one for each resource: the template that names it, or the name that the document gives it
 * @returns the names in the same order, each once
 */
export function nameResources(
  places: readonly { readonly template: PathTemplate; readonly name?: string }[],
): string[] {
  const literals = places.map(({ template, name }) => (name === undefined ? literalsOf(template) : [name]));
  const depths = literals.map(() => 1);
  const nameAt = (index: number): string => literals[index]!.slice(-depths[index]!).join('.');
  for (;;) {
    const names = literals.map((_, index) => nameAt(index));
    const clashing = names.flatMap((name, index) => {
      const alone = names.indexOf(name) === index && names.lastIndexOf(name) === index;
      return !alone && depths[index]! < literals[index]!.length ? [index] : [];
    });
    if (clashing.length === 0) return numberRepeats(names);
    for (const index of clashing) depths[index]!++;
  }
}

/** The last literal segment of a template; `''` when it has none. */
export function nounOf(template: PathTemplate): string {
  return literalsOf(template).at(-1) ?? '';
}

function literalsOf(template: PathTemplate): string[] {
  return template.segments.flatMap((segment) =>
    segment.kind === 'literal' && segment.text !== '' ? [segment.text] : [],
  );
}

function numberRepeats(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let count = 2; taken.has(unique); count++) unique = `${name}_${count}`;
    taken.add(unique);
    return unique;
  });
}
