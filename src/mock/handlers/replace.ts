import type { JsonObject } from '../../schema/json-schema';
import type { Operation } from '../../spec/model';
import { findItem, unknownId } from '../find-item';
import type { Handler } from '../handler';
import { describeItemBody, unfitBody } from '../item-body';
import { createItemMaker } from '../item-maker';
import { createRepresentation } from '../representation';
import type { ResourceContext } from '../resource-context';
import { describeSuccess } from '../success';

/** Creates the handler that replaces a whole item: nothing that clients say of the old one is merged in. */
export function createReplaceHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, codec, parents } = context;
  const { status, headers, schema, hasBody } = describeSuccess(operation, 'replace', context.headers, context.sample);
  const itemBody = describeItemBody(context, operation, 'replace');
  const maker = createItemMaker(context, resource, itemBody.schema);
  const represent = createRepresentation(context, resource, schema, resource.wrappers.replace?.answer);

  return async (request) => {
    const body = itemBody.itemOf(request.body);
    const unfit = unfitBody(body);
    if (unfit !== undefined) return unfit;
    const found = await findItem(context, request);
    if ('kind' in found) return found;
    const record = await request.world.store.update(resource.name, found.id, (current) => {
      const before: JsonObject = JSON.parse(current.json);
      const id = before[resource.idProperty] ?? current.id;
      const fixed = { ...parents.properties(request.parameters.path), [resource.idProperty]: id };
      return codec.encode(maker.complete(body, { fixed, before }), current.keys);
    });
    if (record === undefined) return unknownId(found.id);
    return hasBody ? { status, headers, body: represent(record.json), note: '' } : { status, headers, note: '' };
  };
}
