import type { Schemas } from '../../json-schema/model/schemas';
import type { ParentLink, Resource } from '../model/model';
import { normalizeName, singulars } from '../model/names';
import { propertiesOf } from '../model/schema-facts';
import { attachedIds } from './further-roles';
import { collectionShape, nounOf } from './resource-places';
import { isSameItem, takenSchema } from './resource-roles';

/** A resource and the name that the document itself gives it. */
export interface NamedResource {
  readonly resource: Resource;
  readonly told: string | undefined;
}

/**
 * Finds resources that show the records of another one: `/customers/{id}/notes` and `/notes`, the comments that are made
 * below an article and read at `/comments/{id}`, the followers of a user. Of two names that the document gives with `x-resource`, equal ones say that
 * the records are the same, different ones that they are not.
 *
 * @returns the same resources in the same order, those that show another one's records with `recordsOf`
 */
export function shareRecords(schemas: Schemas, named: readonly NamedResource[]): Resource[] {
  const owners: NamedResource[] = [];
  const shared = new Map<NamedResource, Resource>();
  // Whatever hangs on less is nearer to all of the records.
  for (const view of [...named].sort((one, other) => rankOf(one) - rankOf(other))) {
    const owner = owners.find((candidate) => showsRecordsOf(schemas, view, candidate));
    if (owner === undefined) owners.push(view);
    else shared.set(view, owner.resource);
  }
  return named.map((each) => {
    const owner = shared.get(each);
    return owner === undefined ? each.resource : asView(schemas, each.resource, owner);
  });
}

function rankOf({ resource: { parents, roles } }: NamedResource): number {
  return parents.length * 2 + (roles.read === undefined ? 1 : 0);
}

function showsRecordsOf(schemas: Schemas, view: NamedResource, owner: NamedResource): boolean {
  const [one, other] = [view.resource, owner.resource];
  const further = furtherLinks(one, other);
  if (further === undefined) return false;
  if (!propertiesOf(schemas, one.schema).has(other.idProperty)) return false;
  if (view.told !== undefined && owner.told !== undefined) return view.told === owner.told;
  if (!isBelowPlaceOf(one, other)) return further.length === 0 && isOtherVersion(one, other);
  const isSame = one.schema.pointer === other.schema.pointer;
  // `/users/email/{email}` finds users by another property.
  const isFinding = one.collection === undefined && one.roles.replace === undefined && one.roles.update === undefined;
  if (one.item !== undefined && one.idProperty !== other.idProperty)
    return isFinding && further.length === 0 && isSameItem(schemas, one.schema, other.schema);
  const isNamed = further.every(({ property }) => property !== undefined);
  if (further.length > 0 && haveOneNoun(one, other)) {
    const isOnlyShown = one.item === undefined && Object.keys(one.roles).join() === 'list';
    const isKnown = isNamed || (isOnlyShown && further.every(({ resource }) => resource !== undefined));
    if (!isSame) return isKnown && isSameItem(schemas, one.schema, other.schema);
    return further.every(({ property, resource }) => property !== undefined || resource !== undefined);
  }
  // Members of a team are people; but what is changed there (their rank) is no person.
  const isShown = isSame && other.roles.read !== undefined && (one.roles.replace ?? one.roles.update) === undefined;
  if (further.length > 0) return isShown && further.every(({ resource }) => resource !== undefined);
  const isOnlyList = one.roles.create === undefined && one.item === undefined;
  return isShown && isOnlyList && (haveOneNoun(one, other) || other.roles.list === undefined);
}

/** The parents that a view has and the owner has not; undefined when the owner hangs on something else. */
function furtherLinks(view: Resource, owner: Resource): readonly ParentLink[] | undefined {
  const isAround = owner.parents.every((link, index) => {
    const own = view.parents[index];
    return own !== undefined && own.resource === link.resource && own.property === link.property;
  });
  return isAround ? view.parents.slice(owner.parents.length) : undefined;
}

function haveOneNoun(one: Resource, other: Resource): boolean {
  const [left, right] = [one, other].map((each) =>
    singulars(normalizeName(nounOf((each.collection ?? each.item)!.template))),
  );
  return left!.some((noun) => right!.includes(noun));
}

/** `/notes` has all notes, `/me/notes` only some: what is around a collection is around its views. */
function isBelowPlaceOf(view: Resource, owner: Resource): boolean {
  const around = segmentsOf(owner).slice(0, -1);
  const own = segmentsOf(view);
  return around.every((segment, index) => own[index] === segment);
}

/** `/v1/notes` and `/v2/notes` are one collection; `/inbox/messages` and `/outbox/messages` are two. */
function isOtherVersion(one: Resource, other: Resource): boolean {
  const [left, right] = [one, other].map((each) =>
    segmentsOf(each).filter((segment) => !/^(?:v?\d+(?:\.\d+)*|api)$/i.test(segment)),
  );
  return left!.join('/') === right!.join('/') && one.schema.pointer === other.schema.pointer;
}

/** The segments of the collection's path, whether the document has that or not. */
function segmentsOf(resource: Resource): string[] {
  return collectionShape(resource)
    .split('/')
    .filter((segment) => segment !== '');
}

function asView(schemas: Schemas, view: Resource, owner: Resource): Resource {
  const { create, ...others } = view.roles;
  const taken = create && takenSchema(create);
  const known = propertiesOf(schemas, view.schema);
  // `{ "user_ids": [7] }` below a team names users that are there.
  const isNaming =
    taken !== undefined &&
    attachedIds(schemas, taken, { ...view, recordsOf: owner.name }) !== undefined &&
    [...propertiesOf(schemas, taken).keys()].every((name) => name === view.idProperty || !known.has(name));
  const parents = view.parents.map((link, index) =>
    link.property !== undefined || index < owner.parents.length
      ? link
      : { ...link, key: `${view.name}.${link.parameter}` },
  );
  return { ...view, roles: isNaming ? others : view.roles, parents, recordsOf: owner.name };
}

/** Resources as their records are kept. */
export interface RecordedResources {
  /** Those that have records of their own. Each hangs on what any of its views hangs on, and has the schema that says most. */
  readonly owners: readonly Resource[];
  /** Sees a resource of the document under the name, by the id and with the schema of the one that has its records. */
  of(resource: Resource): Resource;
}

/** Finds where the records of a document's resources are kept. */
export function recordedResources(schemas: Schemas, resources: readonly Resource[]): RecordedResources {
  const ownerName = (name: string | undefined): string | undefined =>
    resources.find((each) => each.name === name)?.recordsOf ?? name;
  const owned = (links: readonly ParentLink[]) =>
    links.map((link) => ({ ...link, resource: ownerName(link.resource) }));
  const owners = resources.flatMap((owner) => {
    if (owner.recordsOf !== undefined) return [];
    const parents = [...owner.parents];
    let { schema } = owner;
    for (const view of resources.filter(({ recordsOf }) => recordsOf === owner.name)) {
      if (propertiesOf(schemas, view.schema).size > propertiesOf(schemas, schema).size) schema = view.schema;
      for (const { key, ...link } of view.parents.slice(owner.parents.length)) {
        if (parents.some(({ property }) => property !== undefined && property === link.property)) continue;
        parents.push({ ...link, parameter: key ?? link.parameter, view: view.name });
      }
    }
    return [{ ...owner, parents: owned(parents), schema }];
  });
  const byName = new Map(owners.map((owner) => [owner.name, owner]));
  return {
    owners,
    of(resource) {
      const { name, idProperty, schema, ...owner } = byName.get(resource.recordsOf ?? resource.name)!;
      const { list } = resource;
      const isOther = list !== undefined && list.itemSchema === undefined && resource.schema.pointer !== schema.pointer;
      return {
        ...resource,
        ...{ name, idProperty, schema, parents: owned(resource.parents) },
        item: resource.item ?? owner.item,
        idParameter: resource.item === undefined ? owner.idParameter : resource.idParameter,
        foundBy: resource.item === undefined || resource.idProperty === idProperty ? undefined : resource.idProperty,
        list: isOther ? { ...list, itemSchema: resource.schema } : list,
      };
    },
  };
}
