import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Operation } from '../../openapi/model/model';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import { attachedIds } from '../../openapi/resources/further-roles';
import { looksLike, takenSchema } from '../../openapi/resources/resource-roles';
import { describeSuccess } from '../handlers/documented-success';
import { createExampleHandler } from '../handlers/example';
import { unknownId } from '../handlers/find-item';
import type { Handler, ResourceContext } from '../handlers/handler';
import { belowParents } from '../handlers/list';
import { createRepresentation } from '../handlers/representation';

/**
 * Creates the handler of an operation that puts records that are there into something: `PUT /teams/{id}/members/{userId}`, or `POST
 * /teams/{id}/members` with `user_id` in its body. `DELETE` takes them out again.
 */
export function createAttachHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, codec, parents, spec } = context;
  const { status, headers, schema, hasBody } = describeSuccess(operation, 'update', context);
  const example = createExampleHandler(context, operation);
  const taken = takenSchema(operation);
  const property = taken && attachedIds(spec.schemas, taken, resource);
  const isItem = schema !== undefined && looksLike(spec.schemas, schema, resource.schema);
  const represent = createRepresentation(context, resource, schema);
  const idsIn = (body: JsonValue | undefined): ParameterValue[] => {
    const found = property !== undefined && isJsonObject(body) ? body[property] : undefined;
    return found === undefined ? [] : ((Array.isArray(found) ? found : [found]) as ParameterValue[]);
  };

  const { source, parameterNames } = operation.template;
  const own = source.endsWith('}') ? parameterNames.at(-1) : undefined;

  return belowParents(context, async (request) => {
    const { path } = request.parameters;
    const id = own === undefined ? undefined : path.get(own);
    const { store } = request.session;
    let last: string | undefined;
    for (const each of id === undefined ? idsIn(request.body) : [id]) {
      const record = await store.update(resource.name, codec.idOf(each), (current) => {
        const item = { ...(JSON.parse(current.json) as JsonObject), ...parents.properties(path) };
        return codec.encode(item, { ...current.keys, ...parents.keys(path) });
      });
      // Where the items are nothing else, what is put there is made by that.
      if (record === undefined) return resource.recordsOf === undefined ? example(request) : unknownId(each);
      last = record.json;
    }
    if (!hasBody) return { status, headers, note: '' };
    if (!isItem || last === undefined) return example(request);
    return { status, headers, body: represent(last), note: '' };
  });
}
