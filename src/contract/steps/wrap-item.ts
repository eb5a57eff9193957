import type { JsonObject } from '../../json-schema/model/json-schema';
import type { Operation, Spec } from '../../openapi/model/model';
import { bodyWithItem } from './item-in-body';
import { placeOf } from './send-for-operation';

/** The body that carries an item to an operation, wrapped as the document says. */
export function wrapItem(spec: Spec, operation: Operation, item: JsonObject): JsonObject {
  const place = placeOf(spec, operation);
  return place === undefined ? item : bodyWithItem(place.resource, place.role, item);
}
