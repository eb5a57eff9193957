import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
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
import { bodyViolations, type MockResponse } from '../messages/message';
import { createProblem, type Problem, violationsProblem } from '../problems/problems';

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
  collectionUpdate: createCollectionUpdateHandler,
};

function createBulkCreateHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, codec, parents, newId, spec } = context;
  const taken = takenSchema(operation);
  const maker = createItemMaker(context, resource, taken && itemsOf(spec.schemas, taken));
  const answer = createManyAnswer(context, operation, 'create');

  const insert = async (request: ValidRequest, body: JsonValue): Promise<StoredRecord | Problem> => {
    const { path } = request.parameters;
    for (;;) {
      const id = await newId(request.session);
      if (id === undefined) return createProblem('conflict', { detail: 'There is no ID left for another item.' });
      const fixed = { ...parents.properties(path), [resource.idProperty]: id };
      const record = codec.encode(maker.complete(body, { fixed }), parents.keys(path));
      if (await request.session.store.insert(resource.name, record)) return record;
    }
  };

  return async (request) => {
    const records: StoredRecord[] = [];
    for (const body of Array.isArray(request.body) ? request.body : []) {
      if (!isJsonObject(body)) continue;
      const record = await insert(request, body);
      if ('kind' in record) return record;
      records.push(record);
    }
    return answer(request, records);
  };
}

/** Chooses the records that a request to a whole collection means; a text says what of the request is not understood. */
type Choose = (request: ValidRequest) => Promise<readonly StoredRecord[] | string>;

function createChoice({ resource, codec, parents }: ResourceContext): Choose {
  const filters = resource.list?.filters ?? [];
  return async ({ session: { store }, parameters: { path, query } }) => {
    const filter: Record<string, string> = { ...parents.keys(path) };
    for (const [name, value] of query) {
      const property = filters.find(({ parameter }) => parameter.name === name)?.property;
      const key = property === undefined ? undefined : codec.keyOf(property, value);
      // Without knowing what is selected, changing everything would be the worst guess.
      if (property === undefined || key === undefined) return name;
      filter[property] = key;
    }
    return (await store.page(resource.name, filter, 0, Number.MAX_SAFE_INTEGER)).items;
  };
}

function createCollectionRemoveHandler(context: ResourceContext, operation: Operation): Handler {
  const answer = createManyAnswer(context, operation, 'remove');
  const example = createExampleHandler(context, operation);
  const choose = createChoice(context);
  return async (request) => {
    const chosen = request.body === undefined ? await choose(request) : 'the body';
    if (typeof chosen === 'string') return warned(await example(request), chosen);
    for (const { id } of chosen) await context.remove(request.session.store, id);
    return answer(request, chosen);
  };
}

/** PATCH of a collection with an object merges that into each item that is selected. */
function createCollectionUpdateHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, codec, spec } = context;
  const answer = createManyAnswer(context, operation, 'update');
  const example = createExampleHandler(context, operation);
  const choose = createChoice(context);
  const maker = createItemMaker(context, resource, takenSchema(operation));
  const validate = spec.schemas.validator(resource.schema, 'response');
  return async (request) => {
    const { body, session } = request;
    const chosen = isJsonObject(body) ? await choose(request) : 'the body';
    if (typeof chosen === 'string') return warned(await example(request), chosen);
    const change = (current: StoredRecord): StoredRecord => {
      const before = JSON.parse(current.json) as JsonObject;
      const fixed = { [resource.idProperty]: before[resource.idProperty] ?? current.id };
      return codec.encode(maker.patch(body, { fixed, before }), current.keys);
    };
    const violations = chosen.flatMap((current) => validate(JSON.parse(change(current).json) as JsonValue));
    if (violations.length > 0) return violationsProblem(bodyViolations(violations));
    const records: StoredRecord[] = [];
    for (const { id } of chosen) {
      const record = await session.store.update(resource.name, id, change);
      if (record !== undefined) records.push(record);
    }
    return answer(request, records);
  };
}

function warned<T extends object>(outcome: T, what: string): T {
  if (!('status' in outcome) || !('headers' in outcome)) return outcome;
  const warning = `The mock does not know which items ${what} selects: nothing was changed.`;
  return { ...outcome, headers: { ...(outcome.headers as object), 'mock-warning': warning } };
}

/** Creates the writer of an answer about several items: an array of them, or an example of what the document promises. */
function createManyAnswer(context: ResourceContext, operation: Operation, role: 'create' | 'update' | 'remove') {
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
