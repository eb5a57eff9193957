import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation, Resource } from '../../openapi/model/model';
import { failedCreateAddsNothing, listFollowsWrites, orderStable, readsHaveNoEffect } from '../checks/laws';
import { readsAgree } from '../checks/reads-agree';
import type { CaseContext, CaseKind, PlannedCase } from '../steps/context/case';
import { type Evidence, settle } from '../steps/context/settle';
import { listTotal, pagerOf } from '../steps/lists/list-items';
import { idsOf, isBusy, makeScope, readPage, type Scope, walkScope } from '../steps/lists/scope';
import { readRecord } from '../steps/records/look-up';
import { invalidBody } from '../steps/requests/other-values';

/** The list as a whole counts what is created and removed, keeps its order, and is not changed by reading. */
export const listChanges: CaseKind = {
  name: 'list-changes',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { list, create, remove } = resource.roles;
      if (list === undefined) continue;
      const plan = (title: string, run: PlannedCase['run']): PlannedCase => {
        return { title, operation: list, pointer: list.pointer, writes: create !== undefined, exclusive: true, run };
      };
      yield plan('the same list asked twice is the same', async (context) => {
        const scope = await makeScope(context, resource, list, 4);
        await settle(context, orderStable, () => sameTwice(context, scope));
      });
      if (create === undefined) continue;
      yield plan('the total counts one more after a create', (context) => countsCreate(context, resource, list));
      yield plan('the total stays after a rejected create', (context) =>
        countsNothing(context, resource, list, create),
      );
      if (remove !== undefined) {
        yield plan('the total counts one less after a removal', (context) =>
          countsRemoval(context, resource, list, remove),
        );
      }
      if (resource.roles.read !== undefined)
        yield plan('reading changes nothing', (context) => readsOften(context, resource, list));
    }
  },
};

async function sameTwice(context: CaseContext, scope: Scope): Promise<Evidence | undefined> {
  const [one, two] = [await walkScope(context, scope), await walkScope(context, scope)];
  if (one === undefined || two === undefined) return undefined;
  const [first, second] = [idsOf(scope.resource, one.items), idsOf(scope.resource, two.items)];
  return {
    evidence: [...one.exchanges.slice(0, 1), ...two.exchanges.slice(0, 1)],
    observation: {
      holds: first.join() === second.join(),
      title: 'lists the same items in another order, or other ones, when asked again',
      promised: first.slice(0, 5).join(', '),
      received: second.slice(0, 5).join(', '),
      pointer: scope.list.pointer,
      symptom: first.length === second.length ? 'order' : 'items',
    },
  };
}

async function countsCreate(context: CaseContext, resource: Resource, list: Operation): Promise<void> {
  const scope = await wholeList(context, resource, list);
  await settle(
    context,
    listFollowsWrites,
    async () => {
      const before = await totalOf(context, scope);
      const record = await context.record(resource);
      return counted(scope, before, await totalOf(context, scope), 1, record.exchange);
    },
    () => isBusy(context, scope),
  );
}

async function countsNothing(
  context: CaseContext,
  resource: Resource,
  list: Operation,
  create: Operation,
): Promise<void> {
  const scope = await wholeList(context, resource, list);
  const json = await invalidBody(context, create, 'counts nothing');
  if (json === undefined) return;
  await settle(
    context,
    failedCreateAddsNothing,
    async () => {
      const before = await totalOf(context, scope);
      const open = { kind: 'open', because: 'the body is invalid' } as const;
      const failed = await context.send(create, { path: scope.path, json }, open);
      if (failed.response.status < 300) return undefined;
      return counted(scope, before, await totalOf(context, scope), 0, failed);
    },
    () => isBusy(context, scope),
  );
}

async function countsRemoval(
  context: CaseContext,
  resource: Resource,
  list: Operation,
  remove: Operation,
): Promise<void> {
  const scope = await wholeList(context, resource, list);
  await settle(
    context,
    listFollowsWrites,
    async () => {
      const record = await context.record(resource);
      const before = await totalOf(context, scope);
      const because = 'the record is there';
      const removed = await context.send(
        remove,
        { path: record.path },
        { kind: 'success', because, pointer: remove.pointer },
      );
      if (removed.response.status >= 300) return undefined;
      context.forget(record);
      return counted(scope, before, await totalOf(context, scope), -1, removed);
    },
    () => isBusy(context, scope),
  );
}

async function readsOften(context: CaseContext, resource: Resource, list: Operation): Promise<void> {
  const record = await context.record(resource);
  const scope = await wholeList(context, resource, list);
  const first = await readRecord(context, record, 'it was just created');
  const before = await totalOf(context, scope);
  for (let times = 0; times < 3 && first !== undefined; times += 1) {
    const again = await readRecord(context, record, 'it was read before');
    if (again === undefined) return;
    const agreement = {
      spec: context.spec,
      resource,
      promised: first.value,
      received: again.value,
      when: 'read again',
    };
    if (!context.confirm(readsAgree, agreement, [first.exchange, again.exchange])) return;
  }
  await settle(context, readsHaveNoEffect, async () => {
    const start = before.total === undefined ? before : await totalOf(context, scope);
    await readRecord(context, record, 'it was read before');
    return counted(scope, start, await totalOf(context, scope), 0, start.exchange);
  });
}

async function wholeList(context: CaseContext, resource: Resource, list: Operation): Promise<Scope> {
  return { resource, list, path: await context.parents(resource), query: [], records: [], exact: false };
}

/** Milliseconds that are waited for a list at most, before its total is read. */
const LONGEST_LAG = 1_000;

async function totalOf(context: CaseContext, scope: Scope) {
  const { size } = pagerOf(scope.resource);
  // A list that lags still shows what was done before.
  if (context.eventually > 0) await sleep(Math.min(context.eventually, LONGEST_LAG));
  const exchange = await readPage(context, scope, size === undefined ? [] : [[size.name, '1']]);
  return { exchange, total: listTotal(scope.resource, exchange) };
}

type Total = Awaited<ReturnType<typeof totalOf>>;

function counted(
  { list }: Scope,
  before: Total,
  after: Total,
  step: number,
  between: Evidence['evidence'][number],
): Evidence | undefined {
  if (before.total === undefined || after.total === undefined) return undefined;
  const method = between.request.method;
  const what = step > 0 ? 'a create' : step < 0 ? 'a removal' : method === 'POST' ? 'a rejected create' : 'a read';
  return {
    evidence: [before.exchange, between, after.exchange],
    observation: {
      holds: after.total - before.total === step,
      title: `the total does not follow ${what}`,
      promised: `a total of ${before.total + step} after ${what}`,
      received: `a total of ${after.total}`,
      pointer: list.pointer,
      symptom: step === 0 ? `total after ${what}` : 'total after a write',
    },
  };
}
