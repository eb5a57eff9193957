import type { Paging } from '../../openapi/model';
import { encodeCursor } from './cursor';
import type { PageRequest } from './paging';

/** The stretch of a list that an answer carries. */
export interface AnsweredPage extends PageRequest {
  readonly total: number;
}

/** Writes the `Link` header of a page; undefined when there is no other page. */
export type PageLinks = (path: string, query: string, page: AnsweredPage) => string | undefined;

/**
 * Creates the writer of `Link` headers (RFC 8288) that lead to the first, previous, next and last page of a list. The other
 * query parameters are kept.
 *
 * @param paging - how the list is paged
 * @example createPageLinks(paging)('/notes', 'page=2', page) // '</notes?page=1>; rel="first", </notes?page=1>; rel="prev", …'
 */
export function createPageLinks(paging: Paging): PageLinks {
  return (path, query, page) => {
    const links = targets(page).flatMap(([relation, offset]) => {
      const wanted = positionOf(paging, offset, page.limit);
      return wanted === undefined ? [] : [`<${path}?${withParameter(query, wanted)}>; rel="${relation}"`];
    });
    return links.length === 0 ? undefined : links.join(', ');
  };
}

function targets({ offset, limit, total }: AnsweredPage): (readonly [relation: string, offset: number])[] {
  if (limit <= 0 || limit >= total) return [];
  const last = Math.floor((total - 1) / limit) * limit;
  return [
    ['first', 0],
    ...(offset > 0 ? ([['prev', Math.max(0, Math.min(offset - limit, last))]] as const) : []),
    ...(offset + limit < total ? ([['next', offset + limit]] as const) : []),
    ['last', last],
  ];
}

/** The parameter that leads to an offset; undefined when there is none. */
function positionOf(paging: Paging, offset: number, limit: number): readonly [name: string, value: string] | undefined {
  switch (paging.kind) {
    case 'none':
      return undefined;
    case 'offset':
      return paging.offset === undefined ? undefined : [paging.offset.name, String(offset)];
    case 'page':
      return [paging.page.name, String(paging.firstPage + Math.floor(offset / limit))];
    case 'cursor':
      return [paging.cursor.name, encodeCursor(offset)];
  }
}

function withParameter(query: string, [name, value]: readonly [string, string]): string {
  const parameters = new URLSearchParams(query);
  parameters.set(name, value);
  return parameters.toString();
}
