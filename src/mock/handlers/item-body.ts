import type { JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { Operation, Role } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { jsonMediaType } from '../../openapi/operations/responses';
import type { ResourceContext } from '../engine/resource-context';
import { isJsonObject } from '../json-object';
import type { Problem } from '../problems/problems';
import { violationsProblem } from '../problems/violations-problem';

/**
 * Checks that a body can become an item. A document may leave the type of a body open; an item is an object all the same.
 *
 * @param body - undefined when the operation has no body
 */
export function unfitBody(body: JsonValue | undefined): Problem | undefined {
  if (body === undefined || isJsonObject(body)) return undefined;
  return violationsProblem([{ in: 'body', path: [], keyword: 'type', reason: 'must be an object' }]);
}

/** What a writing operation takes for an item. */
export interface ItemBody {
  /** Undefined when the document gives none. */
  readonly schema: LocatedSchema | undefined;
  /** Takes the item out of what wraps it in a body: `{ "data": { ... } }`. */
  itemOf(body: JsonValue | undefined): JsonValue | undefined;
}

/** Describes what a writing operation takes: the item itself, or a wrapper around it. */
export function describeItemBody({ resource, spec }: ResourceContext, operation: Operation, role: Role): ItemBody {
  const schema = jsonMediaType(operation.body?.mediaTypes ?? [])?.schema;
  const wrapper = resource.wrappers[role]?.body;
  if (schema === undefined || wrapper === undefined) return { schema, itemOf: (body) => body };
  return {
    schema: propertiesOf(spec.schemas, schema).get(wrapper),
    itemOf: (body) => (isJsonObject(body) ? body[wrapper] : body),
  };
}
