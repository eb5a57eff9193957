import type { JsonValue } from '../schema/json-schema';
import type { Operation, Resource } from '../spec/model';
import type { QueryPair } from './build-request';
import type { CaseContext } from './case';
import type { Exchange } from './exchange';
import { listItems, listNext, listTotal } from './list-items';
import { pagerOf } from './page-query';

/** A list read from its first page on. */
export interface Walk {
  readonly items: readonly JsonValue[];
  readonly exchanges: readonly Exchange[];
  /** The total that the first page announced. */
  readonly total: number | undefined;
  /** False when there may be more than what was read. */
  readonly complete: boolean;
}

/** What part of a list is read. */
export interface WalkOptions {
  /** The path parameters of the collection path. */
  readonly path: Readonly<Record<string, string>>;
  /** Filters. */
  readonly query?: readonly QueryPair[];
  /** Items on a page; as many as possible when left out. */
  readonly size?: number;
  /** Stop after this many pages; 40 by default. */
  readonly pages?: number;
}

/**
 * Reads a list page by page, in the way that the document pages it.
 *
 * @returns undefined when a page is no list, which has then been reported
 */
export async function walkList(
  context: CaseContext,
  resource: Resource,
  list: Operation,
  { path, query = [], size, pages = 40 }: WalkOptions,
): Promise<Walk | undefined> {
  const pager = pagerOf(resource);
  const paging = resource.list?.paging;
  const count = size ?? pager.largest;
  const items: JsonValue[] = [];
  const exchanges: Exchange[] = [];
  let isCut = false;
  let next: readonly QueryPair[] | undefined = pager.page?.(0, count) ?? sizePairs(pager.size?.name, count);
  while (next !== undefined && exchanges.length < pages) {
    const because: string = next.map(([name, value]) => `${name}=${value}`).join('&') || 'nothing is asked for';
    const expectation = { kind: 'success', because, pointer: list.pointer } as const;
    const exchange: Exchange = await context.send(list, { path, query: [...query, ...next] }, expectation);
    const page = listItems(resource, exchange);
    if (exchange.response.status >= 300 || page === undefined) return undefined;
    exchanges.push(exchange);
    items.push(...page);
    const more: boolean = page.length >= count && page.length > 0;
    // Where no answer says how the list goes on, a full page may be all or not.
    isCut = more && paging?.kind === 'cursor' && paging.nextProperty === undefined;
    next = nextPairs(resource, exchange, more ? pager.page?.(exchanges.length * count, count) : undefined, count);
  }
  const [first] = exchanges;
  const total = first === undefined ? undefined : listTotal(resource, first);
  return {
    items,
    exchanges,
    total,
    complete: next === undefined && !isCut && (total === undefined || items.length >= total),
  };
}

function nextPairs(
  resource: Resource,
  exchange: Exchange,
  counted: readonly QueryPair[] | undefined,
  count: number,
): readonly QueryPair[] | undefined {
  const paging = resource.list?.paging;
  if (paging?.kind !== 'cursor') return counted;
  const cursor = listNext(resource, exchange);
  if (typeof cursor !== 'string' && typeof cursor !== 'number') return undefined;
  return [...sizePairs(paging.size?.name, count), [paging.cursor.name, String(cursor)]];
}

function sizePairs(name: string | undefined, count: number): QueryPair[] {
  return name === undefined ? [] : [[name, String(count)]];
}
