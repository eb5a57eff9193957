import { propertyNames, propertyOf } from '../effective/effective-object';
import type { JsonObject } from '../model/json-schema';
import { isJsonObject } from '../model/json-type';
import type { Boundary } from './boundary-rule';
import type { Place, Walk } from './places';

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
