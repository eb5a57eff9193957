import type { Resource, Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { type ListCondition, listConditions } from '../../openapi/resources/list-conditions';
import { isDownwards } from '../../openapi/resources/read-sorting';
import { changeQuery } from '../changes/change-requests';
import type { FaultInjection } from '../changes/fault-injection';
import { scopesOf } from '../changes/scopes';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

type Sort = Extract<ListCondition, { kind: 'sort' }>;
type Range = Extract<ListCondition, { kind: 'range' }>;

/** Sorting of lists, and ranges. */
export function orderDrifts(spec: Spec): Drift[] {
  return scopesOf(spec).flatMap(({ prefix, resource }) =>
    resource?.roles.list === undefined ? [] : defineDrifts('list', orderFaults(spec, resource, prefix)),
  );
}

function* orderFaults(spec: Spec, resource: Resource, prefix: string): Iterable<DriftDefinition> {
  const list = resource.roles.list!;
  const shape = resource.list ?? { paging: { kind: 'none' as const }, filters: [] };
  const onList = (change: (query: URLSearchParams) => boolean): FaultInjection =>
    changeQuery((query, { operation }) => operation === list && change(query));
  for (const condition of listConditions(spec.schemas, list, resource.schema, shape)) {
    if (condition.kind === 'sort') yield* sortFaults(condition, prefix, onList);
    if (condition.kind === 'range') yield* rangeFaults(spec, resource, condition, prefix, onList);
  }
}

type OnList = (change: (query: URLSearchParams) => boolean) => FaultInjection;

const SORTED = 'list-sorted';

function* sortFaults({ parameter, direction }: Sort, prefix: string, onList: OnList): Iterable<DriftDefinition> {
  // Only an order that the document names is one that it promises.
  const { schema } = parameter.schema;
  if (schema.enum === undefined && (schema.items as { enum?: unknown } | undefined)?.enum === undefined) return;
  const name = `${prefix}sort.${parameter.name}`;
  const ignored = onList((query) => {
    const isSorted = query.has(parameter.name);
    query.delete(parameter.name);
    return isSorted;
  });
  yield [`${name}:ignored`, `lists in the order of creation, whatever ${parameter.name}`, SORTED, ignored];
  const upwards = onList((query) => {
    const [sort = '', way = ''] = [query.get(parameter.name) ?? '', direction && (query.get(direction.name) ?? '')];
    if (isDownwards(way)) query.delete(direction!.name);
    else if (/^-/.test(sort)) query.set(parameter.name, sort.slice(1));
    else return false;
    return true;
  });
  yield [`${name}:upwards-only`, `sorts upwards only, whatever ${parameter.name}`, SORTED, upwards];
}

function* rangeFaults(
  { schemas }: Spec,
  resource: Resource,
  { parameter, property, bound }: Range,
  prefix: string,
  onList: OnList,
): Iterable<DriftDefinition> {
  const name = `${prefix}range.${parameter.name}`;
  const ignored = onList((query) => {
    const isAsked = query.has(parameter.name);
    query.delete(parameter.name);
    return isAsked;
  });
  yield [`${name}:ignored`, `lists everything, whatever ${parameter.name}`, 'filter-selects', ignored];
  const type = propertiesOf(schemas, resource.schema).get(property)?.schema.type;
  const isNumber = [type].flat().some((each) => each === 'number' || each === 'integer');
  // Of names such as `after` nobody knows if the limit itself is meant.
  if (!isNumber || !/min|max|gte|lte/i.test(parameter.name)) return;
  const shifted = onList((query) => {
    const limit = query.get(parameter.name);
    if (limit === null || limit === '' || Number.isNaN(Number(limit))) return false;
    const step = [type].flat().includes('integer') ? 1 : 0.001;
    query.set(parameter.name, String(Number(limit) + (bound.startsWith('g') ? step : -step)));
    return true;
  });
  yield [`${name}:off-by-one`, `leaves the limit of ${parameter.name} out`, 'filter-selects', shifted];
}
