import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Operation, Parameter, PathEntry, Resource, Role } from '../model/model';
import { normalizeName, singulars } from '../model/names';
import { propertiesOf, typesOf } from '../model/schema-facts';
import { withoutTrailingSlash } from '../operations/path-template';
import { successBody } from '../operations/responses';
import { type ResourceOverride, resourceOverride, roleOverride } from './extensions';
import { inferIdProperty, inferOtherName } from './id-property';
import { findListItems, inferListShape, type ListItems } from './list-shape';
import { inferParents } from './parents';
import {
  collectionShape,
  nameResources,
  nounOf,
  pairPaths,
  parentShape,
  placeShape,
  type ResourcePlace,
} from './resource-places';
import {
  candidateFor,
  isSameItem,
  makesItem,
  objectAnswer,
  takenSchema,
  wrappedItem,
  wrapperOf,
  writesItem,
} from './resource-roles';
import { shareRecords } from './shared-records';

/** A resource before it has a name and parents. */
interface Draft extends Omit<Resource, 'name' | 'parents'> {
  readonly place: ResourcePlace;
  readonly override: ResourceOverride;
}

/**
 * Infers the resources of a document from its paths, methods, schemas and names: what can be listed, read, created,
 * replaced, updated and removed, by which id, in which envelope. `x-resource`, `x-paging` and `x-filter` correct it.
 *
 * A resource has an operation that reads one item, or one that lists objects; and its items have a property that identifies
 * them. Every other operation belongs to no resource.
 *
 * @param paths - the document's paths with their operations
 * @returns in the document's order
 */
export function inferResources(paths: readonly PathEntry[], schemas: Schemas): Resource[] {
  const places = pairPaths(paths, (entry) => answersList(schemas, entry));
  const known = new Map(places.map((place) => [place, draftResource(schemas, place)]));
  const certain = [...known.values()].filter((draft) => draft !== undefined);
  const drafts = withoutViews(
    schemas,
    places.flatMap((place) => known.get(place) ?? draftBeside(schemas, place, certain) ?? []),
  );
  const templateOf = ({ place }: Draft) => (place.collection ?? place.item)!.template;
  const usual = drafts.filter((draft) => certain.includes(draft));
  const given = nameResources(usual.map((draft) => ({ template: templateOf(draft), name: draft.override.name })));
  // What is only written beside others never renames them.
  const names = nameResources(
    drafts.map((draft) => ({ template: templateOf(draft), name: given[usual.indexOf(draft)] ?? draft.override.name })),
  );
  const byShape = new Map(
    drafts.flatMap(({ item }, index) => (item ? [[placeShape(item), { name: names[index]! }]] : [])),
  );
  const named = drafts.map(({ place, override, ...draft }, index) => {
    const parents = inferParents(schemas, place, propertiesOf(schemas, draft.schema), byShape);
    return { resource: { name: names[index]!, ...draft, parents }, told: override.name };
  });
  return shareRecords(schemas, named);
}

function answersList(schemas: Schemas, { operations, template }: PathEntry): boolean {
  const read = operations.get('get');
  const body = read && successBody(read);
  if (body === undefined || typesOf(schemas, body).has('array')) return body !== undefined;
  const isItem = propertiesOf(schemas, body).has('id');
  return !isItem && findListItems(schemas, read!, nounOf(template), undefined, {})?.certain === true;
}

// `/pets/findByStatus` and `/pets/latest` show the pets of `/pets`; they have none of their own.
function withoutViews(schemas: Schemas, drafts: readonly Draft[]): Draft[] {
  const collections = new Map(
    drafts.map(({ place: { collection, item }, schema }) => {
      return [collectionShape({ collection, item }), schema];
    }),
  );
  return drafts.filter(({ roles, collection, schema }) => {
    if (collection === undefined || roles.read !== undefined || roles.create !== undefined) return true;
    const around = collections.get(parentShape(placeShape(collection)));
    return around === undefined || !isSameItem(schemas, around, schema);
  });
}

function draftResource(schemas: Schemas, place: ResourcePlace): Draft | undefined {
  const override = overrideOf(schemas, place);
  const noun = nounOf((place.collection ?? place.item)!.template);
  const candidate = (role: Role): Operation | undefined => candidateFor(schemas, place, role);

  const [list, read] = [candidate('list'), candidate('read')];
  const answered = read && itemAnswer(schemas, read, place, override);
  // An answer without an id is no item; the list may know better.
  const readAnswer = answered && idOf(schemas, answered, place, override) !== undefined ? answered : undefined;
  const items = list && findListItems(schemas, list, noun, readAnswer, override);
  const create = items !== undefined && isSameAnswer(list!, candidate('create')) ? undefined : candidate('create');
  const schema =
    readAnswer ?? richest(schemas, [items?.schema, create && itemAnswer(schemas, create, place, override)]);
  if (schema === undefined) return undefined;

  const roles: Partial<Record<Role, Operation>> = {
    ...(items !== undefined && { list: list! }),
    ...(readAnswer !== undefined && { read: read! }),
    ...writingRoles(schemas, place, schema, create),
  };
  const isTable = roles.list !== undefined && (roles.create !== undefined || items!.certain);
  if (roles.read === undefined && !isTable) return undefined;
  return completeDraft(schemas, place, override, roles, schema, items);
}

/** The roles of what makes, changes and removes items of a schema at a place. */
function writingRoles(
  schemas: Schemas,
  place: ResourcePlace,
  schema: LocatedSchema,
  create: Operation | undefined,
): Partial<Record<Role, Operation>> {
  const noun = nounOf((place.collection ?? place.item)!.template);
  const writing = (['create', 'replace', 'update'] as const).flatMap((role) => {
    const operation = role === 'create' ? create : candidateFor(schemas, place, role);
    if (operation === undefined) return [];
    const plays =
      roleOverride(schemas, operation) === role ||
      writesItem(schemas, operation, schema, noun) ||
      (role === 'create' && makesItem(schemas, operation, schema));
    return plays ? [[role, operation] as const] : [];
  });
  const remove = candidateFor(schemas, place, 'remove');
  return { ...Object.fromEntries(writing), ...(remove !== undefined && { remove }) };
}

/**
 * A place where nothing is listed or read has the records of the other ones of its name, as long as an item says what it hangs
 * on: `POST /comments` beside `GET /posts/{postId}/comments`, `DELETE /customers/{customerId}/coupons/{id}` beside `GET /coupons`.
 */
function draftBeside(schemas: Schemas, place: ResourcePlace, drafts: readonly Draft[]): Draft | undefined {
  const nounsOf = (each: ResourcePlace) => singulars(normalizeName(nounOf((each.collection ?? each.item)!.template)));
  const nouns = nounsOf(place);
  const [other, ...others] = drafts.filter((draft) => nounsOf(draft.place).some((noun) => nouns.includes(noun)));
  if (other === undefined || others.some(({ schema }) => schema.pointer !== other.schema.pointer)) return undefined;
  const { schema } = other;
  const override = overrideOf(schemas, place);
  const isNamed = place.item?.template.segments.at(-2)?.kind !== 'parameter';
  if (!isNamed || idOf(schemas, schema, place, override) !== other.idProperty) return undefined;
  const properties = propertiesOf(schemas, schema);
  const parents = [place, other.place].flatMap((each) => inferParents(schemas, each, properties, new Map()));
  const [around, aroundOther] = [place, other.place].map((each) => parentShape(collectionShape(each)));
  if (around !== aroundOther && parents.some(({ property }) => property === undefined)) return undefined;
  const found = Object.entries(writingRoles(schemas, place, schema, candidateFor(schemas, place, 'create')));
  const roles = found.filter(([role, operation]) => {
    const bodies = [successBody(operation), takenSchema(operation)].filter((body) => body !== undefined);
    const inner = bodies.flatMap((body) => [body, ...propertiesOf(schemas, body).values()]);
    return role === 'remove' || inner.some(({ pointer }) => pointer === schema.pointer);
  });
  if (roles.length === 0) return undefined;
  return completeDraft(schemas, place, override, Object.fromEntries(roles), schema, undefined);
}

// `POST /search` that takes what does not fit into a query and answers like `GET /search` makes nothing.
function isSameAnswer(list: Operation, other: Operation | undefined): boolean {
  return other !== undefined && successBody(list)?.pointer === successBody(other)?.pointer;
}

function completeDraft(
  schemas: Schemas,
  place: ResourcePlace,
  override: ResourceOverride,
  roles: Resource['roles'],
  schema: LocatedSchema,
  items: ListItems | undefined,
): Draft | undefined {
  const noun = nounOf((place.collection ?? place.item)!.template);
  const parameter = idParameterOf(place.item);
  const idProperty = idOf(schemas, schema, place, override);
  if (idProperty === undefined) return undefined;
  const wrappers = (Object.keys(roles) as Role[]).flatMap((role) => {
    const wrapper = role === 'list' ? undefined : wrapperOf(schemas, roles[role]!, schema, noun);
    return wrapper === undefined ? [] : [[role, wrapper] as const];
  });
  const listed = items && propertiesOf(schemas, items.schema);
  const list = roles.list && items && inferListShape(schemas, roles.list, schema, items, override);
  return {
    place,
    override,
    collection: place.collection,
    item: place.item,
    roles,
    schema,
    idProperty,
    idParameter: parameter?.name,
    alsoFoundBy: inferOtherName(schemas, propertiesOf(schemas, schema), idProperty, parameter, listed),
    wrappers: Object.fromEntries(wrappers),
    list,
  };
}

/** The schema of the item that an operation answers, taken out of what wraps it. */
function itemAnswer(
  schemas: Schemas,
  operation: Operation,
  { collection, item }: ResourcePlace,
  override: ResourceOverride,
): LocatedSchema | undefined {
  const answer = objectAnswer(schemas, operation);
  const noun = nounOf((collection ?? item)!.template);
  const isItem = (schema: LocatedSchema): boolean => {
    const id = idOf(schemas, schema, { collection, item }, override);
    // `{ "code": 0, "data": { ... } }` says how the request went.
    return id !== undefined && (schema !== answer || id !== 'code');
  };
  return answer && (wrappedItem(schemas, answer, noun, isItem)?.schema ?? answer);
}

/** The property of a schema that identifies an item; undefined when it has none. */
function idOf(
  schemas: Schemas,
  schema: LocatedSchema,
  { collection, item }: ResourcePlace,
  override: ResourceOverride,
): string | undefined {
  const properties = propertiesOf(schemas, schema);
  const noun = nounOf((collection ?? item)!.template);
  const id = override.id ?? inferIdProperty(schemas, properties, noun, idParameterOf(item));
  return id !== undefined && properties.has(id) ? id : undefined;
}

// A create may answer the id only, a list only a summary: whichever names more properties is nearer to the whole item.
function richest(schemas: Schemas, candidates: readonly (LocatedSchema | undefined)[]): LocatedSchema | undefined {
  const known = candidates.filter((schema) => schema !== undefined);
  const [first, second] = known;
  if (first === undefined || second === undefined) return first;
  return propertiesOf(schemas, second).size > propertiesOf(schemas, first).size ? second : first;
}

// What the collection path says counts before what the item path says.
function overrideOf(schemas: Schemas, { item, collection }: ResourcePlace): ResourceOverride {
  const told = [item, collection].map((entry) => entry && resourceOverride(schemas, entry));
  return Object.assign({}, ...told.map((override) => override || {})) as ResourceOverride;
}

function idParameterOf(item: PathEntry | undefined): Parameter | undefined {
  const last = item && withoutTrailingSlash(item.template).segments.at(-1);
  const [operation] = item?.operations.values() ?? [];
  if (last?.kind !== 'parameter') return undefined;
  return operation?.parameters.find((parameter) => parameter.in === 'path' && parameter.name === last.name);
}
