import { normalizeName } from '../model/names';

/** A property to sort by: `-created`, `+created`, `created:desc`, `created desc`, `created_desc`. */
const SORTING = /^([+-]?)(.*?)(?:([:. |_]|(?<=[a-z])(?=[AD]))(asc|desc|ascending|descending))?$/i;

/**
 * Reads one value of a parameter that sorts.
 *
 * @param names - the properties that are meant
 * @returns undefined when it names none of them
 * @example readSorting('-created', ['created']) // ['created', -1]
 */
export function readSorting(
  text: string,
  names: Iterable<string>,
): readonly [property: string, sign: 1 | -1] | undefined {
  const [, minus = '', name = '', , down = ''] = SORTING.exec(text.trim()) ?? [];
  const property = [...names].find((each) => each === name || normalizeName(each) === normalizeName(name));
  return property === undefined ? undefined : [property, minus === '-' || isDownwards(down) ? -1 : 1];
}

/** Tells whether a value of a parameter that says the direction turns it around. */
export function isDownwards(direction: string): boolean {
  return /^(?:desc|-)/i.test(direction);
}
