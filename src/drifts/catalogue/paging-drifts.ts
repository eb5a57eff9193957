import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { Paging, Resource, Spec } from '../../openapi/model/model';
import type { Page } from '../../store/interface/store';
import { changeAnswersThat, changeJson, isSuccess } from '../changes/change-answers';
import { changeListed, changeWithin } from '../changes/change-items';
import { changeQuery } from '../changes/change-requests';
import { changePages, type PageAsked } from '../changes/change-store';
import type { FaultInjection } from '../changes/fault-injection';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

const TOTALS = ['total-counts', 'past-end-empty', 'page-size'];

/** The checks that find pages that do not join up to the whole. */
const JOINS: readonly string[] = ['pages-join', 'page-size', 'past-end-empty', 'order-stable'];

/** Pages, totals and the order of lists. */
export function pagingDrifts(spec: Spec): Drift[] {
  const lists = spec.resources.filter(({ roles, list }) => roles.list !== undefined && list !== undefined);
  if (lists.length === 0) return [];
  const rows = [...orderFaults()];
  if (lists.some(hasTotal)) rows.push(...totalFaults(lists));
  if (lists.some(({ list }) => sizeOf(list?.paging) !== undefined)) rows.push(...sizeFaults(lists));
  if (lists.some(({ list }) => list?.paging.kind !== 'none')) rows.push(...placeFaults(lists));
  return defineDrifts('list', rows);
}

const ask = (change: (asked: PageAsked) => PageAsked): FaultInjection =>
  changePages(() => (asked, read) => read(change(asked)));
const answer = (change: (page: Page, asked: PageAsked) => Page): FaultInjection =>
  changePages(() => async (asked, read) => change(await read(asked), asked));

function* totalFaults(lists: readonly Resource[]): Iterable<DriftDefinition> {
  const counted = 'total-counts';
  // A cursor may be made from the total.
  const cursors = lists.some(({ list }) => list?.paging.kind === 'cursor');
  const onPage = answer((page) => ({ ...page, total: page.items.length }));
  const totals = cursors ? [...TOTALS, 'pages-join'] : TOTALS;
  yield ['total:of-the-page', 'counts the items of the page only', totals, onPage];
  if (lists.some(({ list }) => (list?.filters.length ?? 0) > 0)) {
    const whole = changePages(() => async (asked, read) => {
      const { total } = await read({ ...asked, filter: {}, limit: 0 });
      return { ...(await read(asked)), total };
    });
    yield ['total:ignores-filters', 'counts everything, whatever the filter', [counted, 'filter-selects'], whole];
  }
  const more = answer((page) => ({ ...page, total: page.total + 1 }));
  yield ['total:one-more', 'counts one more than there is', counted, more];
  const rest = answer((page, { offset }) => ({ ...page, total: Math.max(0, page.total - offset) }));
  yield ['total:from-the-page-on', 'counts what comes from the page on', totals, rest];
  const capped = answer((page) => ({ ...page, total: Math.min(page.total, 10) }));
  yield ['total:capped', 'counts no further than 10', [counted, 'list-follows-writes', 'page-size'], capped];
  const none = changeAnswersThat(
    (each, { role }) => role === 'list' && isSuccess(each) && each.body !== undefined,
    (each, { resource }) => {
      const { totalProperty, totalWithin, totalHeader } = resource?.list ?? {};
      if (totalHeader !== undefined) {
        return { ...each, headers: { ...each.headers, [totalHeader.toLowerCase()]: '0' } };
      }
      if (totalProperty === undefined) return each;
      const zero = (envelope: JsonObject): JsonObject => ({ ...envelope, [totalProperty]: 0 });
      return { ...each, body: JSON.stringify(changeWithin(JSON.parse(String(each.body)), totalWithin, zero)) };
    },
  );
  yield ['total:zero', 'counts nothing', counted, none];
}

function* sizeFaults(lists: readonly Resource[]): Iterable<DriftDefinition> {
  const size = 'page-size';
  yield [
    'limit:ignored',
    'gives pages of 20, whatever is asked for',
    [size, 'pages-join'],
    ask((asked) => ({ ...asked, limit: 20 })),
  ];
  yield [
    'limit:one-more',
    'gives one item more than is asked for',
    size,
    ask((asked) => ({ ...asked, limit: asked.limit + 1 })),
  ];
  const less = ask((asked) => ({ ...asked, limit: Math.max(0, asked.limit - 1) }));
  yield ['limit:one-less', 'gives one item less than is asked for', size, less];
  const capped = ask((asked) => ({ ...asked, limit: Math.min(asked.limit, 10) }));
  yield ['limit:capped', 'gives no more than 10 items', [size, 'default-applies', 'pages-join'], capped];
  const sizes = lists.flatMap(({ list }) => sizeOf(list?.paging) ?? []);
  if (sizes.some(({ schema }) => (schema.schema.minimum ?? 1) === 0)) {
    const all = ask((asked) => ({ ...asked, limit: asked.limit === 0 ? 20 : asked.limit }));
    yield ['limit:zero-is-default', 'takes a limit of 0 for none', size, all];
  }
  const withDefault = sizes.find((each) => typeof each.default === 'number');
  if (withDefault === undefined) return;
  const other = Math.max(1, Math.floor(Number(withDefault.default) / 2));
  const fewer = changeQuery((query, { role, resource }) => {
    const name = role === 'list' ? sizeOf(resource?.list?.paging)?.name : undefined;
    if (name === undefined || query.has(name)) return false;
    query.set(name, String(other));
    return true;
  });
  yield [
    'limit:other-default',
    `gives ${other} items when no limit is asked for`,
    ['default-applies', 'query-echoed'],
    fewer,
  ];
}

function* placeFaults(lists: readonly Resource[]): Iterable<DriftDefinition> {
  const later = (asked: PageAsked, by: number): PageAsked =>
    asked.offset === 0 ? asked : { ...asked, offset: asked.offset + by };
  yield [
    'page:ignored',
    'gives the first page, whichever is asked for',
    JOINS,
    ask((asked) => ({ ...asked, offset: 0 })),
  ];
  yield ['page:gap', 'leaves out an item between pages', JOINS, ask((asked) => later(asked, 1))];
  yield ['page:overlap', 'repeats the last item of a page on the next', JOINS, ask((asked) => later(asked, -1))];
  yield [
    'page:one-further',
    'leaves out the first item',
    [...JOINS, 'total-counts', 'list-follows-writes'],
    ask((asked) => ({ ...asked, offset: asked.offset + 1 })),
  ];
  const around = changePages(() => async (asked, read) => {
    const page = await read(asked);
    return page.items.length > 0 || page.total === 0
      ? page
      : { ...(await read({ ...asked, offset: 0 })), total: page.total };
  });
  if (lists.some(({ list }) => list?.paging.kind === 'offset' || list?.paging.kind === 'page')) {
    const farAround = changePages(() => async (asked, read) => {
      const page = await read(asked);
      return asked.offset < page.total + 1_000 ? page : { ...(await read({ ...asked, offset: 0 })), total: page.total };
    });
    yield ['past-end:far-off', 'starts again far past the end', 'past-end-empty', farAround];
    yield ['past-end:first-page', 'starts again past the end', ['past-end-empty', 'pages-join'], around];
    const missing = changeAnswersThat(
      (each, { role }) => role === 'list' && isSuccess(each),
      (each, { resource, request }) => {
        const list = resource?.list;
        let listed: readonly JsonValue[] = [];
        changeListed(JSON.parse(String(each.body)), list, (items) => {
          listed = items;
          return items;
        });
        if (listed.length > 0 || !asksFurther(list?.paging, request.query)) return each;
        return { status: 404, headers: { 'content-type': 'application/json' }, body: '{}', note: 'past the end' };
      },
    );
    yield ['past-end:404', 'answers 404 past the end', ['past-end-empty', 'accepts-valid'], missing];
  }
  if (lists.some(({ list }) => list?.paging.kind === 'cursor')) {
    const early = changeJson(
      (each, { role }) => role === 'list' && isSuccess(each),
      (body, { resource }) => {
        const paging = resource?.list?.paging;
        if (paging?.kind !== 'cursor' || paging.nextProperty === undefined) return undefined;
        const { nextProperty, nextWithin } = paging;
        return changeWithin(body, nextWithin, (envelope) => ({ ...envelope, [nextProperty]: null }));
      },
    );
    yield [
      'cursor:ends-early',
      'gives no cursor to the next page',
      [...JOINS, 'total-counts', 'list-follows-writes'],
      early,
    ];
  }
}

function asksFurther(paging: Paging | undefined, query: string): boolean {
  const asked = new URLSearchParams(query);
  if (paging?.kind === 'offset') return Number(asked.get(paging.offset?.name ?? '') ?? 0) > 0;
  return paging?.kind === 'page' && Number(asked.get(paging.page.name) ?? 0) > paging.firstPage;
}

function sizeOf(paging: Paging | undefined) {
  if (paging === undefined || paging.kind === 'none') return undefined;
  return paging.kind === 'offset' ? paging.limit : paging.size;
}

function hasTotal({ list }: Resource): boolean {
  return list?.totalProperty !== undefined || list?.totalHeader !== undefined;
}

/** The order of lists. */
function* orderFaults(): Iterable<DriftDefinition> {
  const turning = changePages(() => {
    let turn = 0;
    return async (asked, read) => {
      const page = await read(asked);
      turn += 1;
      return turn % 2 === 0 ? page : { ...page, items: [...page.items].reverse() };
    };
  });
  yield ['order:unstable', 'lists items in another order each time', ['order-stable', ...JOINS], turning];
  const turned = changePages(() => async (asked, read) => {
    const page = await read(asked);
    return { ...page, items: [...page.items].reverse() };
  });
  yield ['order:within-the-page', 'sorts within the page instead of before it', 'pages-join', turned];
  const doubled = changeJson(
    (each, { role }) => role === 'list' && isSuccess(each),
    (body, { resource }) =>
      changeListed(body, resource?.list, (items) => items.map((item, at) => (at === 1 ? items[0]! : item))),
  );
  yield [
    'items:doubled',
    'lists an item twice, in the place of another',
    [...JOINS, 'list-follows-writes', 'filter-selects'],
    doubled,
  ];
}
