import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Filter, ListShape, Operation, Paging, Parameter } from '../model/model';
import { firstNamed, type NameTable, normalizeName, singulars } from '../model/names';
import {
  isObjectSchema,
  isScalar,
  itemsOf,
  propertiesOf,
  schemaParts,
  sharesType,
  typesOf,
} from '../model/schema-facts';
import { successBody, successResponse } from '../operations/responses';
import { inferNestedEnvelope } from './envelope';
import { filterOverride, type ResourceOverride } from './extensions';
import { inferPaging, pagingNames } from './paging';
import { OUTCOME_NAMES } from './resource-roles';

const TOTAL_HEADERS: NameTable = [
  ...['xtotalcount', 'totalcount', 'xtotal', 'total', 'xpaginationtotalcount', 'xpaginationtotal', 'paginationtotal'],
  ...['xtotalitems', 'xitemcount', 'xresultcount', 'xtotalresults', 'xcount'],
];

/** Further headers with a total: `Paging-Total-Records`, `X-Orders-Total`; the number of pages is none. */
const TOTAL_HEADER = /^(?!.*pages?\b).*(?:\btotal\b|-count$)/i;

/**
 * Describes what a list operation answers and how it is asked.
 *
 * @param item - the schema of the resource's items, whose properties can be filtered by
 * @param items - where the list carries its items
 */
export function inferListShape(
  schemas: Schemas,
  operation: Operation,
  item: LocatedSchema,
  items: ListItems,
  override: ResourceOverride,
): ListShape {
  const paging = inferPaging(schemas, operation);
  const headers = successResponse(operation)?.headers ?? [];
  const header =
    firstNamed(TOTAL_HEADERS, headers, ({ name }) => name) ?? headers.find(({ name }) => TOTAL_HEADER.test(name));
  const envelope = items.property === undefined ? undefined : successBody(operation);
  return {
    itemsProperty: items.property,
    itemsWithin: items.within,
    totalHeader: header?.name,
    itemSchema: items.schema.pointer === item.pointer ? undefined : items.schema,
    filters: inferFilters(schemas, operation, propertiesOf(schemas, item), paging),
    paging,
    ...(envelope && inferNestedEnvelope(schemas, operation, envelope, paging, override)),
  };
}

const ITEMS_NAMES: NameTable = [
  ...['result', 'results', 'items', 'data', 'records', 'entries', 'content', 'elements', 'values', 'value', 'list'],
  ...['rows', 'hits', 'objects', 'documents', 'resources', 'collection', 'members', 'nodes', 'page'],
];

/** The items that a list operation answers. */
export interface ListItems {
  /** The schema of one item in the list. */
  readonly schema: LocatedSchema;
  /** The envelope's property that holds the items; undefined when the list is a bare array. */
  readonly property?: string;
  /** The property around that one, where the items stand one level deeper. */
  readonly within?: string;
  /** True when the answer is a list by itself, whatever other operations there are: not an object that has a list. */
  readonly certain: boolean;
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
  if (bare !== undefined) return { schema: bare, certain: true };
  const properties = propertiesOf(schemas, body);
  const isOutcome = (property: string): boolean => OUTCOME_NAMES.includes(normalizeName(property));
  const others = [...properties.keys()].filter((property) => !isOutcome(property));
  const isPaged = inferPaging(schemas, operation).kind !== 'none';
  const choose = (all: readonly FoundItems[]): ListItems | undefined => {
    // `{ "vendor": { … }, "errors": [] }` is no list of errors.
    const arrays = others.length === 0 ? all : all.filter(({ property }) => !isOutcome(property));
    const certainly = (found: FoundItems | undefined, certain: boolean) => found && { ...found, certain };
    if (override.items !== undefined)
      return certainly(
        arrays.find(({ property }) => property === override.items),
        true,
      );
    const same = arrays.filter(({ schema }) => schema.pointer === item?.pointer);
    if (same.length === 1) return certainly(same[0], true);
    const own = singulars(normalizeName(noun));
    const named = firstNamed([...own, ...ITEMS_NAMES], arrays, ({ property }) => property);
    if (named !== undefined) return certainly(named, isPaged || !properties.has('id'));
    return arrays.length === 1 ? certainly(arrays[0], isPaged || others.length <= 1) : undefined;
  };
  const outer = arraysIn(schemas, body);
  if (outer.length > 0) return choose(outer);
  const inner = [...properties].flatMap(([within, schema]) =>
    isObjectSchema(schemas, schema) ? arraysIn(schemas, schema).map((found) => ({ ...found, within })) : [],
  );
  // Several of one name (`tracks: { items }`, `albums: { items }`) are several lists.
  const areApart = inner.every(
    ({ property }, index) => inner.findIndex((other) => other.property === property) === index,
  );
  return areApart ? choose(inner) : undefined;
}

type FoundItems = Omit<ListItems, 'certain'> & { readonly property: string };

// A general envelope says `data: { items: {} }` and each list, in a branch beside it, of what items.
function arraysIn(schemas: Schemas, envelope: LocatedSchema): FoundItems[] {
  const found = new Map<string, FoundItems>();
  for (const part of schemaParts(schemas, envelope)) {
    for (const property of Object.keys(part.schema.properties ?? {})) {
      const items = objectItems(schemas, schemas.below(part, 'properties', property)!);
      const other = found.get(property);
      if (items === undefined || (other !== undefined && propertiesOf(schemas, other.schema).size > 0)) continue;
      found.set(property, { property, schema: items });
    }
  }
  return [...found.values()];
}

function objectItems(schemas: Schemas, schema: LocatedSchema): LocatedSchema | undefined {
  if (!typesOf(schemas, schema).has('array')) return undefined;
  const items = itemsOf(schemas, schema);
  return items !== undefined && isObjectSchema(schemas, items) ? items : undefined;
}

const SORTING: NameTable = ['sort', 'sortby', 'sortorder', 'order', 'orderby', 'direction', 'dir', 'sortdirection'];

/**
 * Finds the query parameters that select items by equality: those named like a scalar property of the item, in any
 * spelling (`authorId`, `author_id`, `filter[author_id]`, `author_id_eq`), unless `x-filter` says otherwise.
 * Parameters that page or sort are none.
 *
 * @param operation - the list operation
 * @param properties - the item's properties by name
 */
function inferFilters(
  schemas: Schemas,
  operation: Operation,
  properties: ReadonlyMap<string, LocatedSchema>,
  paging: Paging,
): Filter[] {
  const taken = new Set(pagingNames(paging).map(({ parameter }) => parameter));
  return operation.parameters.flatMap((parameter) => {
    if (parameter.in !== 'query' || taken.has(parameter)) return [];
    const told = filterOverride(schemas, parameter);
    if (told !== undefined) return told === false || !properties.has(told) ? [] : [{ parameter, property: told }];
    const property = propertyFor(schemas, parameter, properties);
    if (property === undefined) return [];
    return [{ parameter, property, everything: everythingOf(schemas, parameter, properties.get(property)!) }];
  });
}

/** The value of a parameter that means every value of the property, and is none of them itself. */
function everythingOf(schemas: Schemas, parameter: Parameter, property: LocatedSchema): string | undefined {
  const valuesOf = (schema: LocatedSchema) => schemaParts(schemas, schema).flatMap((part) => part.schema.enum ?? []);
  const own = valuesOf(property);
  return valuesOf(parameter.schema).find(
    (value): value is string =>
      typeof value === 'string' && EVERYTHING.includes(value.toLowerCase()) && !own.includes(value),
  );
}

const EVERYTHING: NameTable = ['all', 'any', 'both', 'everything', '*'];

function propertyFor(
  schemas: Schemas,
  parameter: Parameter,
  properties: ReadonlyMap<string, LocatedSchema>,
): string | undefined {
  if (!isScalar(schemas, parameter.schema)) return undefined;
  const fits = (name: string): boolean => {
    const schema = properties.get(name)!;
    return isScalar(schemas, schema) && sharesType(schemas, schema, parameter.schema);
  };
  if (properties.has(parameter.name) && fits(parameter.name)) return parameter.name;
  const spellings = spellingsOf(parameter.name).filter((spelling) => !SORTING.includes(spelling));
  return [...properties.keys()].find((name) => spellings.includes(normalizeName(name)) && fits(name));
}

function spellingsOf(name: string): string[] {
  const bare = name.replace(/^(?:filter|where|q)[._[-]+/i, '').replace(/(?:[._[-]+(?:eq|equals|is))\]?$/i, '');
  return [...new Set([normalizeName(name), normalizeName(bare)])];
}
