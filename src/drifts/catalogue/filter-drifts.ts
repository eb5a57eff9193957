import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Resource, Spec } from '../../openapi/model/model';
import { itemsOf, propertiesOf } from '../../openapi/model/schema-facts';
import { successBody } from '../../openapi/operations/responses';
import { changeJson, isSuccess } from '../changes/change-answers';
import { withoutMember } from '../changes/change-items';
import { changeQuery } from '../changes/change-requests';
import { changePages } from '../changes/change-store';
import type { FaultInjection } from '../changes/fault-injection';
import { scopesOf } from '../changes/scopes';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

const SELECTS = 'filter-selects';

/** Filters of lists, and what lists repeat of them. */
export function filterDrifts(spec: Spec): Drift[] {
  return scopesOf(spec).flatMap(({ prefix, resource }) =>
    resource?.roles.list === undefined
      ? []
      : defineDrifts('list', [...filterFaults(resource, prefix), ...echoFaults(spec, resource, prefix)]),
  );
}

function* filterFaults(resource: Resource, prefix: string): Iterable<DriftDefinition> {
  const filters = resource.list?.filters ?? [];
  const ours = (name: string) => name === (resource.recordsOf ?? resource.name);
  for (const { parameter, property } of filters) {
    const name = `${prefix}filter.${parameter.name}`;
    const ignored = changePages(() => (asked, read) => {
      const { [property]: _, ...rest } = asked.filter;
      return read(ours(asked.resource) ? { ...asked, filter: rest } : asked);
    });
    yield [`${name}:ignored`, `lists everything, whatever ${parameter.name}`, SELECTS, ignored];
    const everything = changePages(() => async (asked, read) => {
      const page = await read(asked);
      const { [property]: value, ...rest } = asked.filter;
      return value === undefined || page.total > 0 || !ours(asked.resource) ? page : read({ ...asked, filter: rest });
    });
    const title = `lists everything when nothing has the ${parameter.name}`;
    const values = [parameter.schema.schema.enum ?? [], parameter.schema.schema.type ?? []].flat();
    // Of a few values, each is always had by something.
    if (parameter.schema.schema.enum === undefined && !values.includes('boolean')) {
      yield [`${name}:unmatched-is-everything`, title, SELECTS, everything];
    }
    if (parameter.schema.schema.format === 'uuid') {
      const exact = changeQuery((query, { role, resource: asked }) => {
        const text = query.get(parameter.name);
        if (role !== 'list' || asked !== resource || text === null || !/[A-F]/.test(text)) return false;
        query.set(parameter.name, '00000000-0000-4000-8000-000000000000');
        return true;
      });
      yield [`${name}:case-sensitive`, `finds nothing by a ${parameter.name} in upper case`, SELECTS, exact];
    }
    const swapped = filters.find((other) => other.property !== property);
    if (swapped !== undefined) {
      const other = changePages(() => (asked, read) => {
        const { [property]: value, ...rest } = asked.filter;
        if (value === undefined || rest[swapped.property] !== undefined || !ours(asked.resource)) return read(asked);
        return read({ ...asked, filter: { ...rest, [swapped.property]: value } });
      });
      yield [`${name}:wrong-property`, `looks for ${parameter.name} in ${swapped.property}`, SELECTS, other];
    }
  }
  const [first, second] = filters;
  if (first !== undefined && second !== undefined) {
    yield [`${prefix}filters:or`, 'lists what matches any of the filters', SELECTS, either(resource)];
    const last = changePages(() => (asked, read) => {
      const { [first.property]: _, ...rest } = asked.filter;
      const both = asked.filter[first.property] !== undefined && asked.filter[second.property] !== undefined;
      return read(both && ours(asked.resource) ? { ...asked, filter: rest } : asked);
    });
    yield [`${prefix}filters:last-wins`, 'looks at one of several filters only', SELECTS, last];
  }
  const parents = resource.parents.map(({ property, parameter, key }) => property ?? `{${key ?? parameter}}`);
  if (parents.length > 0) {
    const all = changePages(() => (asked, read) => {
      const kept = Object.entries(asked.filter).filter(([key]) => !parents.includes(key));
      return read(ours(asked.resource) ? { ...asked, filter: Object.fromEntries(kept) } : asked);
    });
    const checks = ['nested-collections-apart', SELECTS, 'total-counts', 'list-follows-writes', 'pages-join'];
    yield [`${prefix}parent:ignored`, `lists ${resource.name} of everybody`, checks, all];
  }
}

function either(resource: Resource): FaultInjection {
  return changePages(() => async (asked, read) => {
    const keys = (resource.list?.filters ?? []).map(({ property }) => property).filter((key) => key in asked.filter);
    if (keys.length < 2 || asked.resource !== (resource.recordsOf ?? resource.name)) return read(asked);
    const pages = await Promise.all(
      keys.map((key) => read({ ...asked, filter: { [key]: asked.filter[key]! }, offset: 0, limit: 100_000 })),
    );
    const all = [...new Map(pages.flatMap(({ items }) => items).map((item) => [item.id, item])).values()];
    return { items: all.slice(asked.offset, asked.offset + asked.limit), total: all.length };
  });
}

function* echoFaults(spec: Spec, resource: Resource, prefix: string): Iterable<DriftDefinition> {
  const list = resource.roles.list!;
  const envelope = successBody(list);
  const { queryProperty, echoes = [] } = resource.list ?? {};
  if (envelope === undefined || itemsOf(spec.schemas, envelope) !== undefined) return;
  const echo = (change: (echoed: JsonObject, asked: URLSearchParams) => JsonObject): FaultInjection =>
    changeJson(
      (answer, { operation }) => isSuccess(answer) && operation === list,
      (body, { request }) => {
        if (!isJsonObject(body)) return undefined;
        const asked = new URLSearchParams(request.query);
        if (queryProperty === undefined) return change(body, asked);
        const echoed = body[queryProperty];
        return isJsonObject(echoed) ? { ...body, [queryProperty]: change(echoed, asked) } : undefined;
      },
    );
  const inQuery = queryProperty === undefined ? undefined : propertiesOf(spec.schemas, envelope).get(queryProperty);
  const described = inQuery === undefined ? undefined : propertiesOf(spec.schemas, inQuery);
  const parameters = new Map(
    [...(described === undefined ? [] : list.parameters), ...echoes.map((each) => each.parameter)].map((parameter) => [
      echoes.find((each) => each.parameter === parameter)?.property ?? parameter.name,
      parameter,
    ]),
  );
  const checks = ['query-echoed', 'body-matches-schema'];
  for (const [name, parameter] of parameters) {
    if (parameter.in !== 'query' || (described !== undefined && !described.has(name))) continue;
    const shown = `${prefix}echo.${name}`;
    const missing = echo((echoed) => withoutMember(echoed, name));
    yield [`${shown}:missing`, `does not repeat ${name}`, checks, missing];
    if (parameter.default !== undefined) {
      const given = echo((echoed, asked) => (asked.has(parameter.name) ? echoed : withoutMember(echoed, name)));
      yield [`${shown}:without-default`, `repeats ${name} only when it is given`, checks, given];
      const same = echo((echoed) => ({ ...echoed, [name]: parameter.default as JsonValue }));
      yield [`${shown}:default-only`, `always repeats the default of ${name}`, checks, same];
      const text = echo((echoed) => ({ ...echoed, [name]: String(echoed[name]) }));
      yield [`${shown}:text`, `repeats ${name} as a text`, checks, text];
    }
  }
}
