import type { JsonObject } from '../../json-schema/model/json-schema';
import type { Operation } from '../../openapi/model/model';
import { answerReflectsRequest } from '../checks/answer-reflects-request';
import { othersUntouched } from '../checks/others-untouched';
import { readsAgree } from '../checks/reads-agree';
import { replaceReplaces } from '../checks/replace-replaces';
import type { CaseContext, CaseKind, CreatedRecord, PlannedCase } from '../steps/context/case';
import { confirmListed, confirmSameId, confirmUnlisted, filterPairs, readRecord } from '../steps/records/look-up';
import { siblingsOf } from '../steps/records/record';
import { confirmForgets, replaceWith } from '../steps/records/replace-record';
import { unusedId } from '../steps/records/unused-id';
import { bodyWithItem, shownItem } from '../steps/requests/item-in-body';
import { otherBody } from '../steps/requests/other-values';
import { defaultsOf } from '../steps/requests/valid-request';

/** A replace replaces the whole record, keeps its id, and changes nothing else; every read and list shows the new one from then on. */
export const replacement: CaseKind = {
  name: 'replacement',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { replace } = resource.roles;
      if (replace === undefined) continue;
      const about = { operation: replace, pointer: replace.pointer, writes: true };
      const run = (title: string, steps: Steps, exclusive = false): PlannedCase => ({
        ...about,
        title,
        exclusive,
        run: async (context) => steps(context, await context.record(resource), replace),
      });
      yield run('a replaced record is read as it was answered', isRead);
      yield run('a replaced record is listed once, as it was answered', isListed);
      // A server that is off by one changes the record that was made next.
      yield run('a replace leaves other records alone', leavesOthersAlone, true);
      yield run('a replace drops what is left out', dropsTheRest);
      yield run('a replace keeps the id, whatever the body says', keepsItsId);
      yield run('a record can be replaced again and again', isRepeatable);
      yield run('a replace moves a record between filters', movesBetweenFilters);
    }
  },
};

type Steps = (context: CaseContext, record: CreatedRecord, replace: Operation) => Promise<void>;

async function isRead(context: CaseContext, record: CreatedRecord, replace: Operation): Promise<void> {
  // A cache of what was read has the old one now.
  await readRecord(context, record, 'it was just created');
  const { body, answer, exchange } = await replaceWith(
    context,
    record,
    replace,
    await otherBody(context, replace, 'isRead'),
  );
  const about = { spec: context.spec, resource: record.resource };
  context.confirm(answerReflectsRequest, { ...about, promised: body, received: answer, when: 'replaced' }, [exchange]);
  confirmSameId(context, record, answer, exchange);
  const seen = await readRecord(context, record, 'it was just replaced');
  if (seen === undefined) return;
  const agreement = { ...about, promised: answer, received: seen.value, when: 'read after the replace' };
  context.confirm(readsAgree, agreement, [exchange, seen.exchange]);
}

// The same request twice has the effect of one (RFC 9110, section 9.2.2).
async function isRepeatable(context: CaseContext, record: CreatedRecord, replace: Operation): Promise<void> {
  const body = await otherBody(context, replace, 'isRepeatable');
  const first = await replaceWith(context, record, replace, body);
  const again = await replaceWith(context, record, replace, body);
  const about = { spec: context.spec, resource: record.resource };
  const agreement = { ...about, promised: first.body, received: again.answer, when: 'replaced by the same again' };
  context.confirm(answerReflectsRequest, agreement, [first.exchange, again.exchange]);
  await replaceWith(context, record, replace, await otherBody(context, replace, 'isRepeatable, third'));
}

async function isListed(context: CaseContext, record: CreatedRecord, replace: Operation): Promise<void> {
  await confirmListed(context, record, record.value, 'after its creation', [record.exchange]);
  const { answer, exchange } = await replaceWith(
    context,
    record,
    replace,
    await otherBody(context, replace, 'isListed'),
  );
  await confirmListed(context, record, answer, 'after its replace', [exchange]);
}

async function leavesOthersAlone(context: CaseContext, record: CreatedRecord, replace: Operation): Promise<void> {
  const others = await siblingsOf(context, record, 2);
  const { exchange } = await replaceWith(
    context,
    record,
    replace,
    await otherBody(context, replace, 'leavesOthersAlone'),
  );
  for (const other of others) {
    const seen = await readRecord(context, other, 'another record was replaced');
    if (seen === undefined) continue;
    const about = { spec: context.spec, resource: other.resource, when: 'another record was replaced' };
    context.confirm(othersUntouched, { ...about, promised: other.value, received: seen.value }, [
      exchange,
      seen.exchange,
    ]);
  }
}

async function dropsTheRest(context: CaseContext, record: CreatedRecord, replace: Operation): Promise<void> {
  const minimal = await otherBody(context, replace, 'dropsTheRest', 'none');
  const { body, answer, exchange } = await replaceWith(context, record, replace, minimal);
  const promised = defaultsOf(context.spec, replace);
  const about = { spec: context.spec, resource: record.resource };
  const left = { ...promised, ...body };
  if (!context.confirm(replaceReplaces, { ...about, promised: left, received: answer, when: 'left out' }, [exchange]))
    return;
  const seen = await readRecord(context, record, 'it was just replaced');
  if (seen !== undefined) {
    const agreement = { ...about, promised: left, received: seen.value, when: 'read after a replace that left it out' };
    if (!context.confirm(replaceReplaces, agreement, [exchange, seen.exchange])) return;
  }
  await confirmForgets(context, record, replace, body, seen?.value ?? answer);
}

// A target may also reject a body with an id; then there is nothing to see.
async function keepsItsId(context: CaseContext, record: CreatedRecord, replace: Operation): Promise<void> {
  const { idProperty } = record.resource;
  const id = await unusedId(context, record.resource, replace, 'sent with a replace');
  const body = await otherBody(context, replace, 'keepsItsId');
  if (id === undefined || body === undefined) return;
  const other = { ...body, [idProperty]: typeof record.value[idProperty] === 'number' ? Number(id) : id };
  const json = bodyWithItem(record.resource, 'replace', other);
  const because = 'the body carries another id';
  const exchange = await context.send(replace, { path: record.path, json }, { kind: 'open', because });
  const answered = shownItem(exchange, record.resource, 'replace');
  if (exchange.response.status >= 300 || answered === undefined) return;
  confirmSameId(context, record, answered, exchange);
  const seen = await readRecord(context, record, 'it was just replaced');
  if (seen !== undefined) confirmSameId(context, record, seen.value, exchange, seen.exchange);
}

async function movesBetweenFilters(context: CaseContext, record: CreatedRecord, replace: Operation): Promise<void> {
  const { list, filters = [] } = { list: record.resource.roles.list, filters: record.resource.list?.filters };
  if (list === undefined || filters.length === 0) return;
  const { answer, exchange } = await replaceWith(
    context,
    record,
    replace,
    await otherBody(context, replace, 'movesBetweenFilters'),
  );
  for (const filter of filters) {
    const [before, after] = [filterPairs(filter, record.value), filterPairs(filter, answer)];
    const only = (value: JsonObject): JsonObject => ({ [filter.property]: value[filter.property] ?? null });
    if (before.length === 0 || after.length === 0 || before[0]?.[1] === after[0]?.[1]) continue;
    await confirmUnlisted(context, record, only(record.value), `under its old ${filter.property} after a replace`, [
      exchange,
    ]);
    await confirmListed(context, record, { ...answer, ...only(answer) }, 'after its replace', [exchange]);
  }
}
