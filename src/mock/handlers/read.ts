import type { Operation } from '../../openapi/model';
import { whenThere } from '../../store/eventual';
import type { Handler } from './handler';
import type { ResourceContext } from '../engine/resource-context';
import { findItem } from './find-item';
import { createRepresentation } from './representation';
import { describeSuccess } from './documented-success';

/** Creates the handler that answers one item. */
export function createReadHandler(context: ResourceContext, operation: Operation): Handler {
  const { status, headers, schema } = describeSuccess(operation, 'read', context.headers, context.sample);
  const represent = createRepresentation(context, context.resource, schema, context.resource.wrappers.read?.answer);
  return (request) =>
    whenThere(findItem(context, request), (found) =>
      'kind' in found ? found : { status, headers, body: represent(found.json), note: '' },
    );
}
