import { formatPropertyPath } from '../model/pointer';
import { createRandom } from '../model/random';
import type { Direction, LocatedSchema, Schemas } from '../model/schemas';
import { sample } from '../sample/sample';
import { arrayBoundaries } from './array-values';
import { choiceBoundaries } from './choice-values';
import { numberBoundaries } from './number-values';
import { objectBoundaries } from './object-values';
import { createChoice, type Place, placesOf, startWalk } from './places';
import { textBoundaries } from './text-values';
import { replaceAt } from './value-path';
import type { BoundaryRule, LabelledValue } from './value-rules';

/** One rule for each family of keywords. */
const RULES: readonly BoundaryRule[] = [
  choiceBoundaries,
  textBoundaries,
  numberBoundaries,
  arrayBoundaries,
  objectBoundaries,
];

/**
 * Lists valid values at and around every boundary of a schema, inside objects and arrays too: shortest and longest texts in
 * characters of one to four bytes, unusual forms of formats, smallest and largest numbers, every enum value, null, absent
 * properties, empty and full arrays. The validator confirms each; no value is listed twice.
 *
 * @throws SampleError when the schema has no valid value to start from
 * @example boundaryValues(schemas, schemas.at('#/components/schemas/Note'), 'request').map(({ label }) => label)
 */
export function boundaryValues(
  schemas: Schemas,
  schema: LocatedSchema,
  direction: Direction,
): readonly LabelledValue[] {
  const known = knownValues[direction].get(schema) ?? findValues(schemas, schema, direction);
  knownValues[direction].set(schema, known);
  return known;
}

// Several kinds of cases ask for the same ones, and a large schema takes a second.
const knownValues: Readonly<Record<Direction, WeakMap<LocatedSchema, readonly LabelledValue[]>>> = {
  request: new WeakMap(),
  response: new WeakMap(),
};

function findValues(schemas: Schemas, schema: LocatedSchema, direction: Direction): readonly LabelledValue[] {
  const base = sample(schemas, schema, {
    direction,
    optional: 'all',
    randomAt: (path) => createRandom('boundaries', formatPropertyPath(path)),
  });
  const walk = startWalk(schemas, schema, direction);
  const found: LabelledValue[] = [];
  const seen = new Set<string>();
  const choose = createChoice();
  const add = (place: Place, index: number): void => {
    const boundaries = RULES.flatMap((rule) => rule(place, walk));
    const chosen = choose(index, boundaries, ({ pointer, path }) => `${pointer} ${path?.at(-1)}`);
    for (const { label, value, pointer, path = place.path } of chosen) {
      const whole = value === undefined ? place.root : replaceAt(place.root, place.path, value);
      const text = JSON.stringify(whole);
      if (seen.has(text) || !walk.isValid(whole)) continue;
      seen.add(text);
      found.push({ path, label, value: whole, pointer });
    }
  };
  placesOf(walk, schema, base).forEach(add);
  return found;
}
