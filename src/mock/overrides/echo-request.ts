import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject, jsonValueOf } from '../../json-schema/model/json-value';
import type { MediaTypeSpec, Parameter, Resource, Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { isJson } from '../../openapi/operations/media-types';
import type { DecodedParameters } from '../../openapi/parameters/decode-parameters';
import type { LocatedRequest } from '../engine/engine';
import { resourceOf } from './true-answer';

/** The most items of a made-up list, whatever is asked for. */
const MOST_ITEMS = 100;

/**
 * Puts into a made-up body what the request asked for: members of its own body, the number of items, the values of filters, the
 * parents that the path names, parameters that the envelope repeats. What the schema does not allow is left out.
 *
 * @param value - the made-up body
 * @param itemAt - makes a further item of a list up; undefined where there is no resource
 */
export function echoRequest(
  value: JsonValue,
  { schema }: MediaTypeSpec,
  target: LocatedRequest,
  spec: Spec,
  itemAt: ((index: number) => JsonObject) | undefined,
): JsonValue {
  const { plan, request, found } = target;
  if (schema === undefined || plan === undefined) return value;
  const path = found?.match.kind === 'found' ? found.match.parameters : new Map<string, string>();
  const { values } = plan.decode({ path, query: request.query, headers: request.headers });
  const resource = resourceOf(spec, target);
  const validate = spec.schemas.validator(schema, 'response');
  let echoed = value;
  /** Each by itself: one that does not fit must leave the others as they are. */
  const attempt = (change: Change): void => {
    if (typeof echoed !== 'object' || echoed === null) return;
    const changed = change(echoed);
    if (validate(changed).length === 0) echoed = changed;
  };

  const isList = resource?.list !== undefined && resource.roles.list === plan.operation;
  if (isList) {
    for (const change of listChanges(resource, values, itemAt)) attempt(change);
    return echoed;
  }
  const wrapper = resource === undefined ? undefined : wrapperOf(resource, plan.operation.id);
  const asked = { ...parentsOf(resource, values), ...bodyOf(request, resource) };
  const known = propertiesOf(spec.schemas, resource?.schema ?? schema);
  for (const [name, member] of Object.entries(asked)) {
    if (known.has(name)) attempt((before) => withMember(before, wrapper, name, member));
  }
  return echoed;
}

type Change = (before: JsonValue) => JsonValue;

function listChanges(
  { list, parents }: Resource,
  { query, path }: DecodedParameters['values'],
  itemAt: ((index: number) => JsonObject) | undefined,
): Change[] {
  const { itemsProperty, itemsWithin, paging, filters, echoes = [] } = list!;
  const given = ({ name }: Parameter): JsonValue | undefined => plain(query.get(name));
  const onItems = (change: (items: readonly JsonValue[]) => JsonValue[]): Change =>
    atItems(itemsWithin, itemsProperty, change);
  const size = paging.kind === 'none' ? undefined : paging.kind === 'offset' ? paging.limit : paging.size;
  const count = size && given(size);
  const conditions = [
    ...filters.map(({ parameter, property }) => [property, given(parameter)] as const),
    ...parents.map(({ parameter, property }) => [property, plain(path.get(parameter))] as const),
  ];
  return [
    ...(typeof count === 'number' && itemAt !== undefined ? [onItems((items) => resized(items, count, itemAt))] : []),
    ...conditions.flatMap(([property, wanted]) =>
      property === undefined || wanted === undefined
        ? []
        : [onItems((items) => items.map((item) => (isJsonObject(item) ? { ...item, [property]: wanted } : item)))],
    ),
    ...echoes.flatMap(({ property, parameter }) => {
      const wanted = given(parameter);
      return wanted === undefined ? [] : [(before: JsonValue) => withMember(before, undefined, property, wanted)];
    }),
  ];
}

function atItems(
  within: string | undefined,
  property: string | undefined,
  change: (items: readonly JsonValue[]) => JsonValue[],
): Change {
  return (before) => {
    if (Array.isArray(before)) return change(before);
    const around = within === undefined ? before : (before as JsonObject)[within];
    if (property === undefined || !isJsonObject(around) || !Array.isArray(around[property])) return before;
    const changed = { ...around, [property]: change(around[property]) };
    return within === undefined ? changed : { ...(before as JsonObject), [within]: changed };
  };
}

function resized(items: readonly JsonValue[], count: number, itemAt: (index: number) => JsonObject): JsonValue[] {
  const wanted = Math.max(0, Math.min(count, MOST_ITEMS));
  return Array.from({ length: wanted }, (_, index) => items[index] ?? itemAt(index));
}

function withMember(before: JsonValue, wrapper: string | undefined, name: string, member: JsonValue): JsonValue {
  if (!isJsonObject(before)) return before;
  const inner = wrapper === undefined ? undefined : before[wrapper];
  return isJsonObject(inner) ? { ...before, [wrapper!]: { ...inner, [name]: member } } : { ...before, [name]: member };
}

function wrapperOf({ roles, wrappers }: Resource, id: string): string | undefined {
  const role = (Object.keys(roles) as (keyof typeof roles)[]).find((each) => roles[each]?.id === id);
  return role && wrappers[role]?.answer;
}

function parentsOf(resource: Resource | undefined, { path }: DecodedParameters['values']): JsonObject {
  const entries = (resource?.parents ?? []).flatMap(({ parameter, property }) => {
    const value = plain(path.get(parameter));
    return property === undefined || value === undefined ? [] : [[property, value] as const];
  });
  return Object.fromEntries(entries);
}

/** The members of the request's JSON body, without what wraps the item; the id is the server's. */
function bodyOf({ body, headers }: LocatedRequest['request'], resource: Resource | undefined): JsonObject {
  if (body === undefined || !isJson(headers['content-type'] ?? '')) return {};
  const value = jsonValueOf(body);
  if (!isJsonObject(value)) return {};
  const wrapped = Object.values(resource?.wrappers ?? {})
    .map((wrapper) => wrapper?.body)
    .find((name) => name !== undefined && isJsonObject((value as JsonObject)[name]));
  const item = wrapped === undefined ? value : (value[wrapped] as JsonObject);
  const { [resource?.idProperty ?? '']: _, ...others } = item;
  return others;
}

function plain(value: unknown): JsonValue | undefined {
  return typeof value === 'bigint' ? Number(value) : (value as JsonValue | undefined);
}
