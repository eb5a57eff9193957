import type { JsonObject, JsonValue } from '../../../json-schema/model/json-schema';
import type { Operation } from '../../../openapi/model/model';
import { propertiesOf } from '../../../openapi/model/schema-facts';
import { replaceForgets } from '../../checks/replace-replaces';
import { describeValue } from '../../exchange/describe-value';
import type { Exchange } from '../../exchange/exchange';
import { knownItem } from '../../exchange/promised-item';
import { sameValue } from '../../exchange/same-value';
import type { CaseContext } from '../context/case';
import { Blocked, type CreatedRecord } from '../context/case';
import { bodyWithItem, shownItem } from '../requests/item-in-body';
import { otherBody } from '../requests/other-values';
import { readRecord } from './look-up';

/** Other values that are tried before a property with a few values only, such as a boolean, is given up. */
const ATTEMPTS = 4;

/**
 * Checks that a replace leaves nothing behind of what it does not mention. The document may not say what comes instead, but
 * whatever it is, it is not what was there before: two different old values cannot both be what the target falls back to.
 *
 * @param minimal - the body with nothing but what is required, by which the record was replaced
 * @param after - the record as it was seen after that
 */
export async function confirmForgets(
  context: CaseContext,
  record: CreatedRecord,
  replace: Operation,
  minimal: JsonObject,
  after: JsonObject,
): Promise<void> {
  const { schemas } = context.spec;
  const properties = propertiesOf(schemas, record.resource.schema);
  const same = (name: string, one: JsonValue | undefined, other: JsonValue | undefined): boolean =>
    sameValue(schemas, properties.get(name), one, other);
  // The value that outlived a replace, for each property that may be merged.
  let kept = new Map<string, JsonValue>();
  for (const [name, value] of Object.entries(record.value)) {
    const isLeftOut = Object.hasOwn(record.sent ?? {}, name) && !Object.hasOwn(minimal, name);
    if (isLeftOut && !isNothing(value) && same(name, value, after[name])) kept.set(name, value);
  }
  for (let attempt = 0; attempt < ATTEMPTS && kept.size > 0; attempt += 1) {
    const round = await fillAndReplace(context, record, replace, minimal, `filled again ${attempt}`);
    const still = new Map<string, JsonValue>();
    for (const [name, value] of kept) {
      const before = round.before[name];
      // It tells nothing when it could not be filled, or with the same.
      if (before === undefined || isNothing(before) || same(name, before, value)) still.set(name, value);
      else if (same(name, before, round.after[name])) report(context, record, name, before, round.exchanges);
    }
    kept = still;
  }
}

function report(
  context: CaseContext,
  { resource }: CreatedRecord,
  name: string,
  value: JsonValue,
  evidence: readonly Exchange[],
): void {
  const schema = propertiesOf(context.spec.schemas, resource.schema).get(name);
  const observation = {
    holds: false,
    title: `merges instead of replacing: ${name} (left out)`,
    promised: `${name} without its old value, as the replace leaves it out`,
    received: `${name}: ${describeValue(value)}, as before`,
    pointer: schema?.pointer ?? resource.schema.pointer,
    symptom: `${resource.name}.${name}`,
  };
  context.confirm(replaceForgets, observation, evidence);
}

interface Round {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly exchanges: readonly Exchange[];
}

async function fillAndReplace(
  context: CaseContext,
  record: CreatedRecord,
  replace: Operation,
  minimal: JsonObject,
  key: string,
): Promise<Round> {
  const filled = await replaceWith(context, record, replace, await otherBody(context, replace, key));
  const before = await readRecord(context, record, 'it was just replaced');
  const emptied = await replaceWith(context, record, replace, minimal);
  const after = await readRecord(context, record, 'it was just replaced');
  return {
    before: before?.value ?? filled.answer,
    after: after?.value ?? emptied.answer,
    exchanges: [filled.exchange, emptied.exchange],
  };
}

// What is empty anyway may well be what a target falls back to.
function isNothing(value: JsonValue): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** A replace that was carried out. */
export interface Replaced {
  readonly body: JsonObject;
  readonly answer: JsonObject;
  readonly exchange: Exchange;
}

/**
 * Replaces a record by an item, wrapped as the document says.
 *
 * @throws {@link Blocked} when the target does not replace it, which has then been reported
 */
export async function replaceWith(
  context: CaseContext,
  record: CreatedRecord,
  replace: Operation,
  item: JsonObject | undefined,
): Promise<Replaced> {
  if (item === undefined) throw new Blocked(`${replace.id} takes no JSON object`);
  const { idProperty } = record.resource;
  // Where the body has the id as well, it is the one of the path.
  const body = Object.hasOwn(item, idProperty)
    ? { ...item, [idProperty]: record.value[idProperty] ?? record.id }
    : item;
  const expectation = { kind: 'success', because: 'every property is valid', pointer: replace.pointer } as const;
  const exchange = await context.send(
    replace,
    { path: record.path, json: bodyWithItem(record.resource, 'replace', body) },
    expectation,
  );
  if (exchange.response.status >= 300) throw new Blocked(`${replace.id} does not replace`);
  // Without a body in the answer, what was sent is what is promised.
  return {
    body,
    answer: knownItem(exchange, record.resource, body, shownItem(exchange, record.resource, 'replace')),
    exchange,
  };
}
