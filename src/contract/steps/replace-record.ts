import type { JsonObject } from '../../json-schema/json-schema';
import type { Operation } from '../../openapi/model';
import type { Exchange } from '../exchange/exchange';
import { Blocked } from './blocked';
import type { CaseContext } from './context/case';
import { type CreatedRecord, isObject } from './records/record';
import { bodyWithItem, itemInAnswer } from './requests/item-in-body';

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
  return { body, answer: answeredItem(record, exchange) ?? body, exchange };
}

/** The item that a replace answers; undefined when it answers none. */
export function answeredItem({ resource }: CreatedRecord, { json }: Exchange): JsonObject | undefined {
  const item = json.kind === 'json' ? itemInAnswer(resource, 'replace', json.value) : undefined;
  return isObject(item) ? item : undefined;
}
