import type { Operation, Resource } from '../../openapi/model/model';
import type { OperationPart, SingletonRole } from '../../openapi/model/parts';
import { successBody } from '../../openapi/operations/responses';
import { findListItems, inferListShape } from '../../openapi/resources/list-shape';
import { operationParts } from '../../openapi/resources/operation-parts';
import { looksLike } from '../../openapi/resources/resource-roles';
import { createExampleHandler } from '../handlers/example';
import type { Handler, MockContext, ResourceContext } from '../handlers/handler';
import { createListHandler } from '../handlers/list';
import { createActionHandler } from './action';
import { createBulkHandler } from './bulk';
import { createIdInBodyHandler } from './id-in-body';
import { belowItem, createFindOwner } from './owner';
import { createSingletonHandler } from './singleton';

/**
 * Creates the handler of an operation that plays none of the usual roles on a resource: on a singleton, below an item, on a whole
 * collection. Where nothing is known about its state, it answers examples; below an item that is not there, nothing.
 *
 * @param contextOf - what the handlers of a resource share
 */
export function createStateHandler(
  context: MockContext,
  operation: Operation,
  contextOf: (resource: Resource) => ResourceContext,
): Handler {
  const part = operationParts(context.spec).find((each) => each.operation === operation);
  const own = part?.resource && contextOf(part.resource);
  const findOwner = own && createFindOwner(own, operation);
  if (own !== undefined && findOwner !== undefined && part?.role === 'action') {
    return createActionHandler(own, operation, findOwner);
  }
  const handler = handlerOf(context, operation, part, own) ?? createExampleHandler(context, operation);
  return findOwner === undefined ? handler : belowItem(findOwner, handler);
}

function handlerOf(
  context: MockContext,
  operation: Operation,
  part: OperationPart | undefined,
  own: ResourceContext | undefined,
): Handler | undefined {
  if (part?.singleton !== undefined) {
    return createSingletonHandler(context, operation, part.role as SingletonRole, part.singleton);
  }
  if (own === undefined || part?.role === undefined) return undefined;
  if (part.role === 'search') return createSearchHandler(own, operation);
  return createIdInBodyHandler(own, operation) ?? createBulkHandler(own, operation, part.role);
}

/**
 * Creates the handler of `/pets/findByStatus` or `/pets/search`: a further list of a resource's records, asked by parameters of its
 * own.
 *
 * @returns undefined when it answers something else than such items
 */
function createSearchHandler(context: ResourceContext, operation: Operation): Handler | undefined {
  const { spec, resource } = context;
  const { schemas } = spec;
  const noun = operation.template.source.split('/').at(-1) ?? '';
  const items = findListItems(schemas, operation, noun, resource.schema, {});
  if (items === undefined || successBody(operation) === undefined) return undefined;
  if (!looksLike(schemas, items.schema, resource.schema)) return undefined;
  const shape = inferListShape(schemas, operation, resource.schema, items, {});
  // Records are found by the keys that the usual list has; what else is asked for needs a look at each.
  const indexed = new Set(resource.list?.filters.map(({ property }) => property));
  const list = { ...shape, filters: shape.filters.filter(({ property }) => indexed.has(property)) };
  return createListHandler({ ...context, resource: { ...resource, list } }, operation);
}
