import type { Schemas } from '../../json-schema/model/schemas';
import type { Operation, Paging, Parameter } from '../model/model';
import { firstNamed, type NameTable } from '../model/names';
import { typesOf } from '../model/schema-facts';
import { pagingOverride } from './extensions';

/** The purposes of query parameters for paging. */
export type PagingRole = 'limit' | 'offset' | 'page' | 'cursor';

const TABLES: Readonly<Record<PagingRole, NameTable>> = {
  limit: [
    ...['limit', 'pagelimit', 'pagesize', 'perpage', 'size', 'itemsperpage', 'maxresults', 'maxitems', 'pagecount'],
    ...['resultsperpage', 'recordsperpage', 'top', 'take', 'rows', 'count', 'first', 'max', 'num', 'length', 'n'],
  ],
  offset: ['offset', 'pageoffset', 'skip', 'startindex', 'startat', 'firstresult', 'start', 'from'],
  page: ['page', 'pagenumber', 'pageno', 'pagenum', 'pageindex', 'currentpage', 'pagenr', 'p'],
  cursor: [
    ...['cursor', 'pagecursor', 'nextcursor', 'pagetoken', 'nextpagetoken', 'nexttoken', 'continuationtoken'],
    ...[
      'continuation',
      'startingafter',
      'startafter',
      'after',
      'pageafter',
      'bookmark',
      'marker',
      'scrollid',
      'nextpage',
    ],
  ],
};

/**
 * Recognises how a list is paged from the names and types of its query parameters, unless `x-paging` says it.
 *
 * @param operation - the list operation
 */
export function inferPaging(schemas: Schemas, operation: Operation): Paging {
  const limit = findParameter(schemas, operation, 'limit', 'number');
  const offset = findParameter(schemas, operation, 'offset', 'number');
  const page = findParameter(schemas, operation, 'page', 'number');
  const cursor = findParameter(schemas, operation, 'cursor', 'string');
  if (offset !== undefined && limit !== undefined) return { kind: 'offset', limit, offset };
  if (page !== undefined) return { kind: 'page', page, firstPage: firstPageOf(page), size: limit };
  if (cursor !== undefined) return { kind: 'cursor', cursor, size: limit };
  return limit === undefined ? { kind: 'none' } : { kind: 'offset', limit };
}

/** Tests if a list has a parameter that is named as if it paged, whatever its type: `limit` as a text of digits. */
export function namesPages({ parameters }: Operation): boolean {
  const queries = parameters.filter((parameter) => parameter.in === 'query');
  return firstNamed(Object.values(TABLES).flat(), queries, ({ name }) => name) !== undefined;
}

/** The parameters that page a list, each with the names that such a thing usually has. */
export function pagingNames(paging: Paging): { readonly parameter: Parameter; readonly table: NameTable }[] {
  const used = {
    limit: paging.kind === 'offset' ? paging.limit : paging.kind === 'none' ? undefined : paging.size,
    offset: paging.kind === 'offset' ? paging.offset : undefined,
    page: paging.kind === 'page' ? paging.page : undefined,
    cursor: paging.kind === 'cursor' ? paging.cursor : undefined,
  };
  return (Object.keys(used) as PagingRole[]).flatMap((role) => {
    const parameter = used[role];
    // Spring and HAL call the number of the page just so: `page: { number: 0, totalPages: 3 }`.
    const table = role === 'page' ? [...TABLES.page, 'number'] : TABLES[role];
    return parameter === undefined ? [] : [{ parameter, table }];
  });
}

function findParameter(
  schemas: Schemas,
  operation: Operation,
  role: PagingRole,
  type: 'number' | 'string',
): Parameter | undefined {
  const queries = operation.parameters.filter((parameter) => parameter.in === 'query');
  const told = queries.find((parameter) => pagingOverride(schemas, parameter) === role);
  if (told !== undefined) return told;
  const open = queries.filter((parameter) => {
    if (pagingOverride(schemas, parameter) !== undefined) return false;
    const types = typesOf(schemas, parameter.schema);
    return type === 'string' ? types.has('string') : types.has('integer') || types.has('number');
  });
  return firstNamed(TABLES[role], open, (parameter) => parameter.name);
}

// Where the document does not say, people count pages from one.
function firstPageOf(page: Parameter): 0 | 1 {
  if (typeof page.default === 'number') return page.default === 0 ? 0 : 1;
  return page.schema.schema.minimum === 0 ? 0 : 1;
}
