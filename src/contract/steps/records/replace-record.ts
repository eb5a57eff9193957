import type { JsonObject, JsonValue } from '../../../json-schema/json-schema';
import type { Operation } from '../../../openapi/model';
import { propertiesOf } from '../../../openapi/schema-facts';
import { replaceForgets } from '../../checks/replace-replaces';
import { describeValue } from '../../exchange/describe-value';
import type { Exchange } from '../../exchange/exchange';
import { sameValue } from '../../exchange/same-value';
import type { CaseContext } from '../context/case';
import { replaceWith } from '../replace-record';
import { otherBody } from '../requests/other-values';
import { readRecord } from './look-up';
import type { CreatedRecord } from './record';

/** Other values that are tried before a property with a few values only, such as a boolean, is given up. */
const attempts = 4;

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
  for (let attempt = 0; attempt < attempts && kept.size > 0; attempt += 1) {
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
