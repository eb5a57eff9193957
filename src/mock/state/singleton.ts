import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject, jsonValueOf } from '../../json-schema/model/json-value';
import type { Operation } from '../../openapi/model/model';
import type { Singleton, SingletonRole } from '../../openapi/model/parts';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { takenSchema } from '../../openapi/resources/resource-roles';
import { whenThere } from '../../store/interface/store';
import { describeSuccess } from '../handlers/documented-success';
import { createExampleHandler } from '../handlers/example';
import type { Handler, MockContext, ValidRequest } from '../handlers/handler';
import { createItemMaker } from '../handlers/item-maker';
import { createRepresentation } from '../handlers/representation';
import { bodyViolations, type MockResponse } from '../messages/message';
import { createProblem, isProblem, type Problem, violationsProblem } from '../problems/problems';
import { keptId, keptName } from '../records/kept-objects';

/**
 * Creates the handler of an operation on a singleton: one object at a path of its own, of which there is one for each item
 * above it. Until something is written, it is what the document's example says, or a sample.
 *
 * @returns undefined when the document does not say what the object is
 */
export function createSingletonHandler(
  context: MockContext,
  operation: Operation,
  role: SingletonRole,
  { entry, roles, schema }: Singleton,
): Handler | undefined {
  const { spec, sample } = context;
  const { singletonRead: read = operation } = roles;
  if (schema === undefined) return undefined;
  const kept = keptName(entry);
  const example = createExampleHandler(context, read);
  const validate = spec.schemas.validator(schema, 'response');
  const usual = role === 'singletonRemove' ? 'remove' : 'update';
  const success = describeSuccess(operation, usual, context);
  const represent = createRepresentation(context, { schema, idProperty: '' }, success.schema);
  const taken = takenSchema(operation);
  // An object may be answered inside of something that wraps it, and be taken without.
  const [wrapper, wrapped] =
    [...propertiesOf(spec.schemas, schema)].find(([, property]) => property.pointer === taken?.pointer) ?? [];
  const maker = createItemMaker(context, { schema: wrapped ?? schema }, taken);

  const idOf = ({ parameters }: ValidRequest): string => keptId(parameters.path);

  /** The object that has never been written; the same for every query. */
  const untouched = async (request: ValidRequest): Promise<JsonValue> => {
    const { path, headers: _, ...message } = request.message;
    const plain = { ...message, method: 'GET', path, query: '', headers: {} };
    const outcome = await example({ ...request, message: plain, body: undefined });
    const value = !isProblem(outcome) && typeof outcome.body === 'string' ? jsonValueOf(outcome.body) : undefined;
    return value !== undefined && validate(value).length === 0 ? value : sample(schema, path);
  };

  const answer = (value: JsonValue): MockResponse => {
    const { status, headers, hasBody } = success;
    return hasBody
      ? { status, headers, body: represent(JSON.stringify(value)), note: '' }
      : { status, headers, note: '' };
  };

  const write = async (request: ValidRequest, value: JsonValue): Promise<void> => {
    const record = { id: idOf(request), json: JSON.stringify(value), keys: {} };
    const { store } = request.session;
    if (!(await store.insert(kept, record))) await store.update(kept, record.id, () => record);
  };

  const changed = (body: JsonValue | undefined, before: JsonValue): JsonValue => {
    if (!isJsonObject(body)) return body ?? before;
    const around = isJsonObject(before) ? before : {};
    const inside = wrapper === undefined ? around : (around[wrapper] ?? {});
    const server = { fixed: {}, before: isJsonObject(inside) ? inside : {} };
    const value = role === 'singletonUpdate' ? maker.patch(body, server) : maker.complete(body, server);
    return wrapper === undefined ? value : { ...around, [wrapper]: value };
  };

  if (role === 'singletonRead') {
    return (request) =>
      whenThere(request.session.store.get(kept, idOf(request)), (record) => {
        if (record === undefined) return example(request);
        return record.json === REMOVED ? nothingHere() : answer(JSON.parse(record.json) as JsonValue);
      });
  }
  return async (request): Promise<MockResponse | Problem> => {
    const record = await request.session.store.get(kept, idOf(request));
    const isRemoved = record?.json === REMOVED;
    if (isRemoved && (role === 'singletonUpdate' || role === 'singletonRemove')) return nothingHere();
    const before: JsonValue =
      record === undefined ? await untouched(request) : isRemoved ? {} : JSON.parse(record.json);
    if (role === 'singletonRemove') {
      await write(request, null);
      return answer(before);
    }
    const value = changed(request.body, before);
    const violations = validate(value);
    if (violations.length > 0) return violationsProblem(bodyViolations(violations));
    await write(request, value);
    return answer(value);
  };
}

/** The text of an object that has been deleted. */
const REMOVED = 'null';

function nothingHere(): Problem {
  return createProblem('not-found', { detail: 'There is nothing here: it was deleted.', note: 'deleted' });
}
