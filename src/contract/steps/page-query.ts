import type { Parameter, Resource } from '../../openapi/model/model';
import type { QueryPair } from '../exchange/build-request';

/** The largest page that is asked for where the document sets no limit. */
const largePage = 100;

/** How to ask for pages of a list; undefined members are not possible with this kind of paging. */
export interface Pager {
  /** The parameter with the number of items on a page. */
  readonly size?: Parameter;
  /** The largest size that the document allows, at most 1000. */
  readonly largest: number;
  /** The query for a page that starts after `skip` items; `skip` must be a multiple of `size`. */
  page?(skip: number, size: number): readonly QueryPair[];
}

/** How the pages of a resource's list are asked for. */
export function pagerOf(resource: Resource): Pager {
  const paging = resource.list?.paging ?? { kind: 'none' };
  switch (paging.kind) {
    case 'offset': {
      const { limit, offset } = paging;
      const size = (count: number): QueryPair => [limit.name, String(count)];
      if (offset === undefined) return { size: limit, largest: largestOf(limit) };
      const page = (skip: number, count: number): QueryPair[] => [size(count), [offset.name, String(skip)]];
      return { size: limit, largest: largestOf(limit), page };
    }
    case 'page': {
      const { page: number, size, firstPage } = paging;
      const largest = size === undefined ? largePage : largestOf(size);
      const page = (skip: number, count: number): QueryPair[] => [
        ...(size === undefined ? [] : [[size.name, String(count)] as const]),
        [number.name, String(firstPage + Math.floor(skip / count))],
      ];
      return size === undefined ? { largest } : { size, largest, page };
    }
    case 'cursor':
      return paging.size === undefined
        ? { largest: largePage }
        : { size: paging.size, largest: largestOf(paging.size) };
    case 'none':
      return { largest: largePage };
  }
}

/** The number of items on a page when nothing is asked for; undefined where the document does not say. */
export function defaultSize({ size }: Pager): number | undefined {
  return typeof size?.default === 'number' ? size.default : undefined;
}

function largestOf({ schema: { schema } }: Parameter): number {
  const exclusive = schema.exclusiveMaximum === undefined ? undefined : schema.exclusiveMaximum - 1;
  return Math.min(schema.maximum ?? exclusive ?? largePage, 1_000);
}
