import type { Operation, PathTemplate, Resource } from '../../openapi/model/model';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import type { StoredRecord } from '../../store/interface/store';
import { type Eventual, whenThere } from '../../store/interface/store';
import { createProblem, type Problem } from '../problems/problems';
import { binName } from '../records/kept-objects';
import { describeSuccess } from './documented-success';
import type { Handler, ResourceContext, ValidRequest } from './handler';
import { createPickFields } from './pick-fields';
import { createRepresentation } from './representation';

/** An item that a path names, or the problem that there is none. */
export type FoundItem = StoredRecord | Problem;

/**
 * Finds the item that a request's path names; what the path says the item hangs on must be there and be true.
 */
export function findItem(context: ResourceContext, request: ValidRequest): Eventual<FoundItem> {
  const { resource, parents } = context;
  const { store } = request.session;
  const { path } = request.parameters;
  const id = path.get(resource.idParameter ?? resource.idProperty) ?? null;
  const look = (): Eventual<FoundItem> =>
    whenThere(getRecord(context, request, id), (record) =>
      record === undefined || !parents.hold(record, path) ? unknownId(id) : record,
    );
  if (resource.parents.length === 0) return look();
  return whenThere(parents.findUnknown(store, path), (unknown) =>
    unknown === undefined ? look() : unknownId(unknown),
  );
}

function getRecord(
  { resource: { name, foundBy, alsoFoundBy }, codec, parents }: ResourceContext,
  { session: { store }, parameters: { path } }: ValidRequest,
  id: ParameterValue,
): Eventual<StoredRecord | undefined> {
  const findBy = (property: string): Eventual<StoredRecord | undefined> => {
    const filter = { ...parents.keys(path), [property]: codec.keyOf(property, id) ?? '' };
    return whenThere(store.page(name, filter, 0, 1), ({ items }) => items[0]);
  };
  if (foundBy !== undefined) return findBy(foundBy);
  const found = store.get(name, codec.idOf(id));
  return alsoFoundBy === undefined ? found : whenThere(found, (record) => record ?? findBy(alsoFoundBy));
}

/** Tells whether a path takes back that an item was removed: `/users/{id}/restore`. */
export function restores({ source }: PathTemplate, { item }: Resource): boolean {
  const word = item === undefined ? '' : source.slice(source.lastIndexOf('/') + 1);
  return /^(?:restore|undelete|untrash|recover)$/i.test(word) && source.startsWith(`${item!.template.source}/`);
}

/** The problem that nothing has this id. */
export function unknownId(id: ParameterValue): Problem {
  const text = typeof id === 'string' ? id : String(id);
  return createProblem('not-found', { detail: `There is nothing with the ID ${shortened(text)}.`, note: 'unknown id' });
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** Creates the handler that answers one item. */
export function createReadHandler(context: ResourceContext, operation: Operation): Handler {
  const { status, headers, schema } = describeSuccess(operation, 'read', context);
  const wrapper = context.resource.wrappers.read?.answer;
  const represent = createRepresentation(context, context.resource, schema, wrapper);
  const pick = wrapper === undefined && schema ? createPickFields(context, operation, schema) : undefined;
  const bodyOf = (json: string, { parameters: { query } }: ValidRequest): string =>
    pick === undefined ? represent(json) : pick(represent(json), query);
  return (request) =>
    whenThere(findItem(context, request), (found) =>
      'kind' in found ? found : { status, headers, body: bodyOf(found.json, request), note: '' },
    );
}

/** Creates the handler that deletes one item; where the document promises a body, it answers what was deleted. */
export function createRemoveHandler(context: ResourceContext, operation: Operation): Handler {
  const { status, headers, schema, hasBody } = describeSuccess(operation, 'remove', context);
  const represent = createRepresentation(context, context.resource, schema, context.resource.wrappers.remove?.answer);
  const { resource, spec } = context;
  const isRestorable = spec.paths.some(({ template }) => restores(template, resource));
  return async (request) => {
    const found = await findItem(context, request);
    if ('kind' in found) return found;
    const { store } = request.session;
    // Of two requests at once only one deletes.
    if (!(await context.remove(store, found.id))) return unknownId(found.id);
    if (isRestorable) await store.insert(binName(resource.name), found);
    return hasBody ? { status, headers, body: represent(found.json), note: '' } : { status, headers, note: '' };
  };
}
