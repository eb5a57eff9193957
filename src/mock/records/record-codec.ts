import {
  documentedIntegers,
  type ExactIntegers,
  joinExact,
  withExactIntegers,
} from '../../json-schema/model/exact-integers';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { ParentLink, Resource } from '../../openapi/model/model';
import { propertiesOf, schemaParts } from '../../openapi/model/schema-facts';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import type { Store, StoredRecord } from '../../store/interface/store';

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
  return link.property ?? `{${link.key ?? link.parameter}}`;
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
  if (resource.alsoFoundBy !== undefined) names.add(resource.alsoFoundBy);
  for (const { property } of resource.list?.filters ?? []) names.add(property);
  for (const { property } of resource.parents) if (property !== undefined) names.add(property);
  const keys = [...names];
  const heldKeys = resource.parents.filter(({ property }) => property === undefined).map(parentKey);
  const uuids = new Set([...properties].filter(([, schema]) => isUuid(schemas, schema)).map(([name]) => name));
  const idIsUuid = uuids.has(resource.idProperty);

  const keyOf = (key: string, value: ParameterValue | undefined): string | undefined =>
    value === undefined ? undefined : spell(value, uuids.has(key));

  return {
    idOf: (value) => {
      const exact = typeof value === 'number' ? documentedIntegers(schemas.document)?.get(value) : undefined;
      return spell(exact ?? value, idIsUuid) ?? '';
    },
    keyOf,
    encode(item, held, given) {
      const exact = joinExact(documentedIntegers(schemas.document), given);
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

/** The parents of a resource's items, as the path of a request says. */
export interface Parents {
  /** The keys of the records that hang on what the path names. */
  keys(path: PathValues): Readonly<Record<string, string>>;
  /** The values of the item's own properties that say what it hangs on. */
  properties(path: PathValues): Readonly<Record<string, JsonValue>>;
  /** The first path value that names nothing; undefined when everything is there. */
  findUnknown(store: Store, path: PathValues): Promise<ParameterValue | undefined>;
  /** Tells whether a record hangs on what the path names. */
  hold(record: StoredRecord, path: PathValues): boolean;
}

/** The path parameters of a request, by name. */
export type PathValues = ReadonlyMap<string, ParameterValue>;

const NOTHING = Object.freeze({});

/**
 * Reads what items hang on (nested collections such as `/customers/{customerId}/notes`).
 *
 * @param codecs - the codec of each resource, by its name
 * @param resources - all resources of the document
 */
export function createParents(
  resource: Resource,
  resources: readonly Resource[],
  codecs: ReadonlyMap<string, RecordCodec>,
): Parents {
  const links = resource.parents;
  const codec = codecs.get(resource.name)!;

  const keys = (path: PathValues): Readonly<Record<string, string>> => {
    if (links.length === 0) return NOTHING;
    return keysOf(links, path, codec);
  };

  return {
    keys,
    properties(path) {
      const values: Record<string, JsonValue> = {};
      for (const link of links) {
        const value = linkValue(link, path);
        if (link.property !== undefined && value !== undefined)
          values[link.property] = typeof value === 'bigint' ? Number(value) : value;
      }
      return values;
    },
    async findUnknown(store, path) {
      for (const [index, link] of links.entries()) {
        const value = linkValue(link, path);
        const parent = resources.find(({ name }) => name === link.resource);
        if (value === undefined || parent === undefined) continue;
        const parentCodec = codecs.get(parent.name)!;
        const record = await store.get(parent.name, parentCodec.idOf(value));
        const outer = parent.parents.flatMap((own, position) => {
          if (own.view === undefined) return position < index ? { ...own, ...places(links[position]!) } : own;
          const around = links.slice(0, index).find((each) => each.resource === own.resource);
          return around?.resource === undefined ? [] : { ...around, property: own.property, key: own.parameter };
        });
        if (record === undefined || !matches(record, keysOf(outer, path, parentCodec))) return value;
      }
      return undefined;
    },
    hold: (record, path) => links.length === 0 || matches(record, keys(path)),
  };
}

function keysOf(links: readonly ParentLink[], path: PathValues, codec: RecordCodec): Record<string, string> {
  const keys: Record<string, string> = {};
  for (const link of links) {
    const key = parentKey(link);
    const value = codec.keyOf(key, linkValue(link, path));
    if (value !== undefined) keys[key] = value;
  }
  return keys;
}

/** The document may spell a parameter differently in the collection's and in the item's path. */
function linkValue({ parameter, itemParameter }: ParentLink, path: PathValues): ParameterValue | undefined {
  return path.get(parameter) ?? (itemParameter === undefined ? undefined : path.get(itemParameter));
}

/** Links the outer parent where the path of the inner resource carries it, too. */
function places({ parameter, itemParameter }: ParentLink): Partial<ParentLink> {
  return itemParameter === undefined ? { itemParameter: parameter } : { itemParameter };
}

function matches(record: StoredRecord, keys: Readonly<Record<string, string>>): boolean {
  for (const key of Object.keys(keys)) if (record.keys[key] !== keys[key]) return false;
  return true;
}
