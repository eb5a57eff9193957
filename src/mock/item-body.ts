import type { JsonValue } from '../schema/json-schema';
import { isJsonObject } from './json-object';
import type { Problem } from './problems';
import { violationsProblem } from './violations-problem';

/**
 * Checks that a body can become an item. A document may leave the type of a body open; an item is an object all the same.
 *
 * @param body - undefined when the operation has no body
 */
export function unfitBody(body: JsonValue | undefined): Problem | undefined {
  if (body === undefined || isJsonObject(body)) return undefined;
  return violationsProblem([{ in: 'body', path: [], keyword: 'type', reason: 'must be an object' }]);
}
