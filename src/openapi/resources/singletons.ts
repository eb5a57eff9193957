import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { Operation, PathEntry, Resource, Spec } from '../model/model';
import type { OperationPart, Singleton, SingletonRole } from '../model/parts';
import { jsonMediaType, successBody } from '../operations/responses';
import { isKeptWhole, type Surroundings } from './further-roles';

const ROLES: readonly string[] = [
  'singletonRead',
  'singletonCreate',
  'singletonReplace',
  'singletonUpdate',
  'singletonRemove',
] satisfies SingletonRole[];

/** The parts of operations on a list that is one value. */
const OF_LIST: Readonly<Partial<Record<NonNullable<OperationPart['role']>, SingletonRole>>> = {
  list: 'singletonRead',
  collectionReplace: 'singletonReplace',
  collectionUpdate: 'singletonUpdate',
  collectionRemove: 'singletonRemove',
};

/**
 * Gathers the operations that play a part on a singleton, by their path. A path that is only removed, or only read below
 * nothing that could be read, is a singleton all the same; so is a list that is only ever got and put as a whole.
 *
 * @param parts - of all operations
 * @param around - what stands around a path
 * @returns without names, in the document's order
 */
export function drawSingletons(
  { paths, schemas, resources }: Pick<Spec, 'paths' | 'schemas' | 'resources'>,
  parts: readonly OperationPart[],
  around: (entry: PathEntry) => Surroundings,
): Omit<Singleton, 'name'>[] {
  const known = new Map(parts.map((part) => [part.operation, part]));
  return paths.flatMap((entry) => {
    const read = entry.operations.get('get');
    const list = read && known.get(read);
    const isWhole =
      list?.role === 'list' && (list.reason ?? list.property) !== undefined && isKeptWhole(schemas, entry);
    const played = [...entry.operations.values()].flatMap((operation) => {
      const told = known.get(operation)?.role;
      const role = isWhole && told !== undefined ? (OF_LIST[told] ?? told) : told;
      return role !== undefined && ROLES.includes(role) ? [[role as SingletonRole, operation] as const] : [];
    });
    if (played.length === 0) return [];
    const schema = schemaOf(Object.fromEntries(played));
    const { owner, above } = around(entry);
    const property = known.get(played[0]![1])?.property;
    const isOne =
      owner === undefined && above === undefined && Object.hasOwn(Object.fromEntries(played), 'singletonRead');
    const among = isOne ? resources.find((each) => isAmong(each, schema)) : undefined;
    return [{ entry, roles: Object.fromEntries(played), schema, owner, property, among }];
  });
}

/** `/me` is one of the users where it is described like those that are read at `/users/{id}`. */
function isAmong({ roles, parents, schema, recordsOf }: Resource, own: LocatedSchema | undefined): boolean {
  return roles.read !== undefined && parents.length === 0 && recordsOf === undefined && schema.pointer === own?.pointer;
}

function schemaOf(roles: Partial<Record<SingletonRole, Operation>>): LocatedSchema | undefined {
  const { singletonRead: read, singletonReplace: replace, singletonUpdate: update } = roles;
  const answers = [read, replace, update].map((operation) => operation && successBody(operation));
  const bodies = [replace, update].map((operation) => jsonMediaType(operation?.body?.mediaTypes ?? [])?.schema);
  return [...answers, ...bodies].find((schema) => schema !== undefined);
}
