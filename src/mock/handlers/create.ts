import type { JsonValue } from '../../schema/json-schema';
import type { Operation } from '../../spec/model';
import type { StoredRecord } from '../../store/store';
import { unknownId } from '../find-item';
import type { Handler } from '../handler';
import { describeItemBody, unfitBody } from '../item-body';
import { createItemMaker } from '../item-maker';
import { createItemUrl } from '../item-url';
import { isJsonObject } from '../json-object';
import { createProblem } from '../problems';
import { createRepresentation } from '../representation';
import type { ResourceContext } from '../resource-context';
import { describeSuccess } from '../success';

/** How often another id is tried when one is taken: fixtures may hold any, and other processes may write, too. */
const ATTEMPTS = 1000;

/**
 * Creates the handler that adds an item. The server makes its id, unless the document requires the client to send one.
 */
export function createCreateHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, codec, parents, newId, shapes } = context;
  const { status, headers, schema, hasBody } = describeSuccess(operation, 'create', context.headers, context.sample);
  const { schema: bodySchema, itemOf } = describeItemBody(context, operation, 'create');
  const maker = createItemMaker(context, resource, bodySchema);
  const represent = createRepresentation(context, resource, schema, resource.wrappers.create?.answer);
  const urlOf = createItemUrl(resource, operation);
  const bodyShape = bodySchema === undefined ? undefined : shapes.of(bodySchema, 'request');
  const clientMakesId = bodyShape?.variants.some(({ properties }) =>
    properties.some(({ name, required }) => name === resource.idProperty && required),
  );

  return async (request) => {
    const { parameters, world } = request;
    const body = itemOf(request.body);
    const { store } = world;
    const { path } = parameters;
    const unfit = unfitBody(body);
    if (unfit !== undefined) return unfit;
    const unknown = resource.parents.length === 0 ? undefined : await parents.findUnknown(store, path);
    if (unknown !== undefined) return unknownId(unknown);

    const fromPath = parents.properties(path);
    const keys = parents.keys(path);
    const insert = async (id: JsonValue): Promise<StoredRecord | undefined> => {
      const item = maker.complete(body, { fixed: { ...fromPath, [resource.idProperty]: id } });
      const record = codec.encode(item, keys);
      return (await store.insert(resource.name, record)) ? record : undefined;
    };
    let record: StoredRecord | undefined;
    if (clientMakesId && isJsonObject(body)) {
      const id = body[resource.idProperty]!;
      record = await insert(id);
      if (record === undefined) return createProblem('conflict', { detail: `The ID ${String(id)} is taken.` });
    }
    for (let attempt = 0; record === undefined && attempt < ATTEMPTS; attempt++) {
      const id = await newId(world);
      if (id === undefined) return createProblem('conflict', { detail: 'There is no ID left for another item.' });
      record = await insert(id);
    }
    if (record === undefined) throw new Error(`No free id for "${resource.name}" in ${ATTEMPTS} attempts.`);
    const location = urlOf(request, record.id);
    const answer = location === undefined ? headers : { ...headers, location };
    return hasBody
      ? { status, headers: answer, body: represent(record.json), note: '' }
      : { status, headers: answer, note: '' };
  };
}
