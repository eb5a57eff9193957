import type { Operation, Resource } from '../../openapi/model/model';
import { defaultApplies, pageSize } from '../checks/laws';
import type { CaseContext, CaseKind, PlannedCase } from '../steps/context/case';
import { type Evidence, settle } from '../steps/context/settle';
import { defaultSize, listItems, listTotal, type Pager, pagerOf } from '../steps/lists/list-items';
import { makeScope, readPage, type Scope } from '../steps/lists/scope';

/** A page has as many items as are asked for: none, some, as many as there are; and the default when nothing is asked. */
export const pageSizes: CaseKind = {
  name: 'page-sizes',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { list } = resource.roles;
      const pager = pagerOf(resource);
      if (list === undefined || pager.size === undefined) continue;
      yield plan(resource, list, pager, 'a page has the size that is asked for', 5, hasAskedSize);
      if ((pager.size.schema.schema.minimum ?? 1) === 0) {
        yield plan(resource, list, pager, 'a page of no items is empty', 3, holdsNothing);
      }
      const standard = defaultSize(pager);
      if (standard === undefined || standard > 100) continue;
      yield plan(resource, list, pager, 'a page has its default size', standard + 2, hasDefaultSize);
    }
  },
};

type Steps = (context: CaseContext, scope: Scope, pager: Pager) => Promise<void>;

function plan(
  resource: Resource,
  list: Operation,
  pager: Pager,
  title: string,
  count: number,
  steps: Steps,
): PlannedCase {
  return {
    title,
    operation: list,
    pointer: pager.size?.pointer ?? list.pointer,
    writes: resource.roles.create !== undefined,
    exclusive: true,
    run: async (context) => steps(context, await makeScope(context, resource, list, count), pager),
  };
}

// With and without a filter: a server may get one of the two wrong alone.
async function hasAskedSize(context: CaseContext, scope: Scope, pager: Pager): Promise<void> {
  const whole: Scope = { ...scope, query: [], exact: false };
  for (const each of scope.exact ? [scope, whole] : [whole]) {
    for (const size of [1, 4, pager.largest].filter((count) => count <= pager.largest)) {
      if (!(await settle(context, pageSize, () => hasSize(context, each, pager, size)))) return;
    }
  }
}

async function hasSize(context: CaseContext, scope: Scope, pager: Pager, size: number): Promise<Evidence | undefined> {
  const exchange = await readPage(context, scope, [[pager.size?.name ?? '', String(size)]]);
  const items = listItems(scope.resource, exchange);
  const total = listTotal(scope.resource, exchange) ?? (scope.exact ? scope.records.length : undefined);
  if (items === undefined) return undefined;
  // Without a total, it is unknown how many items there are beyond those that were made for this.
  const least = Math.min(size, Math.max(total ?? 0, scope.records.length));
  const most = total === undefined ? size : least;
  return {
    evidence: [exchange],
    observation: {
      holds: items.length >= least && items.length <= most,
      title: `a page of ${size} has ${items.length} items`,
      promised: least === most ? `${least} items` : `from ${least} to ${most} items`,
      received: `${items.length} items, and a total of ${total}`,
      pointer: pager.size?.schema.pointer ?? scope.list.pointer,
      symptom: 'other size',
    },
  };
}

async function holdsNothing(context: CaseContext, scope: Scope, pager: Pager): Promise<void> {
  await settle(context, pageSize, async () => {
    const exchange = await readPage(context, scope, [[pager.size?.name ?? '', '0']]);
    const items = listItems(scope.resource, exchange);
    const total = listTotal(scope.resource, exchange);
    if (items === undefined) return undefined;
    return {
      evidence: [exchange],
      observation: {
        holds: items.length === 0 && (!scope.exact || total === undefined || total === scope.records.length),
        title: 'a page of no items is not empty, or tells another total',
        promised: `no items${scope.exact ? `, and a total of ${scope.records.length}` : ''}`,
        received: `${items.length} items, and a total of ${total}`,
        pointer: pager.size?.schema.pointer ?? scope.list.pointer,
        symptom: items.length === 0 ? 'total of an empty page' : 'items on a page of none',
      },
    };
  });
}

async function hasDefaultSize(context: CaseContext, scope: Scope, pager: Pager): Promise<void> {
  const standard = defaultSize(pager) ?? 0;
  await settle(context, defaultApplies, async () => {
    const exchange = await readPage(context, scope, []);
    const items = listItems(scope.resource, exchange);
    if (items === undefined || scope.records.length < standard) return undefined;
    return {
      evidence: [exchange],
      observation: {
        holds: items.length === standard,
        title: `a page without ${pager.size?.name} does not have the default size`,
        promised: `${standard} items, the default of ${pager.size?.name}`,
        received: `${items.length} items`,
        pointer: pager.size?.schema.pointer ?? scope.list.pointer,
        symptom: 'other size',
      },
    };
  });
}
