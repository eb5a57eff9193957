import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Operation } from '../../openapi/model/model';
import type { FurtherRole, OperationPart } from '../../openapi/model/parts';
import { itemsOf } from '../../openapi/model/schema-facts';
import { successBody } from '../../openapi/operations/responses';
import { takenSchema } from '../../openapi/resources/resource-roles';
import type { StoredRecord } from '../../store/interface/store';
import { describeSuccess } from '../handlers/documented-success';
import { createExampleHandler } from '../handlers/example';
import type { Handler, ResourceContext, ValidRequest } from '../handlers/handler';
import { createItemMaker } from '../handlers/item-maker';
import { createRepresentation } from '../handlers/representation';
import type { MockResponse } from '../messages/message';

/**
 * Creates the handler of an operation on several items at once: an array that is posted is many records, and DELETE of a
 * collection removes what its path and its query select.
 *
 * @returns undefined for a role that is not about several items
 */
export function createBulkHandler(
  context: ResourceContext,
  operation: Operation,
  role: NonNullable<OperationPart['role']>,
): Handler | undefined {
  const create = HANDLERS[role as FurtherRole];
  return create?.(context, operation);
}

const HANDLERS: Readonly<Partial<Record<FurtherRole, (context: ResourceContext, operation: Operation) => Handler>>> = {
  bulkCreate: createBulkCreateHandler,
  collectionRemove: createCollectionRemoveHandler,
};

function createBulkCreateHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, codec, parents, newId, spec } = context;
  const taken = takenSchema(operation);
  const maker = createItemMaker(context, resource, taken && itemsOf(spec.schemas, taken));
  const answer = createManyAnswer(context, operation, 'create');

  const insert = async (request: ValidRequest, body: JsonValue): Promise<StoredRecord> => {
    const { path } = request.parameters;
    for (;;) {
      const id = await newId(request.session);
      if (id === undefined) throw new Error(`There is no ID left for another item of "${resource.name}".`);
      const fixed = { ...parents.properties(path), [resource.idProperty]: id };
      const record = codec.encode(maker.complete(body, { fixed }), parents.keys(path));
      if (await request.session.store.insert(resource.name, record)) return record;
    }
  };

  return async (request) => {
    const records: StoredRecord[] = [];
    for (const body of Array.isArray(request.body) ? request.body : []) {
      if (isJsonObject(body)) records.push(await insert(request, body));
    }
    return answer(request, records);
  };
}

function createCollectionRemoveHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, codec, parents } = context;
  const answer = createManyAnswer(context, operation, 'remove');
  const filters = resource.list?.filters ?? [];
  const example = createExampleHandler(context, operation);

  return async (request) => {
    const { store } = request.session;
    const { path, query } = request.parameters;
    const filter: Record<string, string> = { ...parents.keys(path) };
    for (const [name, value] of query) {
      const property = filters.find(({ parameter }) => parameter.name === name)?.property;
      const key = property === undefined ? undefined : codec.keyOf(property, value);
      // Without knowing what is selected, deleting everything would be the worst guess.
      if (property === undefined || key === undefined) return warned(await example(request), name);
      filter[property] = key;
    }
    if (request.body !== undefined) return warned(await example(request), 'the body');
    const { items } = await store.page(resource.name, filter, 0, Number.MAX_SAFE_INTEGER);
    for (const { id } of items) await store.remove(resource.name, id);
    return answer(request, items);
  };
}

function warned<T extends object>(outcome: T, what: string): T {
  if (!('status' in outcome) || !('headers' in outcome)) return outcome;
  const warning = `The mock does not know which items ${what} selects: nothing was deleted.`;
  return { ...outcome, headers: { ...(outcome.headers as object), 'mock-warning': warning } };
}

/** Creates the writer of an answer about several items: an array of them, or an example of what the document promises. */
function createManyAnswer(context: ResourceContext, operation: Operation, role: 'create' | 'remove') {
  const { spec, resource } = context;
  const { status, headers, hasBody } = describeSuccess(operation, role, context);
  const schema = successBody(operation);
  const items = schema && itemsOf(spec.schemas, schema);
  const represent = createRepresentation(context, resource, items);
  const example = createExampleHandler(context, operation);
  return async (request: ValidRequest, records: readonly StoredRecord[]) => {
    if (!hasBody) return { status, headers, note: '' };
    if (items === undefined) return example(request);
    const body = `[${records.map(({ json }) => represent(json)).join(',')}]`;
    return { status, headers, body, note: '' } satisfies MockResponse;
  };
}
