import { propertyNames, propertyOf } from '../effective/effective-children';
import type { JsonObject } from '../model/json-schema';
import { isJsonObject } from '../model/json-value';
import type { Place, Walk } from './places';
import { withProperty } from './value-path';
import type { Boundary, Breach } from './value-rules';

/** The object itself, each optional property absent, and nothing but the required ones. */
export function objectBoundaries(place: Place, { schemas, direction }: Walk): readonly Boundary[] {
  const { effective, value, path, conjunction } = place;
  if (!isJsonObject(value)) return [];
  const whole = effective.typePointer ?? conjunction[0]?.pointer ?? '#';
  const optional = propertyNames(schemas, effective, direction).filter((name) => !effective.required.has(name));
  const found: Boundary[] = [{ label: 'all properties', value, pointer: whole }];
  for (const name of optional) {
    const pointer = propertyOf(schemas, effective, name).conjunction[0]?.pointer ?? whole;
    found.push({ label: 'absent', value: without(value, [name]), pointer, path: [...path, name] });
  }
  if (optional.length > 0) {
    found.push({ label: 'only required properties', value: without(value, optional), pointer: whole });
  }
  return found;
}

function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/** A name that no document gives. */
const SURPLUS = 'surplusProperty';
/** Names that a `propertyNames` schema is likely to forbid. */
const ODD_NAMES = ['', ' ', '!', 'Ä', 'a'.repeat(300)];
/** Objects larger than this prove nothing more and make cases slow. */
const LARGEST = 200;

/** Objects with a property too few, too many, forbidden, or with a name that is not allowed. */
export function objectMutations(place: Place, walk: Walk): readonly Breach[] {
  const { value } = place;
  if (!isJsonObject(value)) return [];
  return [...missing(place, value, walk), ...surplus(place, value, walk), ...counts(place, value)];
}

function missing({ effective }: Place, object: JsonObject, { schemas, direction }: Walk): Breach[] {
  const owned = propertyNames(schemas, effective, direction);
  const required = [...effective.required.keys()].filter((name) => owned.includes(name));
  const partners = effective.parts.flatMap(({ schema }) =>
    Object.entries(schema.dependentRequired ?? {}).flatMap(([name, needed]) =>
      Object.hasOwn(object, name) ? needed : [],
    ),
  );
  const breach =
    (keyword: string) =>
    (name: string): Breach => ({
      keyword,
      label: 'absent',
      value: without(object, [name]),
      property: name,
    });
  return [...required.map(breach('required')), ...partners.map(breach('dependentRequired'))];
}

function surplus({ effective }: Place, object: JsonObject, { schemas }: Walk): Breach[] {
  const forbidden = propertyOf(schemas, effective, SURPLUS).forbidden ?? '';
  const keyword = forbidden.endsWith('/unevaluatedProperties') ? 'unevaluatedProperties' : 'additionalProperties';
  const added: Breach[] = [
    { keyword, label: 'a surplus property', value: withProperty(object, SURPLUS, 'surplus'), property: SURPLUS },
  ];
  const named = effective.parts.some(({ schema }) => schema.propertyNames !== undefined);
  const value = Object.values(object)[0] ?? 'surplus';
  const odd = named ? ODD_NAMES : [];
  return [
    ...added,
    ...odd.map((name) => ({
      keyword: 'propertyNames',
      label: `a property called ${JSON.stringify(name.slice(0, 20))}`,
      value: withProperty(object, name, value),
      property: name,
    })),
  ];
}

function counts({ effective, variants: _, ...place }: Place, object: JsonObject): Breach[] {
  const { minProperties, maxProperties } = effective.limits;
  const breaches: Breach[] = [];
  if (minProperties && minProperties.value > 0) {
    const optional = Object.keys(object).filter((name) => !effective.required.has(name));
    const surplusCount = Object.keys(object).length - minProperties.value + 1;
    const value = optional.slice(-surplusCount).reduce((rest, name) => without(rest, [name]), object);
    breaches.push({ keyword: 'minProperties', label: `${Object.keys(value).length} properties`, value });
  }
  if (maxProperties && maxProperties.value < LARGEST) {
    let value = object;
    const like = Object.values(object).at(-1) ?? String(place.path.at(-1) ?? '');
    for (let index = 1; Object.keys(value).length <= maxProperties.value; index++) {
      value = withProperty(value, `${SURPLUS}${index}`, like);
    }
    breaches.push({ keyword: 'maxProperties', label: `${Object.keys(value).length} properties`, value });
  }
  return breaches;
}
