import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { valueAt } from '../../json-schema/model/pointer';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Operation, Parameter, PathEntry, Role } from '../model/model';
import type { FurtherRole, SingletonRole } from '../model/parts';
import { propertiesOf, schemaParts } from '../model/schema-facts';

/**
 * The extensions by which a document corrects what is inferred from its names (OpenAPI 3.1, section 4.9).
 * `docs/extensions.md` describes them for authors.
 */
export interface ResourceOverride {
  /** The resource's name. */
  readonly name?: string;
  /** The property that identifies an item. */
  readonly id?: string;
  /** The envelope's property that holds the items. */
  readonly items?: string;
  /** The envelope's property with the number of matching items. */
  readonly total?: string;
  /** The envelope's property that repeats the applied query. */
  readonly query?: string;
}

/** Every field of the object form of `x-resource`. */
export const resourceFields: readonly (keyof ResourceOverride)[] = ['name', 'id', 'items', 'total', 'query'];

/** The values of `x-paging`. */
export const pagingRoles = ['limit', 'offset', 'page', 'cursor', 'none'] as const;

/**
 * Reads `x-resource` of a path item or an operation: false takes it out of all resources, a text names the resource.
 *
 * @returns undefined when the document says nothing
 */
export function resourceOverride(schemas: Schemas, place: PathEntry | Operation): ResourceOverride | false | undefined {
  const value = extensionAt(schemas, place.pointer, 'x-resource');
  if (value === false) return false;
  if (typeof value === 'string') return { name: value };
  return value === undefined || value === true ? undefined : (value as ResourceOverride);
}

/** Every role that an operation may play, and with that every value of `x-role` besides `none`. */
export const roleNames: readonly (Role | SingletonRole | FurtherRole)[] = [
  ...(['list', 'read', 'create', 'replace', 'update', 'remove'] as const),
  ...(['singletonRead', 'singletonCreate', 'singletonReplace', 'singletonUpdate', 'singletonRemove'] as const),
  ...(['action', 'search', 'count', 'pick', 'content', 'attach', 'bulkCreate', 'bodyReplace', 'bodyUpdate'] as const),
  ...(['collectionReplace', 'collectionUpdate', 'collectionRemove'] as const),
];

/**
 * Reads `x-role` of an operation: the role that it plays, whatever its method and schemas look like; `none` for none.
 *
 * @returns undefined when the document says nothing, or no role that there is
 */
export function roleOverride(schemas: Schemas, operation: Operation): (typeof roleNames)[number] | 'none' | undefined {
  const told = extensionAt(schemas, operation.pointer, 'x-role');
  return told === 'none' ? told : roleNames.find((name) => name === told);
}

/** Reads `x-paging` of a query parameter: what it is for paging; `none` for nothing. */
export function pagingOverride(schemas: Schemas, parameter: Parameter): (typeof pagingRoles)[number] | undefined {
  return extensionAt(schemas, parameter.pointer, 'x-paging') as (typeof pagingRoles)[number] | undefined;
}

/** Reads `x-filter` of a query parameter: the item's property that it filters by, or false when it filters by none. */
export function filterOverride(schemas: Schemas, parameter: Parameter): string | false | undefined {
  return extensionAt(schemas, parameter.pointer, 'x-filter') as string | false | undefined;
}

/** Reads `x-sets` of an operation: the values that it gives to properties of the item below which it stands. */
export function setsOverride(schemas: Schemas, operation: Operation): JsonObject | undefined {
  return extensionAt(schemas, operation.pointer, 'x-sets') as JsonObject | undefined;
}

/** The properties of an item that `x-unique` says no two items may have the same value of. */
export function uniqueProperties(schemas: Schemas, item: LocatedSchema): readonly string[] {
  return [...propertiesOf(schemas, item)].flatMap(([name, schema]) =>
    schemaParts(schemas, schema).some((part) => part.schema['x-unique'] === true) ? [name] : [],
  );
}

function extensionAt({ document }: Schemas, pointer: string, name: string): JsonValue | undefined {
  const nodes = found.get(document) ?? new Map<string, JsonObject>();
  found.set(document, nodes);
  const node = nodes.get(pointer) ?? (valueAt(document, pointer) as JsonObject);
  nodes.set(pointer, node);
  return node[name];
}

/** The places that were looked at: a document has thousands of parameters, and each is asked for several purposes. */
const found = new WeakMap<JsonObject, Map<string, JsonObject>>();
