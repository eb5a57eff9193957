import { isJsonObject } from '../../json-schema/model/json-value';
import type { Operation } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { looksLike, takenSchema } from '../../openapi/resources/resource-roles';
import { createExampleHandler } from '../handlers/example';
import type { Handler, ResourceContext } from '../handlers/handler';
import { createReplaceHandler } from '../handlers/replace';
import { createUpdateHandler } from '../handlers/update';
import { createCollectionChangeHandler } from './collection';

/**
 * Creates the handler of an operation that changes the item whose id stands in its body: `PUT /pet`.
 *
 * @returns undefined when the operation takes no item with an id
 */
export function createIdInBodyHandler(context: ResourceContext, operation: Operation): Handler | undefined {
  const { resource, spec } = context;
  const { schemas } = spec;
  const taken = takenSchema(operation);
  const isChange = operation.method === 'put' || operation.method === 'patch';
  if (!isChange || taken === undefined || !looksLike(schemas, taken, resource.schema)) return undefined;
  if (!propertiesOf(schemas, taken).has(resource.idProperty)) return undefined;
  const create = operation.method === 'put' ? createReplaceHandler : createUpdateHandler;
  const change = create(context, operation);
  const example = createExampleHandler(context, operation);
  const all = createCollectionChangeHandler(context, operation);
  return (request) => {
    const id = isJsonObject(request.body) ? request.body[resource.idProperty] : undefined;
    // Without an id it is about what the query selects, but never about everything.
    if (id === undefined) return request.parameters.query.size > 0 ? all(request) : example(request);
    const path = new Map([...request.parameters.path, [resource.idParameter ?? resource.idProperty, id]]);
    return change({ ...request, parameters: { ...request.parameters, path } });
  };
}
