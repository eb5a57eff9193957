import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Filter, Operation, Paging, Parameter } from '../model/model';
import { type NameTable, normalizeName } from '../model/names';
import { isScalar, sharesType } from '../model/schema-facts';
import { filterOverride } from './extensions';
import { pagingNames } from './paging';

const sorting: NameTable = ['sort', 'sortby', 'sortorder', 'order', 'orderby', 'direction', 'dir', 'sortdirection'];

/**
 * Finds the query parameters that select items by equality: those named like a scalar property of the item, in any
 * spelling (`authorId`, `author_id`, `filter[author_id]`, `author_id_eq`), unless `x-filter` says otherwise.
 * Parameters that page or sort are none.
 *
 * @param operation - the list operation
 * @param properties - the item's properties by name
 */
export function inferFilters(
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
    return property === undefined ? [] : [{ parameter, property }];
  });
}

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
  const spellings = spellingsOf(parameter.name).filter((spelling) => !sorting.includes(spelling));
  return [...properties.keys()].find((name) => spellings.includes(normalizeName(name)) && fits(name));
}

function spellingsOf(name: string): string[] {
  const bare = name.replace(/^(?:filter|where|q)[._[-]+/i, '').replace(/(?:[._[-]+(?:eq|equals|is))\]?$/i, '');
  return [...new Set([normalizeName(name), normalizeName(bare)])];
}
