import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { ListShape, Operation } from '../model/model';
import { firstNamed, type NameTable } from '../model/names';
import { propertiesOf } from '../model/schema-facts';
import { successBody, successResponse } from '../operations/success';
import type { ResourceOverride } from './extensions';
import { inferFilters } from './filters';
import type { ListItems } from './list-items';
import { inferNestedEnvelope } from './nested-envelope';
import { inferPaging } from './paging';

const totalHeaders: NameTable = [
  ...['xtotalcount', 'totalcount', 'xtotal', 'total', 'xpaginationtotalcount', 'xpaginationtotal', 'paginationtotal'],
  ...['xtotalitems', 'xitemcount', 'xresultcount', 'xtotalresults', 'xcount'],
];

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
  const header = firstNamed(totalHeaders, successResponse(operation)?.headers ?? [], ({ name }) => name);
  const envelope = items.property === undefined ? undefined : successBody(operation);
  return {
    ...(items.property !== undefined && { itemsProperty: items.property }),
    ...(items.within !== undefined && { itemsWithin: items.within }),
    ...(header !== undefined && { totalHeader: header.name }),
    ...(items.schema.pointer !== item.pointer && { itemSchema: items.schema }),
    filters: inferFilters(schemas, operation, propertiesOf(schemas, item), paging),
    paging,
    ...(envelope !== undefined && inferNestedEnvelope(schemas, operation, envelope, paging, override)),
  };
}
