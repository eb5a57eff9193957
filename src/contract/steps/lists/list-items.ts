import type { JsonValue } from '../../../json-schema/model/json-schema';
import type { Parameter, Resource } from '../../../openapi/model/model';
import type { QueryPair } from '../../exchange/build-request';
import type { Exchange } from '../../exchange/exchange';
import { memberOf } from '../../exchange/read-json';

/**
 * The items that a list response carries.
 *
 * @returns undefined when it carries no list where the document says it does
 */
export function listItems(resource: Resource, { json }: Exchange): readonly JsonValue[] | undefined {
  if (json.kind !== 'json') return undefined;
  const { itemsProperty, itemsWithin } = resource.list ?? {};
  const items = itemsProperty === undefined ? json.value : memberOf(within(json.value, itemsWithin), itemsProperty);
  return Array.isArray(items) ? items : undefined;
}

/** The number of matching items that a list response announces; undefined when the document has no place for it. */
export function listTotal(resource: Resource, { json, response }: Exchange): number | undefined {
  const { totalProperty, totalWithin, totalHeader } = resource.list ?? {};
  if (totalProperty !== undefined && json.kind === 'json') {
    const total = memberOf(within(json.value, totalWithin), totalProperty);
    return typeof total === 'number' ? total : undefined;
  }
  const header = totalHeader === undefined ? undefined : response.headers[totalHeader.toLowerCase()];
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;
}

/** The cursor of the next page that a list response gives; undefined when it gives none. */
export function listNext(resource: Resource, { json }: Exchange): JsonValue | undefined {
  const { paging } = resource.list ?? {};
  if (json.kind !== 'json' || paging?.kind !== 'cursor' || paging.nextProperty === undefined) return undefined;
  const next = memberOf(within(json.value, paging.nextWithin), paging.nextProperty);
  // The address of the next page has the cursor in its query.
  const [, query] = typeof next === 'string' ? (/^[^?\s]*\/[^?\s]*\?(\S+)$/.exec(next) ?? []) : [];
  return query === undefined ? next : (new URLSearchParams(query).get(paging.cursor.name) ?? next);
}

function within(value: JsonValue, name: string | undefined): JsonValue | undefined {
  return name === undefined ? value : memberOf(value, name);
}

/** The largest page that is asked for where the document sets no limit. */
const LARGE_PAGE = 100;

/** Means to ask for pages of a list; undefined members are not possible with this kind of paging. */
export interface Pager {
  /** The parameter with the number of items on a page. */
  readonly size?: Parameter;
  /** The largest size that the document allows, at most 1000. */
  readonly largest: number;
  /** The query for a page that starts after `skip` items; `skip` must be a multiple of `size`. */
  page?(skip: number, size: number): readonly QueryPair[];
}

/** Finds the means to ask for the pages of a resource's list. */
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
      const largest = size === undefined ? LARGE_PAGE : largestOf(size);
      const page = (skip: number, count: number): QueryPair[] => [
        ...(size === undefined ? [] : [[size.name, String(count)] as const]),
        [number.name, String(firstPage + Math.floor(skip / count))],
      ];
      return { size, largest, page };
    }
    case 'cursor':
      return paging.size === undefined
        ? { largest: LARGE_PAGE }
        : { size: paging.size, largest: largestOf(paging.size) };
    case 'none':
      return { largest: LARGE_PAGE };
  }
}

/** The number of items on a page when nothing is asked for; undefined where the document does not say. */
export function defaultSize({ size }: Pager): number | undefined {
  return typeof size?.default === 'number' ? size.default : undefined;
}

function largestOf({ schema: { schema } }: Parameter): number {
  const exclusive = schema.exclusiveMaximum === undefined ? undefined : schema.exclusiveMaximum - 1;
  return Math.min(schema.maximum ?? exclusive ?? LARGE_PAGE, 1_000);
}
