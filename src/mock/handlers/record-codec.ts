import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { ParentLink, Resource } from '../../openapi/model/model';
import { propertiesOf, schemaParts } from '../../openapi/model/schema-facts';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import type { StoredRecord } from '../../store/interface/store';
import { type ExactIntegers, withExactIntegers } from '../bodies/exact-integers';

/** Translates between items of a resource and what the store remembers of them. */
export interface RecordCodec {
  /** The id of an item as the store spells it. */
  idOf(value: ParameterValue): string;
  /** The value of a key as the store spells it; undefined for null, absent and structured values. */
  keyOf(key: string, value: ParameterValue | undefined): string | undefined;
  /**
   * @param item - the whole item
   * @param held - keys whose values the item itself does not hold (what its path says) are taken from here
   * @param exact - the integers of the item that a number cannot hold
   */
  encode(item: JsonObject, held?: Readonly<Record<string, string>>, exact?: ExactIntegers): StoredRecord;
}

/** The key under which the store remembers what an item hangs on; cannot collide with a property of the item. */
export function parentKey(link: ParentLink): string {
  return link.property ?? `{${link.parameter}}`;
}

/**
 * Creates the codec of a resource. The keys of a record are the properties that lists filter by and those that say what
 * it hangs on. UUIDs compare without regard to case (RFC 9562, section 4), so they are remembered in lower case.
 *
 * @param more - further properties that records are to be found by
 */
export function createRecordCodec(schemas: Schemas, resource: Resource, more: readonly string[] = []): RecordCodec {
  const properties = propertiesOf(schemas, resource.schema);
  const names = new Set(more);
  for (const { property } of resource.list?.filters ?? []) names.add(property);
  for (const { property } of resource.parents) if (property !== undefined) names.add(property);
  const keys = [...names];
  const heldKeys = resource.parents.filter(({ property }) => property === undefined).map(parentKey);
  const uuids = new Set([...properties].filter(([, schema]) => isUuid(schemas, schema)).map(([name]) => name));
  const idIsUuid = uuids.has(resource.idProperty);

  const keyOf = (key: string, value: ParameterValue | undefined): string | undefined =>
    value === undefined ? undefined : spell(value, uuids.has(key));

  return {
    idOf: (value) => spell(value, idIsUuid) ?? '',
    keyOf,
    encode(item, held, exact) {
      const told = (value: JsonValue | undefined) => (typeof value === 'number' && exact?.get(value)) || value;
      const values: Record<string, string> = {};
      for (const key of heldKeys) if (held?.[key] !== undefined) values[key] = held[key];
      for (const key of keys) {
        const value = keyOf(key, told(item[key]));
        if (value !== undefined) values[key] = value;
      }
      const id = spell(told(item[resource.idProperty]) ?? null, idIsUuid) ?? '';
      return { id, json: withExactIntegers(JSON.stringify(item), exact), keys: values };
    },
  };
}

function spell(value: ParameterValue, isUuid: boolean): string | undefined {
  if (typeof value === 'string') return isUuid ? value.toLowerCase() : value;
  return value === null || typeof value === 'object' ? undefined : String(value);
}

function isUuid(schemas: Schemas, schema: LocatedSchema): boolean {
  return schemaParts(schemas, schema).some((part) => part.schema.format === 'uuid');
}
