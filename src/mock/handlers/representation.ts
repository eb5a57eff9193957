import { exactIntegers, withExactIntegers } from '../../json-schema/model/exact-integers';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { Resource } from '../../openapi/model/model';
import { propertiesOf, requiredOf } from '../../openapi/model/schema-facts';
import type { MockContext } from './handler';
import type { PropertyShape } from './shape';

/** Writes an item, given as the JSON text that the store remembers, as the body that an operation promises. */
export type Representation = (json: string) => string;

/**
 * Creates the writer of an operation's answers about one item. Where the operation answers what the resource's schema says
 * (the usual case), the text is passed on as it is; where it wraps it (`{ data: item }`), the text is put inside; where it
 * answers something else (a summary), what both have in common is kept and the rest is the default, null or a sample.
 *
 * @param schema - the schema of the operation's answer, or of one item of it; undefined when the document gives none
 * @param told - the property that wraps the item, where the document's model says it
 */
export function createRepresentation(
  { spec, shapes, sample, values }: Pick<MockContext, 'spec' | 'shapes' | 'sample' | 'values'>,
  resource: Pick<Resource, 'schema' | 'idProperty'>,
  schema: LocatedSchema | undefined,
  told?: string,
): Representation {
  const { schemas } = spec;
  if (schema === undefined || isAlike(schema, resource.schema)) return (json) => json;
  const properties = propertiesOf(schemas, schema);
  const wrapper = told ?? [...properties].find(([, property]) => isAlike(property, resource.schema))?.[0];
  if (wrapper !== undefined) {
    const inner = createRepresentation({ spec, shapes, sample, values }, resource, properties.get(wrapper));
    const required = requiredOf(schemas, schema);
    const others = [...properties].filter(([name]) => name !== wrapper && required.has(name));
    const rest = others
      .map(([name, property]) => `,${JSON.stringify(name)}:${JSON.stringify(sample(property))}`)
      .join('');
    return (json) => `{${JSON.stringify(wrapper)}:${inner(json)}${rest}}`;
  }
  const shape = shapes.of(schema, 'response');
  const { idProperty } = resource;
  // What is made up goes by the id, so that one item looks like no other.
  const fillIn =
    (id: string) =>
    ({ default: fallback, nullable, required, schema: own }: PropertyShape): JsonValue | undefined =>
      fallback ?? (nullable ? null : required ? values.vary(own, id) : undefined);
  const validate = schemas.validator(schema, 'response');
  const isValid = (value: JsonValue): boolean => validate(value).length === 0;
  return (json) => {
    const item: JsonObject = JSON.parse(json);
    const id = String(item[idProperty]);
    const value = shapes.project(item, shape, fillIn(id));
    if (isJsonObject(value) && isValid(value)) return withExactIntegers(JSON.stringify(value), exactIntegers(json));
    const spare = values.vary(schema, id);
    if (!isJsonObject(spare)) return JSON.stringify(spare);
    // As much of the item as is valid: all that both have, else its id alone.
    const identified = properties.has(idProperty) ? { ...spare, [idProperty]: item[idProperty]! } : spare;
    const merged = isJsonObject(value) ? { ...identified, ...value } : identified;
    return JSON.stringify([merged, repaired(merged, spare), identified, spare].find(isValid) ?? identified);
  };

  /** The values at fault are taken from a valid item. */
  function repaired(merged: JsonObject, spare: JsonObject): JsonObject {
    const result = { ...merged };
    for (const { path } of validate(merged)) {
      const name = String(path[0]);
      if (spare[name] === undefined) delete result[name];
      else result[name] = spare[name];
    }
    return result;
  }
}

/** The same schema, or one that is written twice. */
function isAlike(one: LocatedSchema, other: LocatedSchema): boolean {
  return one.pointer === other.pointer || JSON.stringify(one.schema) === JSON.stringify(other.schema);
}
