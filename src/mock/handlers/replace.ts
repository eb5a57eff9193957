import { exactIntegers, joinExact } from '../../json-schema/model/exact-integers';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { Operation } from '../../openapi/model/model';
import { createsMissing } from '../../openapi/operations/responses';
import type { StoredRecord } from '../../store/interface/store';
import type { MockResponse } from '../messages/message';
import { type DocumentedSuccess, describeSuccess } from './documented-success';
import { findItem, unknownId } from './find-item';
import type { Handler, ResourceContext, ValidRequest } from './handler';
import { createItemMaker, describeItemBody, unfitBody } from './item-maker';
import { createRepresentation } from './representation';

/**
 * Creates the handler that replaces a whole item: nothing that clients say of the old one is merged in. Where the document has a
 * 201 for it, an item that is not there is made.
 */
export function createReplaceHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, codec, parents } = context;
  const created = operation.responses.find(({ status }) => status === '201');
  const others = { ...operation, responses: operation.responses.filter((response) => response !== created) };
  const replacing = describeSuccess(hasSuccess(others) ? others : operation, 'replace', context);
  const creating = createsMissing(operation) ? describeSuccess(operation, 'create', context, created) : undefined;
  const itemBody = describeItemBody(context, operation, 'replace');
  const maker = createItemMaker(context, resource, itemBody.schema);

  const writer = (success: DocumentedSuccess) => {
    const { status, headers, schema, hasBody } = success;
    const represent = createRepresentation(context, resource, schema, resource.wrappers.replace?.answer);
    return ({ json }: StoredRecord): MockResponse =>
      hasBody ? { status, headers, body: represent(json), note: '' } : { status, headers, note: '' };
  };
  const answerReplaced = writer(replacing);
  const answerCreated = creating && writer(creating);

  const replace = (request: ValidRequest, body: JsonValue | undefined, id: string) =>
    request.session.store.update(resource.name, id, (current) => {
      const before: JsonObject = JSON.parse(current.json);
      const fixed = {
        ...parents.properties(request.parameters.path),
        [resource.idProperty]: before[resource.idProperty] ?? current.id,
      };
      const exact = joinExact(exactIntegers(current.json), request.exact);
      return codec.encode(maker.complete(body, { fixed, before }), current.keys, exact);
    });

  /** Makes the item that the path names; undefined when another request has just done so, or its parent is not there. */
  const create = async ({ session, exact, parameters: { path } }: ValidRequest, body: JsonValue | undefined) => {
    const id = path.get(resource.idParameter ?? resource.idProperty);
    if (id === undefined || (await parents.findUnknown(session.store, path)) !== undefined) return undefined;
    const fixed = { ...parents.properties(path), [resource.idProperty]: typeof id === 'bigint' ? Number(id) : id };
    const named = typeof id === 'bigint' ? new Map([[Number(id), String(id)]]) : undefined;
    const record = codec.encode(maker.complete(body, { fixed }), parents.keys(path), joinExact(exact, named));
    return (await session.store.insert(resource.name, record)) ? record : undefined;
  };

  return async (request) => {
    const body = itemBody.itemOf(request.body);
    const unfit = unfitBody(body);
    if (unfit !== undefined) return unfit;
    const found = await findItem(context, request);
    if ('kind' in found) {
      const record = answerCreated && (await create(request, body));
      return record === undefined ? found : answerCreated!(record);
    }
    const record = await replace(request, body, found.id);
    return record === undefined ? unknownId(found.id) : answerReplaced(record);
  };
}

function hasSuccess({ responses }: Pick<Operation, 'responses'>): boolean {
  return responses.some(({ status }) => status.startsWith('2'));
}
