import type { JsonObject, JsonValue } from '../../../json-schema/json-schema';
import type { Resource, Role } from '../../../openapi/model';
import { memberOf } from '../../exchange/value-at-path';

/** The item in what an operation answered, out of what wraps it: `{ "data": { ... } }`. */
export function itemInAnswer(resource: Resource, role: Role, answer: JsonValue | undefined): JsonValue | undefined {
  const wrapper = resource.wrappers[role]?.answer;
  return wrapper === undefined ? answer : memberOf(answer, wrapper);
}

/** The item in a body for an operation, out of what wraps it. */
export function itemInBody(resource: Resource, role: Role, body: JsonValue | undefined): JsonValue | undefined {
  const wrapper = resource.wrappers[role]?.body;
  return wrapper === undefined ? body : memberOf(body, wrapper);
}

/** The body that carries an item to an operation, wrapped as the document says. */
export function bodyWithItem(resource: Resource, role: Role, item: JsonObject): JsonObject {
  const wrapper = resource.wrappers[role]?.body;
  return wrapper === undefined ? item : { [wrapper]: item };
}
