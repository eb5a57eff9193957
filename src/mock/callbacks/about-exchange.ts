import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { normalizeName, singulars } from '../../openapi/model/names';
import { itemsOf, propertiesOf } from '../../openapi/model/schema-facts';
import type { Subject } from './subject';

/** Levels of objects that are looked into. */
const DEPTH = 3;

/**
 * Puts into a made-up body what the exchange says: properties of the same names, the whole item where a property is described like
 * it, and its id where a property is named after the collection. What the schema does not allow is left out.
 *
 * @param value - the made-up body
 * @example aboutExchange(schemas, schema, { event: 'shipped', orderId: 1 }, { objects: [{ id: 7 }], collections: ['orders'] })
 * // { event: 'shipped', orderId: 7 }
 */
export function aboutExchange(schemas: Schemas, schema: LocatedSchema, value: JsonValue, subject: Subject): JsonValue {
  return fill(schemas, schema, value, subject, DEPTH);
}

function fill(schemas: Schemas, schema: LocatedSchema, value: JsonValue, subject: Subject, depth: number): JsonValue {
  if (depth === 0) return value;
  const items = Array.isArray(value) ? itemsOf(schemas, schema) : undefined;
  if (items !== undefined && Array.isArray(value)) {
    const [first] = value;
    return first === undefined ? value : [fill(schemas, items, first, subject, depth)];
  }
  if (!isJsonObject(value)) return value;
  const validate = schemas.validator(schema, 'response');
  const properties = propertiesOf(schemas, schema);
  // An object that is like the item is filled from the item alone.
  const whole = subject.objects.find((object) => isLike(object, properties));
  const objects = whole === undefined ? subject.objects : [whole];
  // Around the item stand names of the message's own, such as its `id`.
  const isAround = whole === undefined && holdsLike(schemas, properties, subject);
  let filled = value;
  for (const [name, property] of properties) {
    const candidates = [
      ...(isAround ? [] : objects.flatMap((object) => memberOf(object, name))),
      ...(whole === undefined ? idsOf(name, subject) : []),
      ...(filled[name] === undefined ? [] : [fill(schemas, property, filled[name], subject, depth - 1)]),
    ];
    for (const candidate of candidates) {
      const attempt = { ...filled, [name]: candidate };
      if (validate(attempt).length > 0) continue;
      filled = attempt;
      break;
    }
  }
  return filled;
}

/** True when most of what a schema names is there. */
function isLike(object: JsonObject, properties: ReadonlyMap<string, LocatedSchema>): boolean {
  const shared = [...properties.keys()].filter((name) => Object.hasOwn(object, name)).length;
  return shared > 1 && shared * 2 >= properties.size;
}

/** True when one of an object's properties is described like what the message is about. */
function holdsLike(schemas: Schemas, properties: ReadonlyMap<string, LocatedSchema>, { objects }: Subject): boolean {
  return [...properties.values()].some((property) => {
    const own = propertiesOf(schemas, itemsOf(schemas, property) ?? property);
    return own.size > 0 && objects.some((object) => isLike(object, own));
  });
}

function memberOf(object: JsonObject, name: string): JsonValue[] {
  if (Object.hasOwn(object, name)) return [object[name]!];
  const wanted = normalizeName(name);
  const spelling = Object.keys(object).find((each) => normalizeName(each) === wanted);
  return spelling === undefined ? [] : [object[spelling]!];
}

/** The id of the nearest object, where the name is that of the collection's item and `id`. */
function idsOf(name: string, { objects, collections }: Subject): JsonValue[] {
  const wanted = normalizeName(name);
  const isId = collections.some((each) => singulars(normalizeName(each)).some((noun) => wanted === `${noun}id`));
  return isId ? objects.flatMap((object) => memberOf(object, 'id')).slice(0, 1) : [];
}
