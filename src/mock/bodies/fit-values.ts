import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';

/** Makes what a client sent fit what an item carries. */
export type FitValues = (sent: JsonObject) => JsonObject;

/**
 * Creates the function that fits what clients send into an item, where the document describes a property differently in a
 * request and in an item (a milestone is sent by its number and carried as an object): a value that an item cannot carry is
 * carried as text where that can be, and else left for the server to make.
 *
 * @param taken - the properties of the request, by name
 * @param carried - the properties of the item, by name
 */
export function createFitValues(
  schemas: Schemas,
  taken: ReadonlyMap<string, LocatedSchema>,
  carried: ReadonlyMap<string, LocatedSchema>,
): FitValues {
  const differing = [...carried].filter(
    ([name, { pointer }]) => taken.has(name) && taken.get(name)!.pointer !== pointer,
  );
  if (differing.length === 0) return (sent) => sent;
  const checks = new Map(differing.map(([name, schema]) => [name, schemas.validator(schema, 'response')]));
  const fitted = (name: string, value: JsonValue): JsonValue | undefined => {
    const check = checks.get(name);
    if (check === undefined || check(value).length === 0) return value;
    return typeof value !== 'object' && check(String(value)).length === 0 ? String(value) : undefined;
  };
  return (sent) => {
    const fitting: JsonObject = {};
    for (const [name, value] of Object.entries(sent)) {
      const carriable = fitted(name, value);
      if (carriable !== undefined) fitting[name] = carriable;
    }
    return fitting;
  };
}
