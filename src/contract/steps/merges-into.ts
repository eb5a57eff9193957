import type { JsonValue } from '../../json-schema/json-schema';
import type { Operation, Spec } from '../../openapi/model';
import { propertiesOf, requiredOf } from '../../openapi/schema-facts';
import { isObject } from './records/record';
import { placeOf } from './records/send-for-operation';
import { itemInBody } from './requests/item-in-body';

/**
 * Whether a record is still a valid one after a partial update with a body: a null that the body may have, but that the item
 * may neither be nor do without, is for the target to refuse or not (RFC 7396: null removes a member).
 */
export function mergesInto(spec: Spec, operation: Operation, body: JsonValue): boolean {
  const place = placeOf(spec, operation);
  const item = place?.role === 'update' ? itemInBody(place.resource, 'update', body) : undefined;
  return place === undefined || !isObject(item) || impossibleNulls(spec, operation, item).length === 0;
}

/** The members of an item for a partial update whose null the record cannot take. */
export function impossibleNulls(spec: Spec, operation: Operation, item: Readonly<Record<string, JsonValue>>): string[] {
  const place = placeOf(spec, operation);
  if (place?.role !== 'update') return [];
  const { schema } = place.resource;
  const [properties, required] = [propertiesOf(spec.schemas, schema), requiredOf(spec.schemas, schema)];
  return Object.entries(item).flatMap(([name, value]) => {
    const property = properties.get(name);
    if (value !== null || property === undefined || !required.has(name)) return [];
    return spec.schemas.validator(property, 'response')(null).length > 0 ? [name] : [];
  });
}
