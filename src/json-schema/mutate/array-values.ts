import { itemAt, longestArray } from '../effective/effective-children';
import type { JsonValue } from '../model/json-schema';
import { canonicalText } from '../model/json-value';
import type { Place, Walk } from './places';
import type { Boundary, Breach } from './value-rules';

/** Arrays longer than this prove nothing more and make cases slow. */
const LONGEST = 1000;

/** Empty, shortest, one more, one less, and longest arrays. */
export function arrayBoundaries(place: Place, walk: Walk): readonly Boundary[] {
  const { effective, value, conjunction } = place;
  if (!Array.isArray(value)) return [];
  const { minItems } = effective.limits;
  const least = minItems?.value ?? 0;
  const longest = longestArray(effective);
  const pointerBelow = minItems?.pointer ?? effective.typePointer ?? conjunction[0]?.pointer ?? '#';
  const lengths = new Map<number, string>([
    [least, pointerBelow],
    [least + 1, pointerBelow],
  ]);
  if (longest.value <= LONGEST) {
    if (longest.value - 1 > least) lengths.set(longest.value - 1, longest.pointer ?? pointerBelow);
    if (longest.value >= least) lengths.set(longest.value, longest.pointer ?? pointerBelow);
  }
  return [...lengths].flatMap(([length, pointer]) => {
    const items = arrayOf(place, walk, length);
    return items ? [{ label: length === 1 ? '1 item' : `${length} items`, value: items, pointer }] : [];
  });
}

/**
 * An array of a wanted length that starts with the items of the place, each further item different from those before.
 *
 * @returns undefined when so many different items cannot be made
 */
function arrayOf(place: Place, { schemas, sampleFor }: Walk, length: number): JsonValue[] | undefined {
  const items = (place.value as JsonValue[]).slice(0, length);
  const seen = new Set(items.map(canonicalText));
  for (let salt = 0; items.length < length; salt++) {
    if (salt > length * 3 + 20) return undefined;
    const item = sampleFor(
      itemAt(schemas, place.effective, items.length),
      [...place.path, items.length],
      `item ${salt}`,
    );
    if (item === undefined) return undefined;
    const text = canonicalText(item);
    if (place.effective.unique !== undefined && seen.has(text)) continue;
    seen.add(text);
    items.push(item);
  }
  return items;
}

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
