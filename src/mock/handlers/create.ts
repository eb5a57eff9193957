import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Operation, Resource } from '../../openapi/model/model';
import { encodeSegment, expandPath } from '../../openapi/operations/path-template';
import type { StoredRecord } from '../../store/interface/store';
import { type Eventual, whenThere } from '../../store/interface/store';
import type { MockResponse } from '../messages/message';
import { createProblem, type Problem } from '../problems/problems';
import { describeSuccess } from './documented-success';
import { unknownId } from './find-item';
import type { Handler, ResourceContext, ValidRequest } from './handler';
import { createItemMaker, describeItemBody, unfitBody } from './item-maker';
import { createRepresentation } from './representation';

/** The number of ids that are tried when one is taken: fixtures may hold any, and other processes may write, too. */
const ATTEMPTS = 1000;

/**
 * Creates the handler that adds an item. The server makes its id, unless the document requires the client to send one.
 */
export function createCreateHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, codec, parents, newId, shapes } = context;
  const { status, headers, schema, hasBody } = describeSuccess(operation, 'create', context);
  const { schema: bodySchema, itemOf } = describeItemBody(context, operation, 'create');
  const maker = createItemMaker(context, resource, bodySchema);
  const represent = createRepresentation(context, resource, schema, resource.wrappers.create?.answer);
  const urlOf = createItemUrl(resource, operation);
  const bodyShape = bodySchema === undefined ? undefined : shapes.of(bodySchema, 'request');
  const clientMakesId = bodyShape?.variants.some(({ properties }) =>
    properties.some(({ name, required }) => name === resource.idProperty && required),
  );

  const isShared = resource.parents.some(({ key }) => key !== undefined);

  /** Puts a record that is there already below this path, too: a tag of a contact. */
  const attach = ({ session, parameters: { path } }: ValidRequest, id: JsonValue) =>
    session.store.update(resource.name, codec.idOf(id), (current) => ({
      ...current,
      keys: { ...current.keys, ...parents.keys(path) },
    }));

  /** Adds the item; undefined when its id is taken. */
  const insert = (
    request: ValidRequest,
    body: JsonValue | undefined,
    id: JsonValue,
  ): Eventual<StoredRecord | undefined> => {
    const { path } = request.parameters;
    const fixed = { ...parents.properties(path), [resource.idProperty]: id };
    const record = codec.encode(maker.complete(body, { fixed }), parents.keys(path), request.exact);
    return whenThere(request.session.store.insert(resource.name, record), (isNew) => (isNew ? record : undefined));
  };

  const insertAnew = (
    request: ValidRequest,
    body: JsonValue | undefined,
    attempts: number,
  ): Eventual<StoredRecord | Problem> => {
    if (attempts === 0) throw new Error(`No free id for "${resource.name}" in ${ATTEMPTS} attempts.`);
    return whenThere(newId(request.session), (id) => {
      if (id === undefined) return createProblem('conflict', { detail: 'There is no ID left for another item.' });
      return whenThere(insert(request, body, id), (record) => record ?? insertAnew(request, body, attempts - 1));
    });
  };

  const add = (request: ValidRequest, body: JsonValue | undefined): Eventual<StoredRecord | Problem> => {
    if (!clientMakesId || !isJsonObject(body)) return insertAnew(request, body, ATTEMPTS);
    const id = body[resource.idProperty]!;
    return whenThere(insert(request, body, id), (record) => {
      if (record !== undefined) return record;
      if (!isShared) return createProblem('conflict', { detail: `The ID ${String(id)} is taken.` });
      return whenThere(attach(request, id), (attached) => attached ?? unknownId(id));
    });
  };

  const answer = (request: ValidRequest, record: StoredRecord): MockResponse => {
    const location = urlOf(request, record.id);
    const complete = location === undefined ? headers : { ...headers, location };
    return hasBody
      ? { status, headers: complete, body: represent(record.json), note: '' }
      : { status, headers: complete, note: '' };
  };

  return (request) => {
    const body = itemOf(request.body);
    const unfit = unfitBody(body);
    if (unfit !== undefined) return unfit;
    const go = (): Eventual<MockResponse | Problem> =>
      whenThere(add(request, body), (added) => ('kind' in added ? added : answer(request, added)));
    if (resource.parents.length === 0) return go();
    const { path } = request.parameters;
    return whenThere(parents.findUnknown(request.session.store, path), (unknown) =>
      unknown === undefined ? go() : unknownId(unknown),
    );
  };
}

/** The path-absolute URL of an item; undefined when the document has no path for it. */
export type ItemUrl = (request: ValidRequest, id: string) => string | undefined;

/**
 * Creates the function that says where an item is that a request to the collection made. The URL starts with the base
 * path that the request was sent to.
 *
 * @param operation - the operation on the collection
 */
export function createItemUrl(resource: Resource, operation: Operation): ItemUrl {
  const { item, idParameter, parents } = resource;
  if (item === undefined || idParameter === undefined) return () => undefined;
  const { template } = item;
  if (template.source === `${operation.template.source}/{${idParameter}}`) {
    return ({ message }, id) => `${message.path}/${encodeSegment(id)}`;
  }
  return ({ basePath, parameters }, id) => {
    const values: Record<string, string> = { [idParameter]: id };
    for (const { parameter, itemParameter = parameter } of parents) {
      const value = parameters.path.get(parameter);
      if (value !== undefined) values[itemParameter] = String(value);
    }
    if (!template.parameterNames.every((name) => values[name])) return undefined;
    return basePath + expandPath(template, values);
  };
}
