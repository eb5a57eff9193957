import type { JsonValue } from '../../json-schema/model/json-schema';
import { boundaryValues } from '../../json-schema/mutate/boundaries';
import type { Operation, Parameter, Resource } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { encodeParameter } from '../../openapi/parameters/encode-parameter';
import { queryEchoed } from '../checks/laws';
import type { QueryPair } from '../exchange/build-request';
import { describeValue } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import { memberOf } from '../exchange/read-json';
import { sameValue } from '../exchange/same-value';
import { faultKey } from '../findings/check';
import type { CaseContext, CaseKind, PlannedCase } from '../steps/context/case';
import { filterPairs } from '../steps/records/look-up';

/** A list that repeats the applied query repeats it as it was applied: what was given, and the defaults of the rest. */
export const queryEcho: CaseKind = {
  name: 'query-echo',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { list, create } = resource.roles;
      if (list === undefined || echoesOf(resource).length === 0) continue;
      const plan = (title: string, writes: boolean, run: PlannedCase['run']): PlannedCase => {
        return { title, operation: list, pointer: list.pointer, writes, exclusive: false, run };
      };
      yield plan('the defaults are repeated', false, (context) => defaultsEchoed(context, resource, list));
      for (const echo of echoesOf(resource)) {
        const values = boundaryValues(spec.schemas, echo.parameter.schema, 'request').map(({ value }) => value);
        if (isFilter(resource, echo.parameter)) continue;
        yield plan(`${echo.parameter.name} is repeated`, false, (context) =>
          valuesEchoed(context, resource, list, echo, values.slice(0, 4)),
        );
      }
      if ((resource.list?.filters ?? []).length > 0) {
        yield plan('filters are repeated', create !== undefined, (context) => filtersEchoed(context, resource, list));
      }
    }
  },
};

/** Place in a list's answer that repeats a parameter. */
interface Echo {
  readonly path: readonly string[];
  readonly parameter: Parameter;
}

function echoesOf({ list, roles }: Resource): readonly Echo[] {
  const { queryProperty, echoes = [] } = list ?? {};
  const single = echoes.map(({ property, parameter }) => ({ path: [property], parameter }));
  if (queryProperty === undefined) return single;
  const all = (roles.list?.parameters ?? []).filter((parameter) => parameter.in === 'query');
  return [...all.map((parameter) => ({ path: [queryProperty, parameter.name], parameter })), ...single];
}

function isFilter({ list }: Resource, parameter: Parameter): boolean {
  return (list?.filters ?? []).some((filter) => filter.parameter.name === parameter.name);
}

async function defaultsEchoed(context: CaseContext, resource: Resource, list: Operation): Promise<void> {
  const exchange = await ask(context, resource, list, []);
  for (const echo of echoesOf(resource)) {
    if (echo.parameter.default !== undefined) confirmEcho(context, exchange, echo, echo.parameter.default, 'left out');
  }
}

async function valuesEchoed(
  context: CaseContext,
  resource: Resource,
  list: Operation,
  echo: Echo,
  values: readonly JsonValue[],
): Promise<void> {
  for (const value of values) {
    const exchange = await ask(context, resource, list, encodeParameter(echo.parameter, value));
    confirmEcho(context, exchange, echo, value, 'given');
  }
}

async function filtersEchoed(context: CaseContext, resource: Resource, list: Operation): Promise<void> {
  const record = await context.record(resource, { mayBorrow: true });
  const given = (resource.list?.filters ?? []).flatMap((filter) => {
    const query = filterPairs(filter, record.value);
    const echo = echoesOf(resource).find(({ parameter }) => parameter.name === filter.parameter.name);
    const value = memberOf(record.value, filter.property);
    return query.length === 0 || echo === undefined || value === undefined ? [] : [{ query, echo, value }];
  });
  for (const each of given)
    confirmEcho(context, await ask(context, resource, list, each.query), each.echo, each.value, 'given');
  if (given.length < 2) return;
  const exchange = await ask(
    context,
    resource,
    list,
    given.flatMap(({ query }) => query),
  );
  for (const { echo, value } of given) confirmEcho(context, exchange, echo, value, TOGETHER);
}

const TOGETHER = 'given together with others';

async function ask(
  context: CaseContext,
  resource: Resource,
  list: Operation,
  query: readonly QueryPair[],
): Promise<Exchange> {
  const path = await context.parents(resource);
  return context.send(list, { path, query }, { kind: 'success', because: 'the query is valid', pointer: list.pointer });
}

function confirmEcho(context: CaseContext, exchange: Exchange, echo: Echo, value: JsonValue, when: string): void {
  const { describedBy, json, response, spec } = exchange;
  if (response.status >= 300 || json.kind !== 'json') return;
  let [seen, schema]: [JsonValue | undefined, ReturnType<typeof spec.schemas.at> | undefined] = [
    json.value,
    describedBy?.schema,
  ];
  for (const name of echo.path) {
    seen = memberOf(seen, name);
    schema = schema === undefined ? undefined : propertiesOf(spec.schemas, schema).get(name);
  }
  // Only what the document says is repeated has to be.
  if (schema === undefined) return;
  const observation = {
    holds: sameValue(spec.schemas, schema, value, seen),
    title: `does not repeat ${echo.parameter.name} as it was applied (${when})`,
    promised: `${echo.path.join('.')}: ${describeValue(value)}`,
    received: `${echo.path.join('.')}: ${describeValue(seen)}`,
    pointer: schema.pointer,
    // Given alone or with others: the same fault as far as it is seen alone.
    symptom: `${echo.parameter.name} ${when}`,
    causedBy:
      when === TOGETHER ? [faultKey(queryEchoed.name, schema.pointer, `${echo.parameter.name} given`)] : undefined,
  };
  context.confirm(queryEchoed, observation, [exchange]);
}
