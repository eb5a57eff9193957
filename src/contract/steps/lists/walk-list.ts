import type { JsonValue } from '../../../json-schema/model/json-schema';
import type { Operation, Resource } from '../../../openapi/model/model';
import { namesPages } from '../../../openapi/resources/paging';
import type { QueryPair } from '../../exchange/build-request';
import type { Exchange } from '../../exchange/exchange';
import type { CaseContext } from '../context/case';
import { listItems, listNext, listTotal, pagerOf } from './list-items';

/** A list read from its first page on. */
export interface ListWalk {
  readonly items: readonly JsonValue[];
  readonly exchanges: readonly Exchange[];
  /** The total that the first page announced. */
  readonly total: number | undefined;
  /** False when there may be more than what was read. A total that promises more is no reason, once the list has ended. */
  readonly complete: boolean;
  /** True where there is no way to ask for what may come after it. */
  readonly isCut: boolean;
}

/** After so many empty pages in a row a list has ended, whatever cursor they still carry. */
const ENDLESS = 10;

/** Part of a list that is read. */
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
): Promise<ListWalk | undefined> {
  const pager = pagerOf(resource);
  const paging = resource.list?.paging;
  let count = size ?? pager.largest;
  const items: JsonValue[] = [];
  const exchanges: Exchange[] = [];
  let isCut = false;
  let empty = 0;
  let next: readonly QueryPair[] | undefined = pager.page?.(0, count) ?? sizePairs(pager.size?.name, count);
  const read = async (asked: readonly QueryPair[]): Promise<[Exchange, readonly JsonValue[]] | undefined> => {
    const because = asked.map(([name, value]) => `${name}=${value}`).join('&') || 'nothing is asked for';
    const expectation = { kind: 'success', because, pointer: list.pointer } as const;
    const exchange = await context.send(list, { path, query: [...query, ...asked] }, expectation);
    const page = listItems(resource, exchange);
    return exchange.response.status >= 300 || page === undefined ? undefined : [exchange, page];
  };
  while (next !== undefined && exchanges.length < pages && empty < ENDLESS) {
    const answered = await read(next);
    if (answered === undefined) return undefined;
    const [exchange, page]: [Exchange, readonly JsonValue[]] = answered;
    // Where nothing asks for a size, the target's own shows in its first page.
    if (exchanges.length === 0 && pager.page !== undefined && pager.size === undefined)
      count = Math.max(1, page.length);
    exchanges.push(exchange);
    items.push(...page);
    empty = page.length === 0 ? empty + 1 : 0;
    const more: boolean = page.length >= count && page.length > 0;
    // Where no answer says how the list goes on, a full page may be all or not.
    isCut = more && pager.page === undefined && (paging?.kind !== 'cursor' || paging.nextProperty === undefined);
    isCut ||= page.length > 0 && paging?.kind === 'none' && namesPages(list);
    next = nextPairs(resource, exchange, more ? pager.page?.(exchanges.length * count, count) : undefined, count);
  }
  const [first] = exchanges;
  const total = first === undefined ? undefined : listTotal(resource, first);
  let complete = (next === undefined || empty >= ENDLESS) && !isCut;
  if (complete && empty < ENDLESS && total !== undefined && items.length < total) {
    // Pages may be shorter than what is asked for; a list that promises more has ended where nothing more comes.
    const beyond = pager.page?.(paging?.kind === 'offset' ? items.length : exchanges.length * count, count);
    const rest = beyond === undefined ? undefined : await read(beyond);
    // The end of a chain of cursors is announced by the target itself.
    complete = beyond === undefined ? paging?.kind === 'cursor' && !isCut : rest?.[1].length === 0;
  }
  return { items, exchanges, total, complete, isCut };
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
