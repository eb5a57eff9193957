import { exactIntegers, joinExact } from '../../json-schema/model/exact-integers';
import type { JsonObject } from '../../json-schema/model/json-schema';
import type { SchemaViolation } from '../../json-schema/model/schemas';
import type { Operation } from '../../openapi/model/model';
import { bodyViolations } from '../messages/message';
import { violationsProblem } from '../problems/problems';
import { describeSuccess } from './documented-success';
import { findItem, unknownId } from './find-item';
import type { Handler, ResourceContext } from './handler';
import { createItemMaker, describeItemBody, unfitBody } from './item-maker';
import { createRepresentation } from './representation';

/** Leaves the store's change without writing. */
class InvalidItem extends Error {
  constructor(readonly violations: readonly SchemaViolation[]) {
    super('The changed item is not valid.');
  }
}

/** Creates the handler that applies a JSON Merge Patch (RFC 7396) to an item; the result must be valid as a whole. */
export function createUpdateHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, codec, parents, spec } = context;
  const { status, headers, schema, hasBody } = describeSuccess(operation, 'update', context);
  const itemBody = describeItemBody(context, operation, 'update');
  const maker = createItemMaker(context, resource, itemBody.schema);
  const represent = createRepresentation(context, resource, schema, resource.wrappers.update?.answer);
  const validate = spec.schemas.validator(resource.schema, 'response');

  return async (request) => {
    const body = itemBody.itemOf(request.body);
    const unfit = unfitBody(body);
    if (unfit !== undefined) return unfit;
    const found = await findItem(context, request);
    if ('kind' in found) return found;
    try {
      const record = await request.session.store.update(resource.name, found.id, (current) => {
        const before: JsonObject = JSON.parse(current.json);
        const id = before[resource.idProperty] ?? current.id;
        const fixed = { ...parents.properties(request.parameters.path), [resource.idProperty]: id };
        const item = maker.patch(body, { fixed, before });
        const violations = validate(item);
        if (violations.length > 0) throw new InvalidItem(violations);
        return codec.encode(item, current.keys, joinExact(exactIntegers(current.json), request.exact));
      });
      if (record === undefined) return unknownId(found.id);
      return hasBody ? { status, headers, body: represent(record.json), note: '' } : { status, headers, note: '' };
    } catch (error) {
      if (!(error instanceof InvalidItem)) throw error;
      return violationsProblem(bodyViolations(error.violations));
    }
  };
}
