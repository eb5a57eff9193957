import type { JsonObject, JsonValue } from '../../json-schema/json-schema';
import { encodeParameter } from '../../openapi/encode-parameter';
import type { Filter, Resource } from '../../openapi/model';
import { propertiesOf } from '../../openapi/schema-facts';
import type { QueryPair } from '../exchange/build-request';
import type { Exchange } from '../exchange/exchange';
import { sameValue } from '../exchange/same-value';
import { memberOf, valueAtPath } from '../exchange/value-at-path';
import type { CaseContext } from './context/case';
import { walkList } from './lists/walk-list';
import { type CreatedRecord, idText, isObject } from './records/record';

/** What a list showed of one record. */
export interface Listing {
  /** Every item with the record's id; one when all is well. */
  readonly items: readonly JsonObject[];
  readonly exchanges: readonly Exchange[];
  /** False when the list is too long to be sure that the record is not in it. */
  readonly certain: boolean;
}

/**
 * Looks a record up in the list, through the filter that selects least where there is one.
 *
 * @param value - the record's properties as they are now, which decide what to filter by
 * @returns undefined when the resource has no list, or it cannot be read
 */
export async function findInList(
  context: CaseContext,
  { resource, id, path }: CreatedRecord,
  value: JsonObject,
): Promise<Listing | undefined> {
  const { list } = resource.roles;
  if (list === undefined) return undefined;
  const query = (resource.list?.filters ?? []).flatMap((filter) => filterPairs(filter, value)).slice(0, 1);
  const walk = await walkList(context, resource, list, { path, query });
  if (walk === undefined) return undefined;
  const items = walk.items.filter((item) => isObject(item) && hasId(context, resource, item, id)) as JsonObject[];
  return { items, exchanges: walk.exchanges.slice(-1), certain: walk.complete };
}

/** The query that selects what has the same value as a record; empty when the record has none there. */
export function filterPairs({ parameter, property }: Filter, record: JsonValue): readonly QueryPair[] {
  const value = valueAtPath(record, property.split('.'));
  return value === undefined || value === null ? [] : encodeParameter(parameter, value);
}

/** Whether an item of a list is the one with an id. */
export function hasId(context: CaseContext, resource: Resource, item: JsonValue, id: string): boolean {
  const schema = propertiesOf(context.spec.schemas, resource.schema).get(resource.idProperty);
  return sameValue(context.spec.schemas, schema, idText(memberOf(item, resource.idProperty)), id);
}
