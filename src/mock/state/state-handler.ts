import type { Operation, Resource } from '../../openapi/model/model';
import type { FurtherRole, OperationPart, SingletonRole } from '../../openapi/model/parts';
import { operationParts } from '../../openapi/resources/operation-parts';
import { whenThere } from '../../store/interface/store';
import { createExampleHandler } from '../handlers/example';
import { createReadHandler, createRemoveHandler } from '../handlers/find-item';
import type { Handler, MockContext, ResourceContext } from '../handlers/handler';
import { createReplaceHandler } from '../handlers/replace';
import { createUpdateHandler } from '../handlers/update';
import { createActionHandler } from './action';
import { createAttachHandler } from './attach';
import { createBulkCreateHandler } from './bulk';
import { createCollectionChangeHandler, createCollectionRemoveHandler } from './collection';
import { createIdInBodyHandler } from './id-in-body';
import { createOwnedPropertyHandler } from './owned-property';
import { belowItem, createFindOwner } from './owner';
import { createCountHandler, createPickHandler, createSearchHandler } from './search';
import { createSingletonHandler } from './singleton';
import { withUnique } from './unique';
import { withUploads } from './uploads';

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
  if (own !== undefined && findOwner !== undefined && part?.property !== undefined) {
    return createOwnedPropertyHandler(own, operation, part.property, findOwner);
  }
  if (own !== undefined && part?.role === 'attach') return createAttachHandler(own, operation);
  if (own !== undefined && findOwner !== undefined && part?.role === 'action') {
    return withUploads(context, operation, createActionHandler(own, operation, findOwner), own.resource);
  }
  const handler = handlerOf(context, operation, part, own, contextOf) ?? createExampleHandler(context, operation);
  const kept = withUploads(context, operation, handler, own?.resource);
  return findOwner === undefined ? kept : belowItem(findOwner, kept);
}

function handlerOf(
  context: MockContext,
  operation: Operation,
  part: OperationPart | undefined,
  own: ResourceContext | undefined,
  contextOf: (resource: Resource) => ResourceContext,
): Handler | undefined {
  if (part?.singleton?.among !== undefined) {
    return createFirstRecordHandler(contextOf(part.singleton.among), operation);
  }
  if (part?.singleton !== undefined) {
    const roles = Object.entries(part.singleton.roles) as [SingletonRole, Operation][];
    const [role] = roles.find(([, each]) => each === operation)!;
    return createSingletonHandler(context, operation, role, part.singleton);
  }
  if (own === undefined || part?.role === undefined) return undefined;
  // What a JSON Patch says is no part of the item, so that it plays no usual role.
  if (part.role === 'update' && part.reason === undefined) return createUpdateHandler(own, operation);
  const handler = createIdInBodyHandler(own, operation) ?? HANDLERS[part.role as FurtherRole]?.(own, operation);
  return handler && WRITES.test(part.role) ? withUnique(own, operation, handler) : handler;
}

/** Creates the handler of an operation on `/me`, which is the first of the users. */
function createFirstRecordHandler(context: ResourceContext, operation: Operation): Handler {
  const { name, idParameter, idProperty } = context.resource;
  const create = BY_METHOD[operation.method as keyof typeof BY_METHOD] ?? createUpdateHandler;
  const handler = create(context, operation);
  return (request) =>
    whenThere(request.session.store.page(name, {}, 0, 1), ({ items: [first] }) => {
      const path = new Map([[idParameter ?? idProperty, first?.id ?? '']]);
      return handler({ ...request, parameters: { ...request.parameters, path } });
    });
}

const BY_METHOD = { get: createReadHandler, put: createReplaceHandler, delete: createRemoveHandler };

const WRITES = /^(?:bulkCreate|bodyReplace|bodyUpdate|collectionReplace|collectionUpdate)$/;

/** Handlers of operations on records that they find by themselves. */
const HANDLERS: Readonly<
  Partial<Record<FurtherRole, (context: ResourceContext, operation: Operation) => Handler | undefined>>
> = {
  search: createSearchHandler,
  count: createCountHandler,
  pick: createPickHandler,
  bulkCreate: createBulkCreateHandler,
  collectionReplace: createCollectionChangeHandler,
  collectionUpdate: createCollectionChangeHandler,
  collectionRemove: createCollectionRemoveHandler,
};
