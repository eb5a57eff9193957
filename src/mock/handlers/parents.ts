import type { JsonValue } from '../../json-schema/json-schema';
import type { ParentLink, Resource } from '../../openapi/model';
import type { ParameterValue } from '../../openapi/parameter-codec';
import type { Store, StoredRecord } from '../../store/store';
import { parentKey, type RecordCodec } from '../records/record-codec';

/** What the items of a resource hang on, as the path of a request says. */
export interface Parents {
  /** The keys of the records that hang on what the path names. */
  keys(path: PathValues): Readonly<Record<string, string>>;
  /** The values of the item's own properties that say what it hangs on. */
  properties(path: PathValues): Readonly<Record<string, JsonValue>>;
  /** The first path value that names nothing; undefined when everything is there. */
  findUnknown(store: Store, path: PathValues): Promise<ParameterValue | undefined>;
  /** Whether a record hangs on what the path names. */
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
        const outer = parent.parents.map((own, position) =>
          position < index ? { ...own, ...places(links[position]!) } : own,
        );
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

/** Where the path of the inner resource carries what the outer one hangs on, too. */
function places({ parameter, itemParameter }: ParentLink): Partial<ParentLink> {
  return itemParameter === undefined ? { itemParameter: parameter } : { itemParameter };
}

function matches(record: StoredRecord, keys: Readonly<Record<string, string>>): boolean {
  for (const key of Object.keys(keys)) if (record.keys[key] !== keys[key]) return false;
  return true;
}
