import type { JsonObject, JsonValue } from '../../../json-schema/model/json-schema';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { Resource, Spec } from '../../../openapi/model/model';
import { propertiesOf, typesOf } from '../../../openapi/model/schema-facts';
import { jsonBody } from '../../exchange/build-request';
import type { Exchange } from '../../exchange/exchange';
import { knownItem } from '../../exchange/promised-item';
import { memberOf } from '../../exchange/read-json';
import type { CaseContext, CreatedRecord } from '../context/case';
import { Blocked } from '../context/case';
import { listItems } from '../lists/list-items';
import { idText, itemInBody, shownItem } from '../requests/item-in-body';
import { type Accepted, acceptedBy } from './accepted';

/**
 * Finds out which record an exchange created: by the id in the body, else by the last segment of `Location`.
 *
 * @param parents - the path parameters of the collection path
 * @param sent - the body that was sent, wrapped as it was
 * @returns undefined when it created none that can be found again
 */
export function recordFrom(
  resource: Resource,
  parents: Readonly<Record<string, string>>,
  exchange: Exchange,
  sent: JsonObject | undefined,
): CreatedRecord | undefined {
  const { status, headers } = exchange.response;
  if (status < 200 || status > 299) return undefined;
  const accepted = acceptedBy(exchange);
  if (accepted !== undefined) return recordOfAccepted(resource, parents, exchange, sent, accepted);
  const value = shownItem(exchange, resource, 'create');
  const sentItem = itemInBody(resource, 'create', sent);
  const id = idText(memberOf(value, resource.idProperty)) ?? lastSegment(headers.location);
  if (id === undefined) return undefined;
  const item = isJsonObject(sentItem) ? sentItem : undefined;
  return {
    resource,
    id,
    path: resource.idParameter === undefined ? parents : { ...parents, [resource.idParameter]: id },
    value: {
      ...(value !== undefined ? undefined : { [resource.idProperty]: typedId(exchange.spec, resource, id) }),
      ...knownItem(exchange, resource, item, value),
    },
    exchange,
    sent: item,
  };
}

function recordOfAccepted(
  resource: Resource,
  parents: Readonly<Record<string, string>>,
  exchange: Exchange,
  sent: JsonObject | undefined,
  { isDone, path, shown }: Accepted,
): CreatedRecord | undefined {
  const value = shown && shownItem(shown, resource, 'read');
  const id = path?.[resource.idParameter ?? ''];
  if (!isDone || id === undefined || value === undefined) return undefined;
  const sentItem = itemInBody(resource, 'create', sent);
  const item = isJsonObject(sentItem) ? sentItem : undefined;
  const known = { ...knownItem(exchange, resource, item, value), ...value };
  return { resource, id, path: { ...parents, ...path }, value: known, exchange, sent: item };
}

/** An id of a path, which has no types, as a body carries it. */
export function typedId(spec: Spec, resource: Resource, id: string): JsonValue {
  const schema = propertiesOf(spec.schemas, resource.schema).get(resource.idProperty);
  const types = schema === undefined ? undefined : typesOf(spec.schemas, schema);
  return types?.has('integer') === true && !types.has('string') && /^-?\d{1,15}$/.test(id) ? Number(id) : id;
}

function lastSegment(location: string | undefined): string | undefined {
  const segment = location?.split(/[?#]/)[0]?.split('/').at(-1);
  try {
    return segment === undefined || segment === '' ? undefined : decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/**
 * Takes a record that is on the target already, for cases that only read.
 *
 * @param parents - the path parameters before the id
 * @throws {@link Blocked} when the list shows none
 */
export async function borrowRecord(
  context: CaseContext,
  resource: Resource,
  parents: Readonly<Record<string, string>>,
): Promise<CreatedRecord> {
  const { list } = resource.roles;
  if (list === undefined) throw new Blocked(`the document has no operation that lists ${resource.name}`);
  const exchange = await context.send(
    list,
    { path: parents },
    { kind: 'success', because: 'nothing is asked for', pointer: list.pointer },
  );
  for (const item of listItems(resource, exchange) ?? []) {
    const id = idText(memberOf(item, resource.idProperty));
    if (id === undefined || !isJsonObject(item)) continue;
    const path = resource.idParameter === undefined ? parents : { ...parents, [resource.idParameter]: id };
    return { resource, id, path, value: item, exchange };
  }
  throw new Blocked(`the target has no ${resource.name} to read`);
}

/**
 * Makes records beside another one that have the same values wherever lists filter: a target that writes by such a value instead
 * of by the id hits them, too.
 */
export async function siblingsOf(context: CaseContext, record: CreatedRecord, count: number): Promise<CreatedRecord[]> {
  const { resource } = record;
  const schema = resource.roles.create === undefined ? undefined : jsonBody(resource.roles.create)?.schema;
  const settable = schema === undefined ? undefined : propertiesOf(context.spec.schemas, schema);
  const body: JsonObject = {};
  for (const { property } of resource.list?.filters ?? []) {
    const value = record.value[property];
    if (value !== undefined && settable?.has(property) === true) body[property] = value;
  }
  const siblings: CreatedRecord[] = [];
  for (let made = 0; made < count; made += 1) siblings.push(await context.record(resource, { body }));
  return siblings;
}
