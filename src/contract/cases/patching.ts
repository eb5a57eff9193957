import type { JsonObject } from '../../json-schema/model/json-schema';
import type { Operation, Resource } from '../../openapi/model/model';
import { answerReflectsRequest } from '../checks/answer-reflects-request';
import { othersUntouched } from '../checks/others-untouched';
import { readsAgree } from '../checks/reads-agree';
import { updateMerges } from '../checks/update-merges';
import { jsonBody } from '../exchange/build-request';
import { knownItem } from '../exchange/promised-item';
import type { CaseContext, CaseKind, CreatedRecord, PlannedCase } from '../steps/context/case';
import { confirmSameId, readRecord } from '../steps/records/look-up';
import { siblingsOf } from '../steps/records/record';
import { shownItem, wrapItem } from '../steps/requests/item-in-body';
import { otherBody } from '../steps/requests/other-values';

/** A PATCH changes what it names, keeps the rest and the id, and touches no other record. */
export const patching: CaseKind = {
  name: 'patching',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { update, create } = resource.roles;
      const schema = update === undefined ? undefined : jsonBody(update)?.schema;
      if (update === undefined || create === undefined || schema === undefined) continue;
      const plan = (title: string, run: PlannedCase['run'], exclusive = false): PlannedCase => {
        return { title, operation: update, pointer: update.pointer, writes: true, exclusive, run };
      };
      yield plan('each property can be changed alone', (context) => changesAlone(context, resource, update));
      const beside: PlannedCase['run'] = (context) => leavesOthersAlone(context, resource, update);
      // A server that is off by one changes the record that was made next.
      yield plan('an update leaves other records alone', beside, true);
    }
  },
};

async function changesAlone(context: CaseContext, resource: Resource, update: Operation): Promise<void> {
  let record = await context.record(resource);
  const values = await otherBody(context, update, 'patching');
  const schema = jsonBody(update)?.schema;
  for (const [name, value] of Object.entries(values ?? {})) {
    const patch = { [name]: value };
    const json = wrapItem(context.spec, update, patch);
    // One property may not do without another.
    if (schema === undefined || context.spec.schemas.validator(schema, 'request')(json).length > 0) continue;
    const answer = await patchWith(context, record, update, patch);
    if (answer === undefined) return;
    record = { ...record, value: answer };
  }
}

async function patchWith(
  context: CaseContext,
  record: CreatedRecord,
  update: Operation,
  patch: JsonObject,
): Promise<JsonObject | undefined> {
  const { resource, path } = record;
  const because = `only ${Object.keys(patch).join(', ')} is changed`;
  const json = wrapItem(context.spec, update, patch);
  const exchange = await context.send(update, { path, json }, { kind: 'success', because, pointer: update.pointer });
  if (exchange.response.status >= 300) return undefined;
  const merged = { ...record.value, ...patch };
  const about = { spec: context.spec, resource, when: because };
  const answer = shownItem(exchange, resource, 'update');
  if (answer !== undefined) {
    context.confirm(answerReflectsRequest, { ...about, promised: patch, received: answer }, [exchange]);
    context.confirm(updateMerges, { ...about, promised: untouched(record, patch), received: answer }, [exchange]);
    confirmSameId(context, record, answer, exchange);
  }
  const seen = await readRecord(context, record, 'it was just updated');
  if (seen === undefined) return answer ?? merged;
  const sent = { ...untouched(record, patch), ...patch };
  const promised = knownItem(exchange, resource, sent, answer);
  context.confirm(readsAgree, { ...about, promised, received: seen.value }, [exchange, seen.exchange]);
  return seen.value;
}

// What only the server sets, such as the date of the last change, may change along.
function untouched(record: CreatedRecord, patch: JsonObject): JsonObject {
  const sent = record.sent ?? {};
  return Object.fromEntries(
    Object.entries(record.value).filter(([name]) => Object.hasOwn(sent, name) && !Object.hasOwn(patch, name)),
  );
}

async function leavesOthersAlone(context: CaseContext, resource: Resource, update: Operation): Promise<void> {
  const record = await context.record(resource);
  const others = await siblingsOf(context, record, 2);
  const patch = await otherBody(context, update, 'patching beside others');
  if (patch === undefined) return;
  const json = wrapItem(context.spec, update, patch);
  const expectation = { kind: 'success', because: 'every property is valid', pointer: update.pointer } as const;
  const exchange = await context.send(update, { path: record.path, json }, expectation);
  if (exchange.response.status >= 300) return;
  for (const other of others) {
    const seen = await readRecord(context, other, 'another record was updated');
    if (seen === undefined) continue;
    const about = { spec: context.spec, resource, when: 'another record was updated' };
    const agreement = { ...about, promised: other.value, received: seen.value };
    context.confirm(othersUntouched, agreement, [exchange, seen.exchange]);
  }
}
