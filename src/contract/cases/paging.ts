import { pagesJoin, pastEndEmpty, totalCounts } from '../checks/laws';
import type { Exchange } from '../exchange/exchange';
import type { CaseContext, CaseKind, PlannedCase } from '../steps/context/case';
import { type Evidence, settle } from '../steps/context/settle';
import { listItems, listTotal, type Pager, pagerOf } from '../steps/lists/list-items';
import { confirmShown, idsOf, isBusy, makeScope, readPage, type Scope, walkScope } from '../steps/lists/scope';

/** Pages join up to the whole, and end; the total counts the whole on each of them. */
export const paging: CaseKind = {
  name: 'paging',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { list, create } = resource.roles;
      if (list === undefined) continue;
      const pager = pagerOf(resource);
      const plan = (title: string, count: number, steps: Steps): PlannedCase => ({
        title,
        operation: list,
        pointer: pager.size?.pointer ?? list.pointer,
        writes: create !== undefined,
        exclusive: true,
        run: async (context) => steps(context, await makeScope(context, resource, list, count), pager),
      });
      yield plan('the total counts what matches', 4, totalCountsAll);
      // A limit alone cuts a list short; there is no next page.
      const pages = pager.page !== undefined || resource.list?.paging.kind === 'cursor';
      if (pager.size === undefined || !pages) continue;
      yield plan('pages of every size join up to the whole', 7, joinsUp);
      yield plan('a page past the end is empty', 3, endsEmpty);
      const byOffset = resource.list?.paging.kind === 'offset' && pager.page !== undefined;
      if (byOffset) yield plan('a page starts at any offset', 6, startsAnywhere);
      yield plan('pages of the whole list join up', 5, async (context, scope) => {
        const whole: Scope = { ...scope, query: [], exact: false };
        const disturbed = (): Promise<boolean> => isBusy(context, whole);
        if (pager.page === undefined) return;
        await settle(context, pagesJoin, () => halvesJoin(context, whole, pager), disturbed);
      });
    }
  },
};

type Steps = (context: CaseContext, scope: Scope, pager: Pager) => Promise<void>;

async function totalCountsAll(context: CaseContext, scope: Scope): Promise<void> {
  await settle(context, totalCounts, async () => {
    const walk = await walkScope(context, scope);
    // Longer than what is read, or than what can be.
    const isPart = walk !== undefined && (walk.isCut || (!walk.complete && walk.exchanges.length >= 40));
    if (walk?.total === undefined || (isPart && walk.items.length < walk.total)) return undefined;
    return {
      evidence: walk.exchanges.slice(0, 1),
      observation: {
        holds: walk.total === walk.items.length,
        title: 'announces a total that is not the number of items',
        promised: `a total of ${walk.items.length}, as so many items are there`,
        received: `a total of ${walk.total}`,
        pointer: scope.list.pointer,
        symptom: scope.query.length > 0 ? 'with a filter' : 'without a filter',
      },
    };
  });
}

async function joinsUp(context: CaseContext, scope: Scope, pager: Pager): Promise<void> {
  for (const size of [1, 2, 3, 5].filter((each) => each <= pager.largest)) {
    if (scope.records.length === 0 && size < 3) continue;
    const fulfilled = await settle(context, pagesJoin, async () => {
      const whole = await walkScope(context, scope);
      const pages = await walkScope(context, scope, size);
      if (whole === undefined || pages === undefined) return undefined;
      const [expected, received] = [idsOf(scope.resource, whole.items), idsOf(scope.resource, pages.items)];
      const shown = expected.slice(0, received.length);
      return {
        evidence: pages.exchanges.slice(0, 3),
        observation: {
          holds: pages.complete ? expected.join() === received.join() : shown.join() === received.join(),
          title: `pages of ${size} do not join up to the whole list`,
          promised: `the ${expected.length} items of one large page, in the same order`,
          received: difference(expected, received),
          pointer: scope.list.pointer,
          symptom: 'pages',
        },
      };
    });
    if (!fulfilled) return;
    await settle(context, totalCounts, () => totalStays(context, scope, size));
    if (size === 2) await confirmShown(context, scope, size);
  }
}

async function startsAnywhere(context: CaseContext, scope: Scope, pager: Pager): Promise<void> {
  const { page } = pager;
  if (page === undefined) return;
  for (const [skip, size] of [
    [1, 2],
    [3, 2],
    [2, 3],
    [1, 10],
  ] as const) {
    const fulfilled = await settle(context, pagesJoin, async () => {
      const whole = await walkScope(context, scope);
      const exchange = await readPage(context, scope, page(skip, size));
      const items = listItems(scope.resource, exchange);
      if (whole === undefined || items === undefined) return undefined;
      const [expected, received] = [
        idsOf(scope.resource, whole.items).slice(skip, skip + size),
        idsOf(scope.resource, items),
      ];
      return {
        evidence: [exchange],
        observation: {
          holds: expected.join() === received.join(),
          title: `the page of ${size} after ${skip} items does not start there`,
          promised: expected.join(', '),
          received: received.join(', '),
          pointer: scope.list.pointer,
          symptom: 'pages',
        },
      };
    });
    if (!fulfilled) return;
  }
}

async function totalStays(context: CaseContext, scope: Scope, size: number): Promise<Evidence | undefined> {
  const walk = await walkScope(context, scope, size);
  const totals = (walk?.exchanges ?? []).map((exchange) => listTotal(scope.resource, exchange));
  if (totals.length < 2 || totals.includes(undefined)) return undefined;
  return {
    evidence: walk?.exchanges.slice(-2) ?? [],
    observation: {
      holds: new Set(totals).size === 1,
      title: 'announces another total on another page',
      promised: `a total of ${totals[0]} on every page`,
      received: `totals of ${[...new Set(totals)].join(', ')}`,
      pointer: scope.list.pointer,
      symptom: 'changes from page to page',
    },
  };
}

async function endsEmpty(context: CaseContext, scope: Scope, pager: Pager): Promise<void> {
  const { page, largest } = pager;
  if (page === undefined) return;
  for (const beyond of [0, 1, 1_000]) {
    await settle(context, pastEndEmpty, async () => {
      const whole = await walkScope(context, scope);
      if (whole === undefined || !whole.complete) return undefined;
      const size = Math.min(10, largest);
      const exchange = await readPage(
        context,
        scope,
        page((Math.ceil(whole.items.length / size) + beyond) * size, size),
      );
      const items = listItems(scope.resource, exchange);
      if (items === undefined) return undefined;
      return {
        evidence: [exchange],
        observation: {
          holds: items.length === 0 && [undefined, whole.items.length].includes(listTotal(scope.resource, exchange)),
          title: 'a page past the end is not empty, or tells another total',
          promised: `no items, and a total of ${whole.items.length}`,
          received: `${items.length} items, and a total of ${listTotal(scope.resource, exchange)}`,
          pointer: scope.list.pointer,
          symptom: items.length === 0 ? 'total' : 'items',
        },
      };
    });
  }
}

async function halvesJoin(context: CaseContext, scope: Scope, pager: Pager): Promise<Evidence | undefined> {
  const read = async (skip: number, size: number): Promise<Exchange> =>
    readPage(context, scope, pager.page?.(skip, size) ?? []);
  const [one, first, second] = [await read(0, 4), await read(0, 2), await read(2, 2)];
  const ids = [one, first, second].map((exchange) => idsOf(scope.resource, listItems(scope.resource, exchange) ?? []));
  const [expected = [], received] = [ids[0], [...(ids[1] ?? []), ...(ids[2] ?? [])]];
  return {
    evidence: [one, first, second],
    observation: {
      holds: expected.join() === received.join(),
      title: 'two pages of 2 are not the page of 4',
      promised: expected.join(', '),
      received: received.join(', '),
      pointer: scope.list.pointer,
      symptom: 'pages',
    },
  };
}

function difference(expected: readonly string[], received: readonly string[]): string {
  const missing = expected.filter((id) => !received.includes(id)).length;
  const doubled = received.length - new Set(received).size;
  return `${received.length} items, ${missing} missing, ${doubled} doubled${expected.length === received.length && missing === 0 ? ', in another order' : ''}`;
}
