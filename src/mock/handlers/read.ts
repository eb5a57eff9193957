import type { Operation } from '../../spec/model';
import { findItem } from '../find-item';
import type { Handler } from '../handler';
import { createRepresentation } from '../representation';
import type { ResourceContext } from '../resource-context';
import { describeSuccess } from '../success';

/** Creates the handler that answers one item. */
export function createReadHandler(context: ResourceContext, operation: Operation): Handler {
  const { status, headers, schema } = describeSuccess(operation, 'read', context.headers, context.sample);
  const represent = createRepresentation(context, context.resource, schema, context.resource.wrappers.read?.answer);
  return async (request) => {
    const found = await findItem(context, request);
    return 'kind' in found ? found : { status, headers, body: represent(found.json), note: '' };
  };
}
