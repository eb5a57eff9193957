import type { JsonObject } from '../../json-schema/json-schema';
import type { Operation, Spec } from '../../openapi/model';
import { placeOf } from './records/send-for-operation';
import { bodyWithItem } from './requests/item-in-body';

/** The body that carries an item to an operation, wrapped as the document says. */
export function wrapItem(spec: Spec, operation: Operation, item: JsonObject): JsonObject {
  const place = placeOf(spec, operation);
  return place === undefined ? item : bodyWithItem(place.resource, place.role, item);
}
