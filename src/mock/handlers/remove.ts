import type { Operation } from '../../openapi/model';
import type { Handler } from './handler';
import type { ResourceContext } from '../engine/resource-context';
import { findItem, unknownId } from './find-item';
import { createRepresentation } from './representation';
import { describeSuccess } from './documented-success';

/** Creates the handler that deletes one item; where the document promises a body, it answers what was deleted. */
export function createRemoveHandler(context: ResourceContext, operation: Operation): Handler {
  const { status, headers, schema, hasBody } = describeSuccess(operation, 'remove', context.headers, context.sample);
  const represent = createRepresentation(context, context.resource, schema, context.resource.wrappers.remove?.answer);
  return async (request) => {
    const found = await findItem(context, request);
    if ('kind' in found) return found;
    // Of two requests at once only one deletes.
    if (!(await request.session.store.remove(context.resource.name, found.id))) return unknownId(found.id);
    return hasBody ? { status, headers, body: represent(found.json), note: '' } : { status, headers, note: '' };
  };
}
