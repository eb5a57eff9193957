import type { JsonObject, JsonValue } from '../schema/json-schema';
import type { Resource, Role } from '../spec/model';
import { memberOf } from './value-at-path';

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
