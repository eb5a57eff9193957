import type { JsonObject } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Operation } from '../../openapi/model/model';
import { answerReflectsRequest } from '../checks/answer-reflects-request';
import { readsAgree } from '../checks/reads-agree';
import { replaceReplaces } from '../checks/replace-replaces';
import { updateMerges } from '../checks/update-merges';
import type { Expectation } from '../exchange/expectation';
import { knownItem } from '../exchange/promised-item';
import { type CaseContext, Inconclusive } from '../steps/context/case';
import { isPending } from '../steps/records/accepted';
import { confirmSameId } from '../steps/records/look-up';
import { recordFrom } from '../steps/records/record';
import { removedFlag } from '../steps/records/removal-evidence';
import { itemUnder, shownItem } from '../steps/requests/item-in-body';
import { notFound } from '../steps/requests/rejection';
import { defaultsOf } from '../steps/requests/valid-request';
import { listOwn } from './list-own';
import type { Step } from './random-walk';
import type { InvalidItem } from './walk-bodies';
import { type KnownRecord, recordAt, type WalkModel } from './walk-model';

/** Takes one step of a walk: does it, compares what came with the model, and brings the model up to date. */
export async function takeStep(context: CaseContext, model: WalkModel, step: Step): Promise<void> {
  if (step.role === 'create') return create(context, model, step);
  const known = recordAt(model, step.record);
  if (step.role === 'list') return listOwn(context, model, step, known);
  if (known === undefined || isAnother(context, known)) return;
  if (step.role === 'read') return read(context, model, known, 'after all that was done before');
  if (step.role === 'remove') return remove(context, model, known);
  return write(context, model, known, step);
}

/** At the end every record is what the model says, and what is removed stays away. */
export async function auditModel(context: CaseContext, model: WalkModel): Promise<void> {
  for (const known of model.records.filter((each) => !isAnother(context, each)))
    await read(context, model, known, 'at the end of all that was done');
  const { length } = model.records;
  if (length === 0) return;
  for (const filters of [1, 2])
    await listOwn(context, model, { record: length - 1, filters, size: 2 }, recordAt(model, 0));
}

// Where ids are given again, the id of a removed record may be that of another one by now.
function isAnother(context: CaseContext, { record, removed }: KnownRecord): boolean {
  return removed && context.givesIdsAgain(record.resource);
}

const valid = (operation: Operation): Expectation => {
  return { kind: 'success', because: 'every property is valid', pointer: operation.pointer };
};

const invalid = ({ violations }: InvalidItem): Expectation => {
  const because = violations.map(({ path, keyword }) => `${path.join('.')} (${keyword})`).join(', ');
  return { kind: 'rejection', violations, because, or: [] };
};

async function create(context: CaseContext, model: WalkModel, step: Step & { role: 'create' }): Promise<void> {
  const { resource, path } = model;
  const operation = resource.roles.create;
  const bodies = model.bodies('create');
  const chosen = bodies?.valid(step.body, model);
  if (operation === undefined || bodies === undefined || chosen === undefined) return;
  const sent = adapted(context, operation, chosen, bodies.wrap);
  const faulty = step.faults.length === 0 ? undefined : bodies.invalid(sent.item, step.faults);
  const json = faulty?.json ?? sent.json;
  const exchange = await context.send(
    operation,
    { path, json },
    faulty === undefined ? valid(operation) : invalid(faulty),
  );
  const record = recordFrom(resource, path, exchange, json);
  if (record === undefined || !context.keep(record)) return;
  const promised = without(sent.item, resource.idProperty);
  const about = { spec: context.spec, resource, when: 'created' };
  const answered = shownItem(exchange, resource, 'create');
  if (faulty === undefined && answered !== undefined) {
    context.confirm(answerReflectsRequest, { ...about, promised, received: answered }, [exchange]);
  }
  // A server may give an id again: then the old record is the new one.
  const again = model.records.findIndex((known) => known.removed && known.record.id === record.id);
  if (again !== -1) model.records.splice(again, 1);
  model.records.push({ record, value: record.value, removed: false });
}

async function write(
  context: CaseContext,
  model: WalkModel,
  known: KnownRecord,
  step: Step & { role: 'replace' | 'update' },
): Promise<void> {
  const { resource } = model;
  const operation = resource.roles[step.role];
  const bodies = model.bodies(step.role);
  const chosen = bodies?.valid(step.body, model);
  if (operation === undefined || bodies === undefined || chosen === undefined) return;
  const item = itemUnder(resource, chosen, known.record.value[resource.idProperty] ?? known.record.id);
  const sent = adapted(context, operation, item, bodies.wrap);
  const faulty = step.faults.length === 0 ? undefined : bodies.invalid(sent.item, step.faults);
  // Where the record is gone and the body is wrong as well, either may be told.
  const open = { kind: 'open', because: 'the record is gone' } as const;
  const gone = faulty === undefined && !mayCreate(operation) ? notFound(operation, open.because) : open;
  const expectation = known.removed ? gone : faulty === undefined ? valid(operation) : invalid(faulty);
  const exchange = await context.send(
    operation,
    { path: known.record.path, json: faulty?.json ?? sent.json },
    expectation,
  );
  if (exchange.response.status >= 300) return;
  if (isPending(exchange)) throw new Inconclusive('the write is only accepted');
  if (known.removed) {
    known.removed = !mayCreate(operation);
    if (!known.removed) context.keep(known.record);
  }
  const answer = shownItem(exchange, resource, step.role);
  if (answer !== undefined) confirmSameId(context, known.record, answer, exchange);
  const promised = without(sent.item, resource.idProperty);
  const kept = step.role === 'update' ? keptBy(known, promised) : {};
  // What only the server sets is not known without an answer.
  known.value = knownItem(exchange, resource, { ...kept, ...promised }, answer);
  if (faulty !== undefined || answer === undefined) return;
  const about = { spec: context.spec, resource, received: answer, when: `${step.role}d` };
  context.confirm(answerReflectsRequest, { ...about, promised }, [exchange]);
  if (step.role === 'update') context.confirm(updateMerges, { ...about, promised: kept }, [exchange]);
  else {
    const defaults = without(defaultsOf(context.spec, operation), ...Object.keys(promised));
    context.confirm(replaceReplaces, { ...about, promised: defaults, when: 'left out' }, [exchange]);
  }
}

// What clients can set, and did not set now.
function keptBy({ record, value }: KnownRecord, patch: JsonObject): JsonObject {
  const settable = Object.entries(value).filter(([name]) => Object.hasOwn(record.sent ?? {}, name));
  return without(Object.fromEntries(settable), ...Object.keys(patch));
}

async function read(context: CaseContext, { resource }: WalkModel, known: KnownRecord, when: string): Promise<void> {
  const operation = resource.roles.read;
  if (operation === undefined) return;
  const isMarked = known.removed && removedFlag(context.spec, resource) !== undefined;
  const gone: Expectation = isMarked
    ? { kind: 'open', because: 'a removed record may be shown as removed' }
    : notFound(operation, 'the record was removed');
  const expectation: Expectation = known.removed
    ? gone
    : { kind: 'success', because: 'the record is there', pointer: operation.pointer };
  const exchange = await context.send(operation, { path: known.record.path }, expectation);
  const seen = shownItem(exchange, resource, 'read');
  if (known.removed || exchange.response.status >= 300 || seen === undefined) return;
  context.confirm(readsAgree, { spec: context.spec, resource, promised: known.value, received: seen, when }, [
    exchange,
  ]);
}

async function remove(context: CaseContext, { resource }: WalkModel, known: KnownRecord): Promise<void> {
  const operation = resource.roles.remove;
  if (operation === undefined) return;
  const expectation: Expectation = known.removed
    ? notFound(operation, 'the record was removed before')
    : { kind: 'success', because: 'the record is there', pointer: operation.pointer };
  const exchange = await context.send(operation, { path: known.record.path }, expectation);
  if (exchange.response.status >= 300) return;
  if (isPending(exchange)) throw new Inconclusive('the removal is only accepted');
  known.removed = true;
  context.forget(known.record);
}

function adapted(
  context: CaseContext,
  operation: Operation,
  item: JsonObject,
  wrap: (item: JsonObject) => JsonObject,
): { readonly item: JsonObject; readonly json: JsonObject } {
  const { json } = context.adapt(operation, { json: item }, undefined);
  const known = isJsonObject(json) ? json : item;
  return { item: known, json: wrap(known) };
}

// A replace that may create is documented with a 201 (RFC 9110, section 9.3.4).
function mayCreate(operation: Operation): boolean {
  return operation.responses.some(({ status }) => status === '201');
}

function without(item: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
}
