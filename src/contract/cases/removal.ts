import type { Operation } from '../../openapi/model/model';
import { idsUnique, removedIsGone, removedOnce } from '../checks/laws';
import { othersUntouched } from '../checks/others-untouched';
import { describeResponse } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import { isSuccess } from '../exchange/statuses';
import type { CaseContext, CaseKind, CreatedRecord, PlannedCase } from '../steps/context/case';
import { Blocked } from '../steps/context/case';
import { confirmGone, confirmListed, confirmUnlisted, readRecord } from '../steps/records/look-up';
import { siblingsOf } from '../steps/records/record';
import { saysRemoved } from '../steps/records/removal-evidence';
import { bodyWithItem } from '../steps/requests/item-in-body';
import { otherBody } from '../steps/requests/other-values';
import { notFoundStatuses, removesAnyway } from '../steps/requests/rejection';

/** A removal takes one record away, once, from every read and list; and nothing else. */
export const removal: CaseKind = {
  name: 'removal',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { remove } = resource.roles;
      if (remove === undefined || resource.roles.create === undefined) continue;
      // A server may give an id again: alone, nobody else gets it meanwhile.
      const about = { operation: remove, pointer: remove.pointer, writes: true, exclusive: true };
      const run = (title: string, steps: Steps): PlannedCase => ({
        ...about,
        title,
        run: async (context) => steps(context, await context.record(resource), remove),
      });
      yield run('a removed record is read no more', isReadNoMore);
      yield run('a removed record is listed no more', isListedNoMore);
      yield run('a record is removed once', isRemovedOnce);
      yield run('a removal leaves other records alone', leavesOthersAlone);
      yield run('a removed record is not brought back by a replace', staysAway);
      yield run('a record that is made after a removal takes no place of another one', takesNoPlace);
    }
  },
};

type Steps = (context: CaseContext, record: CreatedRecord, remove: Operation) => Promise<void>;

async function removeIt(context: CaseContext, record: CreatedRecord, remove: Operation): Promise<Exchange> {
  const expectation = { kind: 'success', because: 'the record is there', pointer: remove.pointer } as const;
  const exchange = await context.send(remove, { path: record.path }, expectation);
  if (!isSuccess(exchange.response.status)) throw new Blocked(`${remove.id} does not remove`);
  return exchange;
}

async function isReadNoMore(context: CaseContext, record: CreatedRecord, remove: Operation): Promise<void> {
  // A cache of what was read has the record now.
  await readRecord(context, record, 'it was just created');
  const removed = await removeIt(context, record, remove);
  if (record.resource.roles.read !== undefined) await confirmGone(context, record, removed);
}

async function isListedNoMore(context: CaseContext, record: CreatedRecord, remove: Operation): Promise<void> {
  await confirmListed(context, record, record.value, 'after its creation', [record.exchange]);
  const removed = await removeIt(context, record, remove);
  await confirmUnlisted(context, record, record.value, 'after its removal', [removed]);
}

async function isRemovedOnce(context: CaseContext, record: CreatedRecord, remove: Operation): Promise<void> {
  const removed = await removeIt(context, record, remove);
  const again = await context.send(remove, { path: record.path }, { kind: 'open', because: 'it was just removed' });
  const { status } = again.response;
  const observation = {
    holds: notFoundStatuses(remove).includes(status) || status >= 500,
    title: `answers status ${status} to a second removal`,
    promised: 'status 404, as the record is gone',
    received: describeResponse(again),
    pointer: remove.pointer,
    symptom: `status ${status}`,
    severity: removesAnyway(remove) && isSuccess(status) ? ('warning' as const) : undefined,
  };
  context.confirm(removedOnce, observation, [removed, again]);
}

async function leavesOthersAlone(context: CaseContext, record: CreatedRecord, remove: Operation): Promise<void> {
  // Some before it and some after it: an off-by-one in a list of records takes a neighbour.
  const [older, middle, newer] = await siblingsOf(context, record, 3);
  if (older === undefined || middle === undefined || newer === undefined) return;
  const removed = await removeIt(context, middle, remove);
  for (const other of [record, older, newer]) {
    const seen = await readRecord(context, other, 'only another record was removed');
    if (seen === undefined) continue;
    const about = { spec: context.spec, resource: other.resource, when: 'another record was removed' };
    context.confirm(othersUntouched, { ...about, promised: other.value, received: seen.value }, [
      removed,
      seen.exchange,
    ]);
    await confirmListed(context, other, other.value, 'after the removal of another one', [removed]);
  }
}

// Where ids are counted by the number of records, the next one has the id of the last one that is there.
async function takesNoPlace(context: CaseContext, record: CreatedRecord, remove: Operation): Promise<void> {
  const { resource } = record;
  const last = await context.record(resource);
  const removed = await removeIt(context, record, remove);
  context.forget(record);
  const next = await context.record(resource);
  const observation = {
    holds: next.id !== last.id,
    title: 'gives a new record the id of one that is there',
    promised: `another id than ${last.id}, which was created before and not removed`,
    received: `${resource.name} ${next.id}`,
    pointer: resource.roles.create?.pointer ?? remove.pointer,
    symptom: 'after a removal',
  };
  context.confirm(idsUnique, observation, [last.exchange, removed, next.exchange]);
}

async function staysAway(context: CaseContext, record: CreatedRecord, remove: Operation): Promise<void> {
  const { replace, read } = record.resource.roles;
  const item = replace === undefined ? undefined : await otherBody(context, replace, 'staysAway');
  if (replace === undefined || read === undefined || item === undefined) return;
  const removed = await removeIt(context, record, remove);
  const because = 'the record was just removed';
  const json = bodyWithItem(record.resource, 'replace', item);
  const replaced = await context.send(replace, { path: record.path, json }, { kind: 'open', because });
  // A replace that may create is another promise (RFC 9110, section 9.3.4): then the document has a 201 for it.
  if (replace.responses.some(({ status }) => status === '201')) return;
  const seen = await context.send(read, { path: record.path }, { kind: 'open', because });
  const observation = {
    holds:
      !isSuccess(replaced.response.status) && (!isSuccess(seen.response.status) || saysRemoved(seen, record.resource)),
    title: 'a replace brings a removed record back',
    promised: 'status 404 for the replace, and nothing to read afterwards',
    received: `status ${replaced.response.status} for the replace, ${seen.response.status} for the read`,
    pointer: replace.pointer,
    symptom: 'replaced',
  };
  context.confirm(removedIsGone, observation, [removed, replaced, seen]);
}
