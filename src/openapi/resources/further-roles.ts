import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Operation, PathEntry, PathTemplate, Resource, Spec } from '../model/model';
import { firstNamed, type NameTable, normalizeName, singulars } from '../model/names';
import type { OperationPart } from '../model/parts';
import { isObjectSchema, isScalar, itemsOf, propertiesOf, typesOf } from '../model/schema-facts';
import { withoutTrailingSlash } from '../operations/path-template';
import { successBody, successResponse } from '../operations/responses';
import { findListItems, type ListItems } from './list-shape';
import { nounOf, parentShape, placeShape } from './resource-places';
import { isSameItem, looksLike, objectAnswer, objectBody, takenSchema, takesOperations } from './resource-roles';

/** The resources at and around a path. */
export interface Surroundings {
  /** The one whose collection stands there. */
  readonly collection?: Resource | undefined;
  /** The one whose items stand there. */
  readonly item?: Resource | undefined;
  /** The one below whose items the path stands. */
  readonly owner?: Resource;
  /** The one below whose collection it stands. */
  readonly above?: Resource;
}

type Part = Omit<OperationPart, 'operation' | 'singleton'>;
type Document = Pick<Spec, 'schemas' | 'resources' | 'paths'>;

const SEARCHES: NameTable = ['search', 'query', 'find', 'filter', 'lookup', 'autocomplete', 'suggest', 'suggestions'];
const BULKS: NameTable = ['bulk', 'batch', 'bulkcreate', 'batchcreate', 'createmany', 'import'];
/** Last words of paths that lead to one of the items above. */
export const NEWEST_WORDS: NameTable = ['latest', 'newest', 'last', 'mostrecent', 'recent'];
export const OLDEST_WORDS: NameTable = ['first', 'oldest', 'earliest'];
const PICKS: NameTable = [...NEWEST_WORDS, ...OLDEST_WORDS, 'random', 'any'];
const COUNTS: NameTable = ['count', 'total', 'totalcount', 'length'];

/**
 * Finds the part of an operation that plays none of the usual roles on a resource, from its method, what it takes, what it
 * answers, and where it stands.
 */
export function furtherPart(spec: Document, entry: PathEntry, operation: Operation, place: Surroundings): Part {
  const owner = place.collection ?? place.item ?? place.owner ?? place.above;
  const concerning = (part: Part): Part => (owner === undefined ? part : { resource: owner, ...part });
  switch (operation.method) {
    case 'get':
      return concerning(getPart(spec, entry, operation, place));
    case 'post':
      return concerning(postPart(spec, entry, operation, place));
    case 'put':
    case 'patch':
    case 'delete':
      return concerning(changePart(spec, entry, operation, place));
    default:
      return { reason: `${operation.method.toUpperCase()} keeps no state` };
  }
}

function getPart(spec: Document, entry: PathEntry, operation: Operation, place: Surroundings): Part {
  const { schemas } = spec;
  const body = successBody(operation);
  if (body === undefined) {
    const response = successResponse(operation);
    if (response?.mediaTypes.length || /^3/.test(response?.status ?? '')) return { role: 'content' };
    return { reason: 'answers no body' };
  }
  const listed = listPart(spec, entry, operation, body, place);
  if (listed !== undefined) return listed;
  const isAlone = !entry.operations.has('put') && !entry.operations.has('patch');
  if (isAlone && isCount(schemas, body, nounOf(entry.template))) return { role: 'count' };
  if (isNamed(SEARCHES, entry)) return { role: 'search' };
  if (place.above !== undefined && isNamed(PICKS, entry) && isSameItem(schemas, body, place.above.schema)) {
    return { role: 'pick', resource: place.above };
  }
  if (!endsInParameter(entry)) return { role: 'singletonRead' };
  const reason = isObjectSchema(schemas, body)
    ? 'its answer has no property that identifies an item'
    : 'its answer is no object';
  return { role: 'read', reason };
}

/** The part of an operation that answers a list, though it is not the list of a resource. */
function listPart(
  spec: Document,
  entry: PathEntry,
  operation: Operation,
  body: LocatedSchema,
  place: Surroundings,
): Part | undefined {
  const { schemas } = spec;
  const items = findListItems(schemas, operation, nounOf(entry.template), undefined, {});
  if (items?.certain) {
    const shown = place.above === undefined ? undefined : resourceOf(spec, items, place);
    if (shown !== undefined) return { role: 'search', resource: shown };
    if (isNamed(SEARCHES, entry)) return { role: 'search' };
    const reason = endsInParameter(entry)
      ? 'its path ends in a parameter'
      : 'its items have no property that identifies them';
    return { role: 'list', reason };
  }
  const values = [body, ...propertiesOf(schemas, body).values()].filter((each) => typesOf(schemas, each).has('array'));
  const isBare = values.includes(body);
  if (!isBare && (values.length !== 1 || propertiesOf(schemas, body).size > 1)) return undefined;
  const item = itemsOf(schemas, values[0]!);
  const isScalars = item !== undefined && isScalar(schemas, item);
  return { role: 'list', reason: isScalars ? 'its items are no objects' : 'its items are of no certain schema' };
}

/** True for a list that is put as it is got, and whose items have no paths: the words of a setting are one value. */
export function isKeptWhole(schemas: Schemas, entry: PathEntry): boolean {
  const [read, put] = [entry.operations.get('get'), entry.operations.get('put')];
  const [body, taken] = [read && successBody(read), put && takenSchema(put)];
  if (body === undefined || taken === undefined) return false;
  const areLists = [taken, body].every((each) => typesOf(schemas, each).has('array'));
  return areLists || looksLike(schemas, taken, body);
}

// Lists of these items are made from the records of the resource that has them.
function resourceOf({ resources, schemas }: Document, { schema }: ListItems, { above, owner }: Surroundings) {
  if (above !== undefined && isSameItem(schemas, above.schema, schema)) return above;
  const having = resources.filter((resource) => resource.schema.pointer === schema.pointer);
  return (
    having.find((resource) => resource === owner) ??
    having.find(({ parents, item }) => parents.length === 0 && item !== undefined) ??
    having[0]
  );
}

function isCount(schemas: Schemas, body: LocatedSchema, noun: string): boolean {
  const types = typesOf(schemas, body);
  if (types.size === 1 && (types.has('integer') || types.has('number'))) return true;
  const [first, ...others] = propertiesOf(schemas, body);
  if (first === undefined || others.length > 0) return false;
  const isNumber = typesOf(schemas, first[1]).has('integer');
  return isNumber && (COUNTS.includes(normalizeName(first[0])) || COUNTS.includes(normalizeName(noun)));
}

function postPart(spec: Document, entry: PathEntry, operation: Operation, place: Surroundings): Part {
  const { schemas } = spec;
  const answer = successBody(operation);
  const items = answer && findListItems(schemas, operation, nounOf(entry.template), undefined, {});
  const isShowing = items?.certain === true && place.owner === undefined;
  const shown = isShowing ? resourceOf(spec, items, place) : undefined;
  const many = listBody(schemas, operation);
  const around = place.collection ?? place.above ?? (many && namedAlike(spec, entry, many.schema));
  const isOfAround = many && around && isSameItem(schemas, many.schema, around.schema);
  const takesMany = many !== undefined && (many.property === undefined || isOfAround === true);
  if (takesMany && (place.collection !== undefined || isNamed(BULKS, entry) || isOfAround))
    return { role: 'bulkCreate', ...(isOfAround && { resource: around }) };
  if (isNamed(SEARCHES, entry)) return { role: 'search', ...(shown && { resource: shown }) };
  if (shown !== undefined && place.collection === undefined && !takesMany) return { role: 'search', resource: shown };
  const makes = successResponse(operation)?.status === '201';
  if (endsInParameter(entry)) {
    return makes ? { role: 'create', reason: 'it makes an item at the path of the item' } : { role: 'action' };
  }
  const { collection } = place;
  const isMembers = collection?.recordsOf !== undefined && collection.parents.length > 0;
  const taken = takenSchema(operation);
  if (isMembers && taken !== undefined && attachedIds(schemas, taken, collection) !== undefined)
    return { role: 'attach' };
  if (collection?.roles.list !== undefined || readsList(spec, entry, place)) {
    return { role: 'create', reason: 'it neither takes nor answers something like an item of the list' };
  }
  const read = entry.operations.get('get');
  const given = objectBody(schemas, operation);
  const current = read && objectAnswer(schemas, read);
  const isChanged = !entry.operations.has('put') && !entry.operations.has('patch');
  if (isChanged && given && current && looksLike(schemas, given, current)) return { role: 'singletonUpdate' };
  if (read !== undefined && makes) return { role: 'singletonCreate' };
  const made = objectAnswer(schemas, operation);
  const isItem = made !== undefined && propertiesOf(schemas, made).has('id');
  const isEcho = isItem && given && place.owner === undefined && looksLike(schemas, given, made);
  if (read === undefined && (isEcho || hasItems(spec, entry) || makesOneOfMany(entry, operation))) {
    return { role: 'create', reason: 'nothing reads or lists what it makes' };
  }
  return { role: 'action' };
}

/** The property of a body that names records that are there: `user_id` or `user_ids` of members that are users. */
export function attachedIds(
  schemas: Schemas,
  body: LocatedSchema,
  { name, recordsOf, collection, idProperty }: Resource,
): string | undefined {
  const nouns = [name, recordsOf ?? '', collection ? nounOf(collection.template) : '']
    .flatMap((each) => singulars(normalizeName(each.split('.').at(-1)!)))
    .filter((noun) => noun !== '');
  const id = normalizeName(idProperty);
  const names = [...nouns.flatMap((noun) => [`${noun}id`, `${noun}${id}`]), id, ...nouns];
  const all = [...names, ...names.map((each) => `${each}s`)];
  return firstNamed(all, [...propertiesOf(schemas, body).keys()], (each) => each);
}

/** The resource of a path's name whose items a body has many of, though its own path is another one. */
function namedAlike({ resources, schemas }: Document, { template }: PathEntry, schema: LocatedSchema) {
  const noun = nounOf(template);
  return resources.find(
    (each) => nounOf((each.collection ?? each.item)!.template) === noun && isSameItem(schemas, each.schema, schema),
  );
}

/** True when the paths of items stand below a path. */
function hasItems({ paths }: Document, entry: PathEntry): boolean {
  const shape = `${placeShape(entry)}/{}`;
  return paths.some((other) => placeShape(other) === shape);
}

// 201 says that something has been made (RFC 9110, section 15.3.2), a plural that there are several.
function makesOneOfMany({ template }: PathEntry, operation: Operation): boolean {
  return successResponse(operation)?.status === '201' && singulars(nounOf(template)).length > 1;
}

function changePart(spec: Document, entry: PathEntry, operation: Operation, place: Surroundings): Part {
  const { method } = operation;
  if (endsInParameter(entry)) {
    const reason = place.item === undefined ? 'nothing reads or lists its items' : 'its body is nothing like the item';
    if (method === 'delete') return { role: 'remove', reason };
    if (method === 'patch' && place.item !== undefined && takesOperations(spec.schemas, operation))
      return { role: 'update' };
    if (method === 'patch') return { role: 'update', reason };
    // What is there already is put into a list, a group or a role.
    const isAttached = operation.body === undefined && place.item?.roles.read === undefined;
    return isAttached ? { role: 'attach' } : { role: 'replace', reason };
  }
  // `/tasks/bulk` is about the tasks.
  const collection = place.collection ?? (isNamed(BULKS, entry) ? place.above : undefined);
  const one = objectBody(spec.schemas, operation);
  if (collection !== undefined && one !== undefined && method !== 'delete') {
    const isNamed = propertiesOf(spec.schemas, one).has(collection.idProperty);
    if (isNamed && looksLike(spec.schemas, one, collection.schema))
      return { role: method === 'put' ? 'bodyReplace' : 'bodyUpdate' };
  }
  if (collection?.roles.list !== undefined || readsList(spec, entry, place)) {
    return { role: COLLECTION_ROLES[method as keyof typeof COLLECTION_ROLES] };
  }
  // Without anything to read or write, a change is a command: `PUT /player/pause`. DELETE takes it back: `/articles/{slug}/favorite`.
  const [isRead, isCommand] = [entry.operations.has('get'), entry.operations.has('post')];
  const isThing =
    isRead ||
    (entry.operations.has('delete') && !isCommand) ||
    (place.owner === undefined && answersTaken(spec, entry, operation));
  return { role: isThing ? SINGLETON_ROLES[method as keyof typeof SINGLETON_ROLES] : 'action' };
}

/** True for a change that answers what it takes, below nothing else: `PUT /organization`, of which there is one. */
function answersTaken({ schemas, paths }: Document, entry: PathEntry, operation: Operation): boolean {
  const [taken, answer] = [objectBody(schemas, operation), objectAnswer(schemas, operation)];
  if (taken === undefined || answer === undefined || !isSameItem(schemas, taken, answer)) return false;
  const around = parentShape(placeShape(entry));
  return paths.every((other) => placeShape(other) !== around);
}

const COLLECTION_ROLES = { put: 'collectionReplace', patch: 'collectionUpdate', delete: 'collectionRemove' } as const;
const SINGLETON_ROLES = { put: 'singletonReplace', patch: 'singletonUpdate', delete: 'singletonRemove' } as const;

function readsList(spec: Document, entry: PathEntry, place: Surroundings): boolean {
  const read = entry.operations.get('get');
  const body = read && successBody(read);
  return body !== undefined && listPart(spec, entry, read!, body, place) !== undefined;
}

/** The many that a body holds. */
export interface BodyList {
  /** Undefined when the body is the list itself. */
  readonly property?: string;
  /** The schema of one of them. */
  readonly schema: LocatedSchema;
}

/** Finds the list in a body: the body itself, or its only array of objects. */
export function listIn(schemas: Schemas, body: LocatedSchema): BodyList | undefined {
  if (typesOf(schemas, body).has('array')) return { schema: itemsOf(schemas, body) ?? body };
  const inner = [...propertiesOf(schemas, body)].flatMap(([property, schema]) => {
    const item = typesOf(schemas, schema).has('array') ? itemsOf(schemas, schema) : undefined;
    return item !== undefined && isObjectSchema(schemas, item) ? [{ property, schema: item }] : [];
  });
  return inner.length === 1 ? inner[0] : undefined;
}

function listBody(schemas: Schemas, { body }: Operation): BodyList | undefined {
  for (const { schema } of body?.mediaTypes ?? []) {
    const found = schema && listIn(schemas, schema);
    if (found !== undefined) return found;
  }
  return undefined;
}

function endsInParameter({ template }: PathEntry): boolean {
  const last = withoutTrailingSlash(template).segments.at(-1);
  return last?.kind === 'parameter' && last.prefix === '' && !last.suffix.startsWith(':');
}

/** The last part of a path, which may name what is done. */
export function lastWord({ source }: PathTemplate): string {
  return source.split(/[/:]/).at(-1) ?? '';
}

// A custom method stands behind a colon: `/jobs/{id}:search`.
function isNamed(table: NameTable, { template }: PathEntry): boolean {
  const last = lastWord(template);
  return table.includes(normalizeName(last)) || (table === SEARCHES && /^(?:find|search)[-_]?by/i.test(last));
}
