import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject, JsonValue } from '../../../json-schema/model/json-schema';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import type { Filter, Operation, Resource } from '../../../openapi/model/model';
import { propertiesOf } from '../../../openapi/model/schema-facts';
import { encodeParameter } from '../../../openapi/parameters/encode-parameter';
import { readsAgree } from '../../checks/reads-agree';
import type { QueryPair } from '../../exchange/build-request';
import { jsonBody } from '../../exchange/build-request';
import type { Exchange } from '../../exchange/exchange';
import { memberOf } from '../../exchange/read-json';
import type { CaseContext, CreatedRecord } from '../context/case';
import { idText } from '../requests/item-in-body';
import { validValue } from '../requests/valid-request';
import { listItems, listTotal, pagerOf } from './list-items';
import { type ListWalk, walkList } from './walk-list';

/** A part of a list that the laws of lists are tried on. */
export interface Scope {
  readonly resource: Resource;
  readonly list: Operation;
  /** The path parameters of the collection. */
  readonly path: Readonly<Record<string, string>>;
  /** The filter that selects it; empty for the whole list. */
  readonly query: readonly QueryPair[];
  /** The records that were made for it, in the order of their creation. */
  readonly records: readonly CreatedRecord[];
  /** True when no other case has records in it, so that it holds exactly `records`. */
  readonly exact: boolean;
}

/**
 * Makes records that a filter tells from all others, where the document has such a filter and the target takes any value
 * for it; else the scope is the whole list with the new records in it.
 *
 * @param count - how many records are made; none on a target that is only read
 */
export async function makeScope(
  context: CaseContext,
  resource: Resource,
  list: Operation,
  count: number,
): Promise<Scope> {
  const path = await context.parents(resource);
  const { create } = resource.roles;
  if (create === undefined || context.readOnly) return { resource, list, path, query: [], records: [], exact: false };
  const filter = await telling(context, resource, create);
  const value = filter === undefined ? undefined : freshValue(context, create, filter);
  const body: JsonObject = filter === undefined || value === undefined ? {} : { [filter.property]: value };
  const records: CreatedRecord[] = [];
  for (let made = 0; made < count; made += 1) records.push(await context.record(resource, { body }));
  const query = filter === undefined || value === undefined ? [] : encodeParameter(filter.parameter, value);
  return { resource, list, path, query, records, exact: query.length > 0 };
}

// A value that no two records may share tells one record only.
async function telling(context: CaseContext, resource: Resource, create: Operation): Promise<Filter | undefined> {
  const filters = (resource.list?.filters ?? []).filter((each) => isFree(context, create, each));
  if (filters.length === 0 || (await context.checksReferences(resource))) return undefined;
  for (const filter of filters) if (!(await context.isUnique(resource, filter.property))) return filter;
  return undefined;
}

let fresh = 0;

/** A value that no record has in the property of a filter, as far as its schema leaves a choice. */
export function freshValue(context: CaseContext, create: Operation, { property }: Filter): JsonValue | undefined {
  const schema = propertySchema(context, create, property);
  fresh += 1;
  return schema === undefined ? undefined : countedValue(context, schema, property, fresh);
}

/** Reads the whole scope, `size` items at a time. */
export function walkScope(context: CaseContext, scope: Scope, size?: number): Promise<ListWalk | undefined> {
  const { resource, list, path, query } = scope;
  return walkList(context, resource, list, { path, query, size });
}

/** The ids of items, in their order. */
export function idsOf(resource: Resource, items: readonly JsonValue[]): readonly string[] {
  return items.map((item) => idText(memberOf(item, resource.idProperty))?.toLowerCase() ?? '');
}

/** Values drawn of a filter's property: where two of them are the same, some hundred records may well have one of them. */
const DRAWN = 400;

const free = new WeakMap<Filter, boolean>();

/** Tests if a filter takes values that no other record has; of an enum, a boolean, a rating or a date there are too few. */
export function isFree(context: CaseContext, create: Operation, filter: Filter): boolean {
  const schema = propertySchema(context, create, filter.property);
  const types = [schema?.schema.type ?? []].flat();
  if (schema === undefined || !types.some((type) => type === 'string' || type === 'integer')) return false;
  const draw = (number: number): JsonValue => countedValue(context, schema, filter.property, number);
  const isPlenty =
    free.get(filter) ?? new Set(Array.from({ length: DRAWN }, (_, number) => draw(number))).size === DRAWN;
  free.set(filter, isPlenty);
  return isPlenty;
}

// Made-up texts are of few words, made-up numbers are small, and two of them are soon the same.
function countedValue(context: CaseContext, schema: LocatedSchema, property: string, number: number): JsonValue {
  const value = validValue(context.spec, schema, context.seed, `fresh ${property} ${number}`);
  const counted =
    typeof value === 'string' ? `${value} ${number}` : typeof value === 'number' ? value + 1_000 * number : value;
  return context.spec.schemas.validator(schema, 'request')(counted).length === 0 ? counted : value;
}

function propertySchema({ spec }: CaseContext, create: Operation, property: string) {
  const body = jsonBody(create)?.schema;
  return body === undefined ? undefined : propertiesOf(spec.schemas, body).get(property);
}

/** Reads one page of a scope; the filter of the scope and the page make the query. */
export function readPage(
  context: CaseContext,
  { list, path, query }: Scope,
  page: readonly QueryPair[],
): Promise<Exchange> {
  const because = page.map(([name, value]) => `${name}=${value}`).join('&') || 'no page is asked for';
  return context.send(list, { path, query: [...query, ...page] }, { kind: 'success', because, pointer: list.pointer });
}

const LOOKS = 6;
/** Milliseconds between two looks. */
const PAUSE = 80;

/**
 * Tests if others write to a list at the moment: it changes while nothing is done to it. What is compared across several
 * requests proves nothing then.
 */
export async function isBusy(context: CaseContext, scope: Scope): Promise<boolean> {
  const { page } = pagerOf(scope.resource);
  const seen = new Set<string>();
  for (let look = 0; look < LOOKS && seen.size < 2; look += 1) {
    if (look > 0) await sleep(PAUSE);
    const exchange = await readPage(context, scope, page?.(0, 4) ?? []);
    const ids = idsOf(scope.resource, listItems(scope.resource, exchange) ?? []);
    seen.add(`${listTotal(scope.resource, exchange)} ${ids.join()}`);
  }
  return seen.size > 1;
}

/** Checks that every page, not the first one only, shows the records of a scope as they were created. */
export async function confirmShown(context: CaseContext, scope: Scope, size: number): Promise<void> {
  const { resource, records } = scope;
  if (resource.list?.itemSchema !== undefined) return;
  const walk = await walkScope(context, scope, size);
  for (const { id, value } of records) {
    const item = walk?.items.find((each) => idText(memberOf(each, resource.idProperty)) === id);
    const agreement = {
      spec: context.spec,
      resource,
      promised: value,
      received: item,
      when: `listed on a page of ${size}`,
    };
    if (item !== undefined) context.confirm(readsAgree, agreement, walk?.exchanges.slice(-1) ?? []);
  }
}
