import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Operation } from '../../openapi/model/model';
import { listIn } from '../../openapi/resources/further-roles';
import { takenSchema } from '../../openapi/resources/resource-roles';
import type { StoredRecord } from '../../store/interface/store';
import type { Handler, ResourceContext, ValidRequest } from '../handlers/handler';
import { createItemMaker } from '../handlers/item-maker';
import { belowParents } from '../handlers/list';
import { createProblem, type Problem } from '../problems/problems';
import { createManyAnswer } from './many-answer';

/** The many items of a body. */
export interface ManyBody {
  /** The schema of each; undefined where the document gives none. */
  readonly schema: LocatedSchema | undefined;
  /** Undefined when the body has none. */
  itemsOf(body: JsonValue | undefined): readonly JsonValue[] | undefined;
}

/** Describes where an operation's body holds many items: it is an array, or has one, as `{ "items": [] }`. */
export function describeManyBody(schemas: Schemas, operation: Operation): ManyBody {
  const taken = takenSchema(operation);
  const list = taken && listIn(schemas, taken);
  return {
    schema: list?.schema,
    itemsOf(body) {
      const inner = list?.property !== undefined && isJsonObject(body) ? body[list.property] : body;
      return Array.isArray(inner) ? inner : undefined;
    },
  };
}

/** Adds an item to a resource, with an id that the server makes. */
export type AddItem = (request: ValidRequest, body: JsonValue) => Promise<StoredRecord | Problem>;

/** Creates the function that adds items as a body of a schema says. */
export function createAddItem(context: ResourceContext, schema: LocatedSchema | undefined): AddItem {
  const { resource, codec, parents, newId } = context;
  const maker = createItemMaker(context, resource, schema);
  return async (request, body) => {
    const { path } = request.parameters;
    for (;;) {
      const id = await newId(request.session);
      if (id === undefined) return createProblem('conflict', { detail: 'There is no ID left for another item.' });
      const fixed = { ...parents.properties(path), [resource.idProperty]: id };
      const record = codec.encode(maker.complete(body, { fixed }), parents.keys(path));
      if (await request.session.store.insert(resource.name, record)) return record;
    }
  };
}

/** Creates the handler of an operation that takes many items, each of which becomes a record. */
export function createBulkCreateHandler(context: ResourceContext, operation: Operation): Handler {
  const many = describeManyBody(context.spec.schemas, operation);
  const add = createAddItem(context, many.schema);
  const answer = createManyAnswer(context, operation, 'create');
  return belowParents(context, async (request) => {
    const records: StoredRecord[] = [];
    for (const body of many.itemsOf(request.body) ?? []) {
      if (!isJsonObject(body)) continue;
      const record = await add(request, body);
      if ('kind' in record) return record;
      records.push(record);
    }
    return answer(request, records);
  });
}
