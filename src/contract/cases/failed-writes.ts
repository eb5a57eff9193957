import type { JsonValue } from '../../json-schema/model/json-schema';
import type { Operation, Resource } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { createsMissing } from '../../openapi/operations/responses';
import { failedWriteChangesNothing } from '../checks/failed-write-changes-nothing';
import { unknownWriteCreatesNothing } from '../checks/laws';
import { describeResponse, describeValue } from '../exchange/describe-value';
import { memberOf } from '../exchange/read-json';
import { sameValue } from '../exchange/same-value';
import { isSuccess } from '../exchange/statuses';
import type { CaseContext, CaseKind, PlannedCase } from '../steps/context/case';
import { walkList } from '../steps/lists/walk-list';
import { filterPairs, readRecord } from '../steps/records/look-up';
import { unusedId } from '../steps/records/unused-id';
import { idText, itemInBody, itemUnder, wrapItem } from '../steps/requests/item-in-body';
import { invalidBody, otherBody } from '../steps/requests/other-values';

/** A write that is rejected changes nothing, not even in part. */
export const failedWrites: CaseKind = {
  name: 'failed-writes',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { create, replace, update } = resource.roles;
      const plan = (operation: Operation, title: string, run: PlannedCase['run']): PlannedCase => {
        return { title, operation, pointer: operation.pointer, writes: true, exclusive: false, run };
      };
      if (create !== undefined) {
        const run: PlannedCase['run'] = (context) => createsNothing(context, resource, create);
        // A body of few properties is like those of other cases, which would create meanwhile.
        yield { ...plan(create, 'a rejected create creates nothing', run), exclusive: true };
      }
      for (const write of [replace, update]) {
        if (write === undefined) continue;
        const title = `a rejected ${write.method === 'put' ? 'replace' : 'update'} changes nothing`;
        yield plan(write, title, (context) => changesNothing(context, resource, write));
        // What makes a record that is missing has another promise to keep.
        if (createsMissing(write)) continue;
        const unknown = 'a write to an unknown id creates nothing';
        yield plan(write, unknown, (context) => staysUnknown(context, resource, write));
      }
    }
  },
};

async function createsNothing(context: CaseContext, resource: Resource, create: Operation): Promise<void> {
  const json = await invalidBody(context, create, 'failed create');
  const { list } = resource.roles;
  const path = await context.parents(resource);
  const query =
    json === undefined
      ? []
      : (resource.list?.filters ?? [])
          .flatMap((filter) => filterPairs(filter, itemInBody(resource, 'create', json) ?? null))
          .slice(0, 1);
  // Only what a filter can tell from everything else is looked for.
  if (json === undefined || list === undefined || query.length === 0) return;
  const before = await walkList(context, resource, list, { path, query });
  const failed = await context.send(create, { path, json }, { kind: 'open', because: 'the body is invalid' });
  const after = await walkList(context, resource, list, { path, query });
  if (before === undefined || after === undefined || isSuccess(failed.response.status)) return;
  const known = new Set(before.items.map((item) => idText(memberOf(item, resource.idProperty))));
  const added = after.items.filter((item) => !known.has(idText(memberOf(item, resource.idProperty))));
  // Other clients may create meanwhile; what counts is a record with the values of this request.
  const created = added.filter((item) => sharesValues(context, resource, item, itemInBody(resource, 'create', json)));
  const observation = {
    holds: created.length === 0,
    title: 'creates a record although it rejects the request',
    promised: 'no new item in the list',
    received: describeValue(created[0]),
    pointer: create.pointer,
    symptom: 'created',
  };
  context.confirm(unknownWriteCreatesNothing, observation, [failed, ...after.exchanges]);
}

// One property was broken, and a server may have stored it as it likes.
function sharesValues(
  { spec }: CaseContext,
  resource: Resource,
  item: JsonValue,
  sent: JsonValue | undefined,
): boolean {
  const properties = propertiesOf(spec.schemas, resource.schema);
  const differing = Object.entries(sent ?? {}).filter(
    ([name, value]) => !sameValue(spec.schemas, properties.get(name), value, memberOf(item, name)),
  );
  return differing.length <= 1;
}

async function changesNothing(context: CaseContext, resource: Resource, write: Operation): Promise<void> {
  const record = await context.record(resource);
  const json = await invalidBody(context, write, `failed ${write.id}`);
  if (json === undefined) return;
  const failed = await context.send(
    write,
    { path: record.path, json },
    { kind: 'open', because: 'the body is invalid' },
  );
  if (isSuccess(failed.response.status)) return;
  const seen = await readRecord(context, record, 'a write to it was rejected');
  if (seen === undefined) return;
  const agreement = { spec: context.spec, resource, promised: record.value, received: seen.value, when: write.id };
  context.confirm(failedWriteChangesNothing, agreement, [failed, seen.exchange]);
}

async function staysUnknown(context: CaseContext, resource: Resource, write: Operation): Promise<void> {
  const { read } = resource.roles;
  const id = await unusedId(context, resource, write, `stays unknown ${write.id}`);
  const item = await otherBody(context, write, 'stays unknown');
  if (read === undefined || id === undefined || item === undefined || resource.idParameter === undefined) return;
  const path = { ...(await context.parents(resource)), [resource.idParameter]: id };
  const because = `there is no ${resource.name} ${id}`;
  const failed = await context.send(
    write,
    { path, json: wrapItem(context.spec, write, itemUnder(resource, item, id)) },
    { kind: 'open', because },
  );
  const seen = await context.send(read, { path }, { kind: 'open', because });
  const created = isSuccess(seen.response.status);
  if (created) context.keep({ resource, id, path, value: item, exchange: seen });
  const observation = {
    holds: !created,
    title: 'creates a record by writing to an unknown id',
    promised: 'nothing to read under an id that no create has given',
    received: describeResponse(seen),
    pointer: write.pointer,
    symptom: 'created',
  };
  context.confirm(unknownWriteCreatesNothing, observation, [failed, seen]);
}
