import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { SchemaViolation } from '../../json-schema/model/schemas';
import type { Operation } from '../../openapi/model/model';
import { listConditions } from '../../openapi/resources/list-conditions';
import { takenSchema } from '../../openapi/resources/resource-roles';
import { forEachInSlices } from '../../store/interface/slices';
import type { StoredRecord } from '../../store/interface/store';
import { createExampleHandler } from '../handlers/example';
import type { Handler, ResourceContext, ValidRequest } from '../handlers/handler';
import { createItemMaker } from '../handlers/item-maker';
import { belowParents, createListFinder, EVERYTHING } from '../handlers/list';
import { bodyViolations } from '../messages/message';
import { violationsProblem } from '../problems/problems';
import { describeAsking } from './asking';
import { createAddItem, describeManyBody } from './bulk';
import { createManyAnswer } from './many-answer';

/** Chooses the records that a request to a whole collection means; a text names what of it is not understood. */
type Choose = (request: ValidRequest) => Promise<readonly StoredRecord[] | string>;

function createChoice(context: ResourceContext, operation: Operation): Choose {
  const asking = describeAsking(context, operation, undefined, false);
  const finder = createListFinder(asking.context, asking.operation);
  const { list, schema } = asking.context.resource;
  const conditions = listConditions(context.spec.schemas, asking.operation, schema, list!);
  const known = new Set([...list!.filters, ...conditions].map(({ parameter }) => parameter.name));
  return async (request) => {
    // Without knowing what is selected, changing everything would be the worst guess.
    for (const name of request.parameters.query.keys()) if (!known.has(name)) return name;
    const filter = finder.filterOf(request);
    return (await finder.find(request, filter, EVERYTHING)).items;
  };
}

/** Creates the handler that removes what the path and the query select, or what a list of ids in the body names. */
export function createCollectionRemoveHandler(context: ResourceContext, operation: Operation): Handler {
  const { codec, resource } = context;
  const answer = createManyAnswer(context, operation, 'remove');
  const example = createExampleHandler(context, operation);
  const choose = createChoice(context, operation);

  /** The records whose ids a body lists: `{ "ids": [1, 2] }`. */
  const named = async ({ body, session }: ValidRequest): Promise<readonly StoredRecord[] | string> => {
    const lists = Array.isArray(body) ? [body] : isJsonObject(body) ? Object.values(body).filter(Array.isArray) : [];
    if (lists.length !== 1) return 'the body';
    const ids = lists[0]!.map((each) => (isJsonObject(each) ? each[resource.idProperty] : each));
    const records = await Promise.all(
      ids.map((id) => (id === undefined ? undefined : session.store.get(resource.name, codec.idOf(id)))),
    );
    return records.filter((record) => record !== undefined);
  };

  return belowParents(context, async (request) => {
    const chosen = request.body === undefined ? await choose(request) : await named(request);
    if (typeof chosen === 'string') return warned(await example(request), chosen);
    await forEachInSlices(chosen, ({ id }) => context.remove(request.session.store, id));
    return answer(request, chosen);
  });
}

/** A change of one record: the item that it becomes. */
type Change = readonly [record: StoredRecord, item: JsonObject];

/**
 * Creates the handler of PUT and PATCH of a collection. An object is what each of the selected items becomes, or what is merged into
 * it. A list names by id the items that it changes; of PUT, one in which not every item is named is the whole collection from now
 * on (RFC 9110, section 9.3.4).
 */
export function createCollectionChangeHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, codec, spec } = context;
  const { idProperty, name } = resource;
  const isWhole = operation.method === 'put';
  const answer = createManyAnswer(context, operation, 'update');
  const example = createExampleHandler(context, operation);
  const choose = createChoice(context, operation);
  const many = describeManyBody(spec.schemas, operation);
  const maker = createItemMaker(context, resource, many.schema ?? takenSchema(operation));
  const validate = spec.schemas.validator(resource.schema, 'response');
  const add = createAddItem(context, many.schema);

  const changed = (record: StoredRecord, body: JsonValue): Change => {
    const before = JSON.parse(record.json) as JsonObject;
    const server = { fixed: { [idProperty]: before[idProperty] ?? record.id }, before };
    return [record, isWhole ? maker.complete(body, server) : maker.patch(body, server)];
  };

  const write = async ({ session }: ValidRequest, changes: readonly Change[]): Promise<StoredRecord[]> => {
    const records: StoredRecord[] = [];
    await forEachInSlices(changes, async ([{ id }, item]) => {
      const record = await session.store.update(name, id, (current) => codec.encode(item, current.keys));
      if (record !== undefined) records.push(record);
    });
    return records;
  };

  return belowParents(context, async (request) => {
    const { body, session } = request;
    const items = many.itemsOf(body);
    const chosen = items !== undefined || isJsonObject(body) ? await choose(request) : 'the body';
    if (typeof chosen === 'string') return warned(await example(request), chosen);
    const byId = new Map(chosen.map((record) => [record.id, record]));
    const named = items?.map((item) => {
      const id = isJsonObject(item) ? item[idProperty] : undefined;
      return { item, record: id === undefined ? undefined : byId.get(codec.idOf(id)) };
    });
    const changes =
      named === undefined
        ? chosen.map((record) => changed(record, body!))
        : named.flatMap(({ item, record }) => (record === undefined ? [] : [changed(record, item)]));
    const violations = changes.flatMap(([, item], index): SchemaViolation[] =>
      validate(item).map((each) => (named === undefined ? each : { ...each, path: [index, ...each.path] })),
    );
    if (violations.length > 0) return violationsProblem(bodyViolations(violations));
    const records = await write(request, changes);
    const others = isWhole ? (named ?? []).filter(({ record }) => record === undefined) : [];
    if (others.length > 0 || named?.length === 0) {
      const kept = new Set(changes.map(([{ id }]) => id));
      const left = chosen.filter(({ id }) => !kept.has(id));
      await forEachInSlices(left, ({ id }) => context.remove(session.store, id));
    }
    for (const { item } of others) {
      const record = await add(request, item);
      if ('kind' in record) return record;
      records.push(record);
    }
    return answer(request, records);
  });
}

function warned<T extends object>(outcome: T, what: string): T {
  if (!('status' in outcome) || !('headers' in outcome)) return outcome;
  const warning = `The mock does not know which items ${what} selects: nothing was changed.`;
  return { ...outcome, headers: { ...(outcome.headers as object), 'mock-warning': warning } };
}
