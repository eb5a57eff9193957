import type { Operation, Resource } from '../../openapi/model/model';
import { createsMissing } from '../../openapi/operations/responses';
import { type OperationRole, roleOf } from '../../openapi/resources/role-of';
import type { FixedStatus } from '../exchange/expectation';
import { Blocked, type CaseContext, type CaseKind, type PlannedCase } from '../steps/context/case';
import { sendForOperation } from '../steps/records/send-for-operation';
import { unusedId } from '../steps/records/unused-id';
import { unknownId } from '../steps/requests/fresh-id';
import { isOnItem } from '../steps/requests/item-in-body';
import { notFound } from '../steps/requests/rejection';

/** An id that nothing has is answered with 404, whatever is done with it; a path that the document does not have, too. */
export const unknownIds: CaseKind = {
  name: 'unknown-ids',
  *plan({ spec, seed }) {
    for (const operation of spec.operations) {
      const place = roleOf(spec, operation);
      if (place === undefined || !isOnItem(place) || createsMissing(operation)) continue;
      const id = unknownId(spec, place.resource, operation, seed, operation.id);
      if (id !== undefined) yield unknownIdCase(operation, place);
    }
    const [first] = spec.paths;
    if (first === undefined) return;
    yield unknownPathCase('a path that the document does not have', `/no-such-path-${seed}`);
  },
};

function unknownIdCase(operation: Operation, { resource }: OperationRole): PlannedCase {
  return {
    title: 'an unknown id is not found',
    operation,
    pointer: operation.pointer,
    writes: operation.method !== 'get',
    exclusive: false,
    run: async (context) => {
      const id = await idFor(context, operation, resource);
      if (id === undefined) throw new Blocked(`no id is known that no ${resource.name} has`);
      const path = { [resource.idParameter ?? '']: id };
      const expectation = notFound(operation, `there is no ${resource.name} ${id}`);
      await sendForOperation(context, operation, { parts: { path }, expectation });
    },
  };
}

// What is only read does no harm, and a read that answers anything is what the case is to find: there the list decides.
async function idFor(context: CaseContext, operation: Operation, resource: Resource): Promise<string | undefined> {
  const { list, read } = resource.roles;
  if (operation !== read) return unusedId(context, resource, operation, operation.id);
  return unusedId(context, { ...resource, roles: list === undefined ? {} : { list } }, operation, operation.id);
}

function unknownPathCase(what: string, path: string): PlannedCase {
  const expectation: FixedStatus = {
    kind: 'status',
    check: 'unknown-not-found',
    statuses: [404],
    because: what,
    pointer: '#/paths',
  };
  return {
    title: `${what} is not found`,
    pointer: '#/paths',
    writes: false,
    exclusive: false,
    run: async (context) => {
      await context.sendRaw({ method: 'GET', path }, expectation);
    },
  };
}
