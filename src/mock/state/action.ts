import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Operation, Resource } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { isError } from '../../openapi/operations/responses';
import { looksLike, takenSchema, wrapperOf } from '../../openapi/resources/resource-roles';
import { describeSuccess } from '../handlers/documented-success';
import { createExampleHandler } from '../handlers/example';
import { restores, unknownId } from '../handlers/find-item';
import type { Handler, ResourceContext, ValidRequest } from '../handlers/handler';
import { createItemMaker, mergePatch } from '../handlers/item-maker';
import { createRepresentation } from '../handlers/representation';
import { binName } from '../records/kept-objects';
import type { FindOwner } from './owner';
import { createVerbChanges } from './verb-changes';

/**
 * Creates the handler of an operation below an item that does something with it. Where it answers something like the item, that
 * is the item, with the body's properties merged in and what the verb says of it; any other answer is an example, after what the
 * verb says has been done.
 */
export function createActionHandler(context: ResourceContext, operation: Operation, findOwner: FindOwner): Handler {
  const { resource, codec, spec, now } = context;
  const { schemas } = spec;
  const { status, headers, schema, hasBody } = describeSuccess(operation, 'update', context);
  const wrapper = schema && wrapperOf(schemas, operation, resource.schema, resource.name)?.answer;
  const isItem = schema !== undefined && (wrapper !== undefined || looksLike(schemas, schema, resource.schema));
  const changesOf = createVerbChanges(schemas, resource.schema, operation);
  const example = createExampleHandler(context, operation);
  const taken = takenSchema(operation);
  const maker = createItemMaker(context, resource, taken);
  const known = propertiesOf(schemas, resource.schema);
  const represent = createRepresentation(context, resource, schema, wrapper);
  const validate = schemas.validator(resource.schema, 'response');

  // A body of an action is no record: what the item cannot be is not taken over, and is no reason to refuse a valid request.
  const changed = (before: JsonObject, body: JsonValue | undefined): JsonObject => {
    const fixed = { [resource.idProperty]: before[resource.idProperty]! };
    const done = changesOf?.(now()) ?? {};
    const withBody = (parts: JsonObject): JsonObject => {
      const merges = isItem && Object.keys(parts).some((name) => known.has(name));
      return mergePatch(merges ? maker.patch(parts, { fixed, before }) : before, done) as JsonObject;
    };
    const given = isJsonObject(body) ? body : {};
    const item = withBody(given);
    const unfit = new Set(validate(item).map(({ path: [name] }) => name));
    if (unfit.size === 0) return item;
    const fitting = withBody(Object.fromEntries(Object.entries(given).filter(([name]) => !unfit.has(name))));
    return validate(fitting).length === 0 ? fitting : before;
  };

  const isRestoring = restores(operation.template, resource);

  return async (request) => {
    if (isRestoring) await takeBack(request, resource);
    const found = await findOwner(request);
    if ('kind' in found) return found;
    if (operation.responses.every(isError) && changesOf === undefined) return { status, headers, note: 'no body' };
    if (!isItem && changesOf === undefined) return example(request);
    const record = await request.session.store.update(resource.name, found.id, (current) =>
      codec.encode(changed(JSON.parse(current.json) as JsonObject, request.body), current.keys),
    );
    if (record === undefined) return unknownId(found.id);
    if (hasBody && !isItem) return example(request);
    return hasBody ? { status, headers, body: represent(record.json), note: '' } : { status, headers, note: '' };
  };
}

/** Puts a removed record back, at the end. */
async function takeBack({ session: { store }, parameters }: ValidRequest, { name, item }: Resource): Promise<void> {
  const position = item!.template.parameterNames.length - 1;
  const removed = await store.get(binName(name), String([...parameters.path.values()][position]));
  if (removed !== undefined && (await store.insert(name, removed))) await store.remove(binName(name), removed.id);
}
