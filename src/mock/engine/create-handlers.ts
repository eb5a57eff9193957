import type { Operation, Resource, Role } from '../../openapi/model';
import { createCreateHandler } from '../handlers/create';
import { createExampleHandler } from '../handlers/example';
import { createListHandler } from '../handlers/list';
import { createReadHandler } from '../handlers/read';
import { createRemoveHandler } from '../handlers/remove';
import { createReplaceHandler } from '../handlers/replace';
import { createUpdateHandler } from '../handlers/update';
import type { Handler } from '../handlers/handler';
import type { MockContext, ResourceContext } from './resource-context';

/** Creates the handler for one role on a resource. */
type CreateHandler = (context: ResourceContext, operation: Operation) => Handler;

const byRole: Readonly<Record<Role, CreateHandler>> = {
  list: createListHandler,
  read: createReadHandler,
  create: createCreateHandler,
  replace: createReplaceHandler,
  update: createUpdateHandler,
  remove: createRemoveHandler,
};

/**
 * Creates the handler of an operation: that of the role which it plays, or, when it belongs to no resource, the one that
 * answers examples.
 *
 * @param contextOf - what the handlers of a resource share
 */
export function createHandler(
  context: MockContext,
  operation: Operation,
  contextOf: (resource: Resource) => ResourceContext,
): Handler {
  for (const resource of context.spec.resources) {
    for (const role of Object.keys(resource.roles) as Role[]) {
      if (resource.roles[role] === operation) return byRole[role](contextOf(resource), operation);
    }
  }
  return createExampleHandler(context, operation);
}
