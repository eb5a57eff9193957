import type { JsonValue } from '../../../json-schema/json-schema';
import type { Resource } from '../../../openapi/model';
import type { Exchange } from '../../exchange/exchange';
import { memberOf } from '../../exchange/value-at-path';

/**
 * The items that a list response carries.
 *
 * @returns undefined when it carries no list where the document says it does
 */
export function listItems(resource: Resource, { json }: Exchange): readonly JsonValue[] | undefined {
  if (json.kind !== 'json') return undefined;
  const { itemsProperty, itemsWithin } = resource.list ?? {};
  const items = itemsProperty === undefined ? json.value : memberOf(within(json.value, itemsWithin), itemsProperty);
  return Array.isArray(items) ? items : undefined;
}

/** The number of matching items that a list response announces; undefined when the document has no place for it. */
export function listTotal(resource: Resource, { json, response }: Exchange): number | undefined {
  const { totalProperty, totalWithin, totalHeader } = resource.list ?? {};
  if (totalProperty !== undefined && json.kind === 'json') {
    const total = memberOf(within(json.value, totalWithin), totalProperty);
    return typeof total === 'number' ? total : undefined;
  }
  const header = totalHeader === undefined ? undefined : response.headers[totalHeader.toLowerCase()];
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;
}

/** The cursor of the next page that a list response gives; undefined when it gives none. */
export function listNext(resource: Resource, { json }: Exchange): JsonValue | undefined {
  const { paging } = resource.list ?? {};
  if (json.kind !== 'json' || paging?.kind !== 'cursor' || paging.nextProperty === undefined) return undefined;
  return memberOf(within(json.value, paging.nextWithin), paging.nextProperty);
}

function within(value: JsonValue, name: string | undefined): JsonValue | undefined {
  return name === undefined ? value : memberOf(value, name);
}
