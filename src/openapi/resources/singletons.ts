import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { Operation, PathEntry, Spec } from '../model/model';
import type { OperationPart, Singleton, SingletonRole } from '../model/parts';
import { jsonMediaType, successBody } from '../operations/responses';
import type { Surroundings } from './further-roles';

const ROLES: readonly string[] = [
  'singletonRead',
  'singletonCreate',
  'singletonReplace',
  'singletonUpdate',
  'singletonRemove',
] satisfies SingletonRole[];

/**
 * Gathers the operations that play a part on a singleton, by their path. A path that is only removed, or only read below
 * nothing that could be read, is a singleton all the same.
 *
 * @param parts - of all operations
 * @param around - what stands around a path
 * @returns without names, in the document's order
 */
export function drawSingletons(
  { paths }: Pick<Spec, 'paths'>,
  parts: readonly OperationPart[],
  around: (entry: PathEntry) => Surroundings,
): Omit<Singleton, 'name'>[] {
  const roles = new Map(parts.map(({ operation, role }) => [operation, role]));
  return paths.flatMap((entry) => {
    const played = [...entry.operations.values()].flatMap((operation) => {
      const role = roles.get(operation);
      return role !== undefined && ROLES.includes(role) ? [[role as SingletonRole, operation] as const] : [];
    });
    if (played.length === 0) return [];
    const schema = schemaOf(Object.fromEntries(played));
    const { owner } = around(entry);
    return [{ entry, roles: Object.fromEntries(played), schema, owner }];
  });
}

function schemaOf(roles: Partial<Record<SingletonRole, Operation>>): LocatedSchema | undefined {
  const { singletonRead: read, singletonReplace: replace, singletonUpdate: update } = roles;
  const answers = [read, replace, update].map((operation) => operation && successBody(operation));
  const bodies = [replace, update].map((operation) => jsonMediaType(operation?.body?.mediaTypes ?? [])?.schema);
  return [...answers, ...bodies].find((schema) => schema !== undefined);
}
