import type { JsonObject } from '../../json-schema/model/json-schema';
import type { Operation, Resource } from '../../openapi/model/model';
import { readsAgree } from '../checks/reads-agree';
import type { Exchange } from '../exchange/exchange';
import { isSuccess } from '../exchange/statuses';
import type { CaseContext, CaseKind, CreatedRecord } from '../steps/context/case';
import { confirmGone, confirmListed, confirmUnlisted, filterPairs, readRecord } from '../steps/records/look-up';
import { bodyWithItem, itemUnder } from '../steps/requests/item-in-body';
import { otherBody } from '../steps/requests/other-values';

/** Number of changes to the record: a server that gets only the first change right is found by the third. */
const CHANGES = 4;

/** A record through its whole life: each change counts, no former value finds it any more, and its removal is the end. */
export const lifetime: CaseKind = {
  name: 'lifetime',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { create, replace } = resource.roles;
      if (create === undefined || replace === undefined) continue;
      yield {
        title: `a record that is replaced ${CHANGES} times is the last one each time, and can be removed`,
        operation: replace,
        pointer: replace.pointer,
        writes: true,
        exclusive: true,
        run: async (context) => live(context, await context.record(resource), replace),
      };
    }
  },
};

async function live(context: CaseContext, record: CreatedRecord, replace: Operation): Promise<void> {
  const { resource } = record;
  const former: JsonObject[] = [record.value];
  let last: Exchange = record.exchange;
  for (let change = 1; change <= CHANGES; change += 1) {
    const sampled = await otherBody(context, replace, `lifetime ${change}`);
    if (sampled === undefined) return;
    const item = itemUnder(resource, sampled, record.value[resource.idProperty] ?? record.id);
    const because = change === 1 ? 'every property is valid' : `it was replaced ${change - 1} times before`;
    const expectation = { kind: 'success', because, pointer: replace.pointer } as const;
    last = await context.send(
      replace,
      { path: record.path, json: bodyWithItem(resource, 'replace', item) },
      expectation,
    );
    if (!isSuccess(last.response.status)) return;
    const seen = await readRecord(context, record, because);
    if (seen === undefined) return;
    const about = { spec: context.spec, resource, when: `read after replace ${change}` };
    if (!context.confirm(readsAgree, { ...about, promised: item, received: seen.value }, [last, seen.exchange])) return;
    former.push(seen.value);
  }
  const now = former.pop() ?? record.value;
  await confirmListed(context, record, now, `after ${CHANGES} replaces`, [last]);
  await missUnderFormer(context, resource, record, former, now, last);
  await end(context, record, now);
}

async function missUnderFormer(
  context: CaseContext,
  resource: Resource,
  record: CreatedRecord,
  former: readonly JsonObject[],
  now: JsonObject,
  last: Exchange,
): Promise<void> {
  for (const filter of resource.list?.filters ?? []) {
    const { property } = filter;
    const asked = (value: JsonObject): string => JSON.stringify(filterPairs(filter, value)).toLowerCase();
    for (const before of former) {
      if (filterPairs(filter, before).length === 0 || asked(before) === asked(now)) continue;
      const only = { [property]: before[property] ?? null };
      await confirmUnlisted(context, record, only, `under a former ${property}`, [last]);
    }
  }
}

async function end(context: CaseContext, record: CreatedRecord, now: JsonObject): Promise<void> {
  const { read, remove } = record.resource.roles;
  if (read === undefined || remove === undefined) return;
  const because = 'the record is there';
  const removed = await context.send(
    remove,
    { path: record.path },
    { kind: 'success', because, pointer: remove.pointer },
  );
  if (!isSuccess(removed.response.status)) return;
  if (!(await confirmGone(context, record, removed))) return;
  await confirmUnlisted(context, record, now, 'after its removal', [removed]);
}
