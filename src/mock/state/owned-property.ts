import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Operation } from '../../openapi/model/model';
import type { OwnedProperty } from '../../openapi/model/parts';
import { isObjectSchema, itemsOf, propertiesOf, typesOf } from '../../openapi/model/schema-facts';
import { inferIdProperty } from '../../openapi/resources/id-property';
import { type CarriedPart, carriedBy } from '../../openapi/resources/owned-properties';
import { takenSchema } from '../../openapi/resources/resource-roles';
import { describeSuccess } from '../handlers/documented-success';
import { createExampleHandler } from '../handlers/example';
import { unknownId } from '../handlers/find-item';
import type { Handler, ResourceContext, ValidRequest } from '../handlers/handler';
import { createItemMaker, mergePatch } from '../handlers/item-maker';
import { createRepresentation } from '../handlers/representation';
import { bodyViolations } from '../messages/message';
import { createProblem, type Problem, violationsProblem } from '../problems/problems';
import type { FindOwner } from './owner';

/** The value of a property after a change, and the one of several that was meant. */
interface Changed {
  readonly value: JsonValue | undefined;
  readonly element?: JsonValue;
}

/** Leaves the store's change without writing. */
class Refused extends Error {
  constructor(readonly problem: Problem) {
    super('The item is not changed.');
  }
}

/**
 * Creates the handler of an operation that shows or changes a property of the item above, so that both tell the same: the address of a
 * user, the status of an order, one tag of a post.
 */
export function createOwnedPropertyHandler(
  context: ResourceContext,
  operation: Operation,
  property: OwnedProperty,
  findOwner: FindOwner,
): Handler {
  const { resource, codec, spec, sample } = context;
  const { schemas } = spec;
  const { name, schema: own, key } = property;
  const { method } = operation;
  const success = describeSuccess(
    operation,
    method === 'delete' ? 'remove' : method === 'post' ? 'create' : 'update',
    context,
  );
  const [taken, answered] = [takenSchema(operation), success.schema];
  const carried = taken && carriedBy(schemas, taken, property, resource.schema);
  const shown = answered && carriedBy(schemas, answered, property, resource.schema);
  const represent = createRepresentation(context, resource, answered);
  const validate = schemas.validator(resource.schema, 'response');
  const example = createExampleHandler(context, operation);

  const isList = typesOf(schemas, own).has('array');
  const element = isList ? itemsOf(schemas, own) : undefined;
  const isOfObjects = element !== undefined && isObjectSchema(schemas, element);
  const parameter = operation.parameters.find((each) => each.in === 'path' && each.name === key);
  const idProperty = isOfObjects
    ? inferIdProperty(schemas, propertiesOf(schemas, element), name, parameter)
    : undefined;
  const maker = isOfObjects ? createItemMaker(context, { schema: element }, takenPart()) : undefined;

  /** The schema of one of several values in what is taken. */
  function takenPart() {
    const inner = taken && carried?.within !== undefined ? propertiesOf(schemas, taken).get(carried.within) : taken;
    return inner && carried?.kind === 'value' ? itemsOf(schemas, inner) : inner;
  }

  const isMeant = (one: JsonValue, id: JsonValue): boolean => {
    const value = isJsonObject(one) && idProperty !== undefined ? one[idProperty] : one;
    return value !== undefined && spelled(value) === spelled(id);
  };

  const newElement = (list: readonly JsonValue[], body: JsonValue): JsonValue => {
    if (maker === undefined || !isJsonObject(body)) return body;
    if (idProperty === undefined) return maker.complete(body, { fixed: {} });
    const ids = list.map((each) => (isJsonObject(each) ? each[idProperty] : undefined));
    const numbers = ids.filter((id) => typeof id === 'number');
    const idSchema = propertiesOf(schemas, element!).get(idProperty)!;
    const isNumber = typesOf(schemas, idSchema).has('integer');
    const made = isNumber ? Math.max(0, ...numbers) + 1 : sample(idSchema, JSON.stringify(ids));
    return maker.complete(body, { fixed: { [idProperty]: made } });
  };

  const changeWhole = (before: JsonValue | undefined, body: JsonValue | undefined): Changed => {
    if (isList) {
      const list = Array.isArray(before) ? before : [];
      const many = body === undefined ? [] : Array.isArray(body) ? body : [body];
      if (method === 'delete') {
        return {
          value: many.length === 0 ? [] : list.filter((each) => !many.some((other) => isMeant(each, idIn(other)))),
        };
      }
      const kept = method === 'post' ? [...list] : [];
      const added = many.map((each) => {
        const same = isOfObjects ? undefined : kept.find((other) => isMeant(other, each));
        const made = same ?? newElement([...list, ...kept], each);
        if (same === undefined) kept.push(made);
        return made;
      });
      return { value: kept, element: added[0] };
    }
    if (method === 'delete') return { value: undefined };
    const isMerged = method === 'patch' && isJsonObject(body);
    return { value: isMerged ? mergePatch(before, body) : body };
  };

  const idIn = (one: JsonValue): JsonValue =>
    isJsonObject(one) && idProperty !== undefined ? (one[idProperty] ?? one) : one;

  const isOfNumbers = element !== undefined && !isOfObjects && !typesOf(schemas, element).has('string');
  const typed = (id: JsonValue): JsonValue => (isOfNumbers ? Number(id) : id);

  const changeOne = (before: JsonValue | undefined, body: JsonValue | undefined, id: JsonValue): Changed => {
    if (!isList) {
      const known = isJsonObject(before) ? before : {};
      if (method !== 'delete') return { value: { ...known, [String(id)]: body ?? null }, element: body };
      if (!Object.hasOwn(known, String(id))) throw new Refused(unknownId(String(id)));
      return { value: Object.fromEntries(Object.entries(known).filter(([each]) => each !== String(id))) };
    }
    const list = Array.isArray(before) ? before : [];
    const index = list.findIndex((each) => isMeant(each, id));
    const found = list[index];
    if (method === 'delete') {
      if (index < 0) throw new Refused(unknownId(String(id)));
      return { value: list.toSpliced(index, 1), element: found };
    }
    // What is named by the path alone is put in.
    if (!isOfObjects || body === undefined) {
      const made = maker === undefined ? typed(id) : maker.complete({}, { fixed: { [idProperty!]: id } });
      return { value: index < 0 ? [...list, made] : list, element: found ?? made };
    }
    if (!isJsonObject(found) || !isJsonObject(body)) throw new Refused(unknownId(String(id)));
    const server = { fixed: { [idProperty!]: found[idProperty!] ?? id }, before: found };
    const made = method === 'put' ? maker!.complete(body, server) : maker!.patch(body, server);
    return { value: list.toSpliced(index, 1, made), element: made };
  };

  const answer = (request: ValidRequest, json: string, { value, element: one }: Changed) => {
    const { status, headers, hasBody } = success;
    if (!hasBody) return { status, headers, note: '' };
    const told = shown?.kind === 'element' ? one : (value ?? (isList ? [] : undefined));
    if (shown === undefined || (shown.kind !== 'item' && told === undefined)) return example(request);
    const text = shown.kind === 'item' ? represent(json) : JSON.stringify(told);
    const body = shown.within === undefined ? text : `{${JSON.stringify(shown.within)}:${text}}`;
    return { status, headers, body, note: '' };
  };

  const missing = (): Problem => createProblem('not-found', { detail: `It has no ${name}.`, note: 'no value' });
  const promises404 = operation.responses.some(({ status }) => status === '404');

  return async (request) => {
    const found = await findOwner(request);
    if ('kind' in found) return found;
    const id = key === undefined ? undefined : (request.parameters.path.get(key) as JsonValue);
    if (method === 'get') {
      const value = (JSON.parse(found.json) as JsonObject)[name];
      const one = id === undefined ? undefined : oneOf(value, id, isMeant);
      if (id !== undefined && one === undefined) return unknownId(String(id));
      if (value === undefined && !isList && promises404) return missing();
      return answer(request, found.json, { value, element: one });
    }
    const body = unwrapped(request.body, carried);
    let changed: Changed = { value: undefined };
    try {
      const record = await request.session.store.update(resource.name, found.id, (current) => {
        const item = JSON.parse(current.json) as JsonObject;
        changed = id === undefined ? changeWhole(item[name], body) : changeOne(item[name], body, id);
        if (changed.value === undefined) delete item[name];
        else item[name] = changed.value;
        const violations = validate(item);
        if (violations.length > 0) throw new Refused(violationsProblem(bodyViolations(violations)));
        return codec.encode(item, current.keys);
      });
      if (record === undefined) return unknownId(found.id);
      return answer(request, record.json, changed);
    } catch (error) {
      if (error instanceof Refused) return error.problem;
      throw error;
    }
  };
}

/** A value as a path would spell it. */
function spelled(value: JsonValue): string {
  return (isJsonObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value)).toLowerCase();
}

function oneOf(value: JsonValue | undefined, id: JsonValue, isMeant: (one: JsonValue, id: JsonValue) => boolean) {
  if (Array.isArray(value)) return value.find((each) => isMeant(each, id));
  return isJsonObject(value) && Object.hasOwn(value, String(id)) ? value[String(id)] : undefined;
}

function unwrapped(body: JsonValue | undefined, carried: CarriedPart | undefined): JsonValue | undefined {
  return carried?.within !== undefined && isJsonObject(body) ? body[carried.within] : body;
}
