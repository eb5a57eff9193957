import { discriminatorOf } from '../../json-schema/model/discriminator';
import type { JsonSchema, JsonType, JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';

type Branching = 'allOf' | 'oneOf' | 'anyOf';

const ANY_BRANCH: readonly Branching[] = ['allOf', 'oneOf', 'anyOf'];

/**
 * The schemas that a value of a schema may have to satisfy: the schema itself, what it refers to, and the branches of
 * `allOf`, `oneOf` and `anyOf`, and the schemas that extend a base with a discriminator, each once, the outermost first.
 *
 * @param keywords - `['allOf']` for those only that every value must satisfy
 */
export function schemaParts(schemas: Schemas, schema: LocatedSchema, keywords = ANY_BRANCH): readonly LocatedSchema[] {
  const known = keywords === ANY_BRANCH ? knownParts.get(schema) : undefined;
  if (known !== undefined) return known;
  const parts = new Map<string, LocatedSchema>();
  const add = (part: LocatedSchema | undefined): void => {
    if (part === undefined || parts.has(part.pointer)) return;
    parts.set(part.pointer, part);
    if (part.schema.$ref !== undefined) add(schemas.at(part.schema.$ref));
    for (const keyword of keywords) {
      for (const index of (part.schema[keyword] ?? []).keys()) add(schemas.below(part, keyword, String(index)));
    }
    if (keywords === ANY_BRANCH) for (const child of extendingSchemas(schemas, part)) add(child);
  };
  add(schema);
  const found = [...parts.values()];
  if (keywords === ANY_BRANCH) knownParts.set(schema, found);
  return found;
}

/** The schemas that extend a base by `allOf`, where its discriminator chooses among them. */
function extendingSchemas(schemas: Schemas, base: LocatedSchema): LocatedSchema[] {
  const discriminator = discriminatorOf(schemas, base);
  if (!discriminator?.isBase) return [];
  return [...discriminator.targets.values()].map((target) => schemas.at(target));
}

// A located schema never changes, so what it consists of is looked up once.
const knownParts = new WeakMap<LocatedSchema, readonly LocatedSchema[]>();

/** The properties that a schema names, by name, whichever branch names them. */
export function propertiesOf(schemas: Schemas, schema: LocatedSchema): ReadonlyMap<string, LocatedSchema> {
  const known = knownProperties.get(schema);
  if (known !== undefined) return known;
  const properties = new Map<string, LocatedSchema>();
  for (const part of schemaParts(schemas, schema)) {
    for (const name of Object.keys(part.schema.properties ?? {})) {
      const property = schemas.below(part, 'properties', name);
      if (property !== undefined && !properties.has(name)) properties.set(name, property);
    }
  }
  knownProperties.set(schema, properties);
  return properties;
}

const knownProperties = new WeakMap<LocatedSchema, ReadonlyMap<string, LocatedSchema>>();

/** The names that a schema requires, whichever branch requires them. */
export function requiredOf(schemas: Schemas, schema: LocatedSchema): Set<string> {
  return new Set(schemaParts(schemas, schema).flatMap((part) => part.schema.required ?? []));
}

/** The schema of an array's items; undefined when it says nothing about them. */
export function itemsOf(schemas: Schemas, schema: LocatedSchema): LocatedSchema | undefined {
  for (const part of schemaParts(schemas, schema)) {
    const items = schemas.below(part, 'items');
    if (items !== undefined) return items;
  }
  return undefined;
}

/** The JSON types that a schema speaks of, `null` left out; empty when it does not say. */
export function typesOf(schemas: Schemas, schema: LocatedSchema): Set<JsonType> {
  const types = new Set<JsonType>();
  for (const { schema: part } of schemaParts(schemas, schema)) for (const type of ownTypes(part)) types.add(type);
  types.delete('null');
  return types;
}

/** True when every value of the schema is text, a number or a boolean (or null). */
export function isScalar(schemas: Schemas, schema: LocatedSchema): boolean {
  const types = typesOf(schemas, schema);
  return types.size > 0 && !types.has('object') && !types.has('array');
}

/** True for the schema of an object. */
export function isObjectSchema(schemas: Schemas, schema: LocatedSchema): boolean {
  const types = typesOf(schemas, schema);
  return types.size === 1 && types.has('object');
}

/** True when a value can be of both schemas as far as their types tell; an integer is a number, too. */
export function sharesType(schemas: Schemas, one: LocatedSchema, other: LocatedSchema): boolean {
  const [left, right] = [typesOf(schemas, one), typesOf(schemas, other)];
  if (left.has('integer')) left.add('number');
  if (right.has('integer')) right.add('number');
  return [...left].some((type) => right.has(type));
}

function ownTypes(schema: JsonSchema): readonly JsonType[] {
  if (schema.type !== undefined) return Array.isArray(schema.type) ? schema.type : [schema.type];
  if (schema.const !== undefined) return [typeOf(schema.const)];
  if (schema.enum !== undefined) return schema.enum.map(typeOf);
  if (schema.properties !== undefined) return ['object'];
  return schema.items === undefined ? [] : ['array'];
}

function typeOf(value: JsonValue): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'boolean' | 'number' | 'string' | 'object';
}
