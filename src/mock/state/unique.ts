import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Operation } from '../../openapi/model/model';
import { createsMissing } from '../../openapi/operations/responses';
import { uniqueProperties } from '../../openapi/resources/extensions';
import type { StoredRecord } from '../../store/interface/store';
import type { Handler, ResourceContext, ValidRequest } from '../handlers/handler';
import type { RequestViolation } from '../messages/message';
import { createProblem, type Problem, violationsProblem } from '../problems/problems';
import { describeManyBody } from './bulk';

/**
 * Lets a writing operation through only when no other record has the value of a property that is to be unique. A duplicate is the
 * conflict that the document describes, else a violation.
 *
 * @param wrapper - the property of the body that holds the item
 */
export function withUnique(
  context: ResourceContext,
  operation: Operation,
  handler: Handler,
  wrapper?: string,
): Handler {
  const { resource, codec, spec } = context;
  const unique = uniqueProperties(spec.schemas, resource.schema);
  if (unique.length === 0) return handler;
  const many = describeManyBody(spec.schemas, operation);
  const isConflict = operation.responses.some(({ status }) => status === '409');

  const itemsOf = (body: JsonValue | undefined): readonly JsonObject[] => {
    const one = wrapper !== undefined && isJsonObject(body) ? body[wrapper] : body;
    return (many.itemsOf(one) ?? [one]).filter((item) => isJsonObject(item ?? null)) as JsonObject[];
  };
  const idOf = (item: JsonObject, { parameters: { path } }: ValidRequest): string | undefined => {
    const id = path.get(resource.idParameter ?? resource.idProperty) ?? item[resource.idProperty];
    return id === undefined ? undefined : codec.idOf(id);
  };
  const duplicates = async (request: ValidRequest): Promise<RequestViolation[]> => {
    const found: RequestViolation[] = [];
    const items = itemsOf(request.body);
    const seen = new Set<string>();
    for (const [index, item] of items.entries()) {
      const own = idOf(item, request);
      for (const property of unique) {
        const key = codec.keyOf(property, item[property]);
        if (key === undefined) continue;
        const { items: same } = await request.session.store.page(resource.name, { [property]: key }, 0, 2);
        const isTaken = same.some((record: StoredRecord) => record.id !== own);
        const isTwice = seen.has(`${property} ${key}`);
        seen.add(`${property} ${key}`);
        const path = [...(Array.isArray(request.body) ? [index] : []), property];
        if (isTaken || isTwice)
          found.push({ in: 'body', path, keyword: 'unique', reason: 'must be unique: another item has it' });
      }
    }
    return found;
  };
  const problemOf = (found: readonly RequestViolation[]): Problem => {
    if (!isConflict) return violationsProblem(found);
    const names = [...new Set(found.map(({ path }) => String(path.at(-1))))].join(', ');
    return createProblem('conflict', { detail: `Another item has the same ${names}.`, note: 'not unique' });
  };
  /** An item that is not there is no other one's double: that it is missing says more. */
  const isMissing = async ({ session, parameters: { path } }: ValidRequest): Promise<boolean> => {
    const id = resource.idParameter === undefined ? undefined : path.get(resource.idParameter);
    if (id === undefined || createsMissing(operation)) return false;
    return (await session.store.get(resource.name, codec.idOf(id))) === undefined;
  };
  return async (request) => {
    const found = await duplicates(request);
    return found.length === 0 || (await isMissing(request)) ? handler(request) : problemOf(found);
  };
}
