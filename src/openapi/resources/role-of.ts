import type { Operation, Resource, Role, Spec } from '../model/model';

/** The part that an operation plays on a resource. */
export interface OperationRole {
  readonly resource: Resource;
  readonly role: Role;
}

/**
 * Finds the resource that an operation belongs to, and its role there. Looked up by the operation's id, in a table that is
 * made once for a document.
 *
 * @returns undefined when the operation belongs to no resource
 * @example roleOf(spec, operation)?.resource.name // 'notes'
 */
export function roleOf(spec: Pick<Spec, 'resources'>, operation: Pick<Operation, 'id'>): OperationRole | undefined {
  const roles = known.get(spec.resources) ?? rolesById(spec.resources);
  known.set(spec.resources, roles);
  return roles.get(operation.id);
}

const known = new WeakMap<Spec['resources'], ReadonlyMap<string, OperationRole>>();

function rolesById(resources: Spec['resources']): ReadonlyMap<string, OperationRole> {
  const roles = new Map<string, OperationRole>();
  for (const resource of resources) {
    for (const [role, { id }] of Object.entries(resource.roles) as [Role, Operation][]) {
      if (!roles.has(id)) roles.set(id, { resource, role });
    }
  }
  return roles;
}
