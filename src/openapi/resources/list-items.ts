import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Operation } from '../model/model';
import { firstNamed, type NameTable, normalizeName, singulars } from '../model/names';
import { isObjectSchema, itemsOf, propertiesOf, typesOf } from '../model/schema-facts';
import { successBody } from '../operations/success';
import type { ResourceOverride } from './extensions';

const itemsNames: NameTable = [
  ...['result', 'results', 'items', 'data', 'records', 'entries', 'content', 'elements', 'values', 'value', 'list'],
  ...['rows', 'hits', 'objects', 'documents', 'resources', 'collection', 'members', 'nodes', 'page'],
];

/** The items that a list operation answers. */
export interface ListItems {
  /** What the list carries for one item. */
  readonly schema: LocatedSchema;
  /** The envelope's property that holds the items; undefined when the list is a bare array. */
  readonly property?: string;
  /** The property around that one, where the items stand one level deeper. */
  readonly within?: string;
}

/**
 * Finds the items in what a list operation answers: a bare array of objects, or the array property of an envelope that is
 * named by `x-resource`, that holds what the resource carries, that is named after the collection or by a table of names,
 * or that is the only one. Where the envelope has no such property, an object in it may (`data: { items: [] }`).
 *
 * @param noun - the last literal segment of the collection's path
 * @param item - what reading one item answers, where that is known
 * @returns undefined when the answer is no list of objects
 */
export function findListItems(
  schemas: Schemas,
  operation: Operation,
  noun: string,
  item: LocatedSchema | undefined,
  override: ResourceOverride,
): ListItems | undefined {
  const body = successBody(operation);
  if (body === undefined) return undefined;
  const bare = objectItems(schemas, body);
  if (bare !== undefined) return { schema: bare };
  const choose = (arrays: readonly FoundItems[]): FoundItems | undefined => {
    if (override.items !== undefined) return arrays.find(({ property }) => property === override.items);
    const same = arrays.filter(({ schema }) => schema.pointer === item?.pointer);
    if (same.length === 1) return same[0];
    const own = singulars(normalizeName(noun));
    const named = firstNamed([...own, ...itemsNames], arrays, ({ property }) => property);
    return named ?? (arrays.length === 1 ? arrays[0] : undefined);
  };
  const outer = arraysIn(schemas, body);
  if (outer.length > 0) return choose(outer);
  const inner = [...propertiesOf(schemas, body)].flatMap(([within, schema]) =>
    isObjectSchema(schemas, schema) ? arraysIn(schemas, schema).map((found) => ({ ...found, within })) : [],
  );
  return choose(inner);
}

type FoundItems = ListItems & { readonly property: string };

function arraysIn(schemas: Schemas, envelope: LocatedSchema): FoundItems[] {
  return [...propertiesOf(schemas, envelope)].flatMap(([property, schema]) => {
    const items = objectItems(schemas, schema);
    return items === undefined ? [] : [{ property, schema: items }];
  });
}

function objectItems(schemas: Schemas, schema: LocatedSchema): LocatedSchema | undefined {
  if (!typesOf(schemas, schema).has('array')) return undefined;
  const items = itemsOf(schemas, schema);
  return items !== undefined && isObjectSchema(schemas, items) ? items : undefined;
}
