import type { JsonValue } from '../schema/json-schema';
import type { Resource } from '../spec/model';
import type { Exchange } from './exchange';
import { memberOf } from './value-at-path';

/**
 * The items that a list response carries.
 *
 * @returns undefined when it carries no list where the document says it does
 */
export function listItems(resource: Resource, { json }: Exchange): readonly JsonValue[] | undefined {
  if (json.kind !== 'json') return undefined;
  const property = resource.list?.itemsProperty;
  const items = property === undefined ? json.value : memberOf(json.value, property);
  return Array.isArray(items) ? items : undefined;
}

/** The number of matching items that a list response announces; undefined when the document has no place for it. */
export function listTotal(resource: Resource, { json, response }: Exchange): number | undefined {
  const { totalProperty, totalHeader } = resource.list ?? {};
  if (totalProperty !== undefined && json.kind === 'json') {
    const total = memberOf(json.value, totalProperty);
    return typeof total === 'number' ? total : undefined;
  }
  const header = totalHeader === undefined ? undefined : response.headers[totalHeader.toLowerCase()];
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;
}
