import { longestArray } from '../effective/effective-array';
import type { JsonValue } from '../model/json-schema';
import { arrayOf } from './array-boundaries';
import type { Breach } from './mutation-rule';
import type { Place, Walk } from './places';

/** Arrays longer than this prove nothing more and make cases slow. */
const LONGEST = 1000;

/** Arrays with an item too few, too many, or twice. */
export function arrayMutations(place: Place, walk: Walk): readonly Breach[] {
  const { effective, value } = place;
  if (!Array.isArray(value)) return [];
  const breaches: Breach[] = [];
  const least = effective.limits.minItems?.value ?? 0;
  const longest = longestArray(effective);

  const short = least > 0 ? arrayOf(place, walk, least - 1) : undefined;
  if (short) breaches.push({ keyword: 'minItems', label: counted(short), value: short });
  const long = longest.value <= LONGEST ? arrayOf(place, walk, longest.value + 1) : undefined;
  if (long) {
    const keyword = longest.pointer?.endsWith('/items') ? 'items' : 'maxItems';
    breaches.push({ keyword, label: counted(long), value: long });
  }
  const twice = effective.unique === undefined ? undefined : repeated(place, walk, least, longest.value);
  if (twice) breaches.push({ keyword: 'uniqueItems', label: 'the same item twice', value: twice });
  return breaches;
}

/** An array of an allowed length, at least two, whose last item repeats the first. */
function repeated(place: Place, walk: Walk, least: number, most: number): JsonValue[] | undefined {
  const length = Math.max(2, least);
  const items = length > most ? undefined : arrayOf(place, walk, length - 1);
  return items && [...items, structuredClone(items[0]!)];
}

function counted({ length }: readonly JsonValue[]): string {
  return `${length} ${length === 1 ? 'item' : 'items'}`;
}
