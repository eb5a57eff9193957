import type { Operation } from '../../spec/model';
import { whenThere } from '../../store/eventual';
import { findItem } from '../find-item';
import type { Handler } from '../handler';
import { createRepresentation } from '../representation';
import type { ResourceContext } from '../resource-context';
import { describeSuccess } from '../success';

/** Creates the handler that answers one item. */
export function createReadHandler(context: ResourceContext, operation: Operation): Handler {
  const { status, headers, schema } = describeSuccess(operation, 'read', context.headers, context.sample);
  const represent = createRepresentation(context, context.resource, schema, context.resource.wrappers.read?.answer);
  return (request) =>
    whenThere(findItem(context, request), (found) =>
      'kind' in found ? found : { status, headers, body: represent(found.json), note: '' },
    );
}
