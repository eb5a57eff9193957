import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { Filter, Operation, Resource } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { encodeParameter } from '../../openapi/parameters/encode-parameter';
import { filterSelects } from '../checks/laws';
import type { QueryPair } from '../exchange/build-request';
import { jsonBody } from '../exchange/build-request';
import { memberOf } from '../exchange/read-json';
import type { CaseContext, CaseKind, CreatedRecord, PlannedCase } from '../steps/context/case';
import { settle } from '../steps/context/settle';
import { freshValue } from '../steps/lists/scope';
import { type Matching, selectExactly } from '../steps/lists/select-exactly';

/** A filter selects exactly what has its value, several filters what has all of theirs, an unmatched one nothing. */
export const filtering: CaseKind = {
  name: 'filtering',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { list, create } = resource.roles;
      const filters = resource.list?.filters ?? [];
      if (list === undefined) continue;
      const plan = (filter: Filter, title: string, run: PlannedCase['run']): PlannedCase => {
        return {
          title,
          operation: list,
          pointer: filter.parameter.pointer,
          writes: create !== undefined,
          exclusive: true,
          run,
        };
      };
      for (const filter of filters) {
        const { name } = filter.parameter;
        yield plan(filter, `${name} selects exactly what matches`, (context) =>
          selects(context, resource, list, filter),
        );
        if (create === undefined) continue;
        yield plan(filter, `${name} that nothing has selects nothing`, (context) =>
          selectsNothing(context, resource, list, create, filter),
        );
        yield plan(filter, `${name} compares whole values of its own property`, (context) =>
          selectsNoNeighbour(context, resource, list, filter),
        );
        for (const other of filters.filter((each) => each.parameter.name > name)) {
          const title = `${name} and ${other.parameter.name} select what matches both`;
          yield plan(filter, title, (context) => selectsBoth(context, resource, list, create, [filter, other]));
        }
      }
    }
  },
};

async function selects(context: CaseContext, resource: Resource, list: Operation, filter: Filter): Promise<void> {
  const record = await context.record(resource, { mayBorrow: true });
  if (!context.readOnly && resource.roles.create !== undefined) await context.record(resource);
  const value = memberOf(record.value, filter.property);
  if (value === undefined || value === null) return;
  const spellings = [value, ...otherSpellings(context, resource, filter, value)];
  for (const spelling of spellings) {
    const query = encodeParameter(filter.parameter, spelling);
    if (
      !(await settle(context, filterSelects, () =>
        selectExactly(context, resource, list, query, [[filter, value]], [record]),
      ))
    )
      return;
  }
}

// A UUID has no case (RFC 9562, section 4).
function otherSpellings(
  { spec }: CaseContext,
  resource: Resource,
  { property }: Filter,
  value: JsonValue,
): JsonValue[] {
  const format = propertiesOf(spec.schemas, resource.schema).get(property)?.schema.format;
  return format === 'uuid' && typeof value === 'string' ? [value.toUpperCase(), value.toLowerCase()] : [];
}

async function selectsNothing(
  context: CaseContext,
  resource: Resource,
  list: Operation,
  create: Operation,
  filter: Filter,
): Promise<void> {
  await context.record(resource);
  const value = freshValue(context, create, filter);
  // On a target that checks references, one to a record that does not exist is a violation.
  if (value === undefined || value === null || (await context.checksReferences(resource))) return;
  const query = encodeParameter(filter.parameter, value);
  await settle(context, filterSelects, () => selectExactly(context, resource, list, query, [[filter, value]], []));
}

// A value that differs in its last or first character only, and one that another property has: nothing matches either.
async function selectsNoNeighbour(
  context: CaseContext,
  resource: Resource,
  list: Operation,
  filter: Filter,
): Promise<void> {
  const record = await context.record(resource);
  if (await context.checksReferences(resource)) return;
  const others = (resource.list?.filters ?? []).filter(({ property }) => property !== filter.property);
  const value = memberOf(record.value, filter.property);
  const candidates = [...neighboursOf(value), ...others.map(({ property }) => memberOf(record.value, property))];
  const validate = context.spec.schemas.validator(filter.parameter.schema, 'request');
  for (const candidate of candidates) {
    if (typeof candidate !== 'string' || candidate === value || validate(candidate).length > 0) continue;
    const query = encodeParameter(filter.parameter, candidate);
    if (
      !(await settle(context, filterSelects, () =>
        selectExactly(context, resource, list, query, [[filter, candidate]], []),
      ))
    )
      return;
  }
}

function neighboursOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value !== 'string' || value.length < 2) return [];
  const other = (character: string): string => (character === '0' ? '1' : '0');
  return [value.slice(0, -1) + other(value.slice(-1)), other(value.slice(0, 1)) + value.slice(1)];
}

async function selectsBoth(
  context: CaseContext,
  resource: Resource,
  list: Operation,
  create: Operation,
  [one, two]: readonly [Filter, Filter],
): Promise<void> {
  const body = jsonBody(create)?.schema;
  const settable = body === undefined ? undefined : propertiesOf(context.spec.schemas, body);
  if (settable?.has(one.property) !== true || !settable.has(two.property)) return;
  const [a, b, c, d] = [one, two, one, two].map((filter) => freshValue(context, create, filter) ?? null);
  if (await context.checksReferences(resource)) return;
  const made = async (first: JsonValue | undefined, second: JsonValue | undefined): Promise<CreatedRecord> => {
    const body: JsonObject = { [one.property]: first ?? null, [two.property]: second ?? null };
    return context.record(resource, { body });
  };
  const both = await made(a, b);
  await made(a, d);
  await made(c, b);
  const pairs = (first: JsonValue | undefined, second: JsonValue | undefined): QueryPair[] => [
    ...encodeParameter(one.parameter, first ?? null),
    ...encodeParameter(two.parameter, second ?? null),
  ];
  const matching: Matching[] = [
    [one, a ?? null],
    [two, b ?? null],
  ];
  if (
    !(await settle(context, filterSelects, () => selectExactly(context, resource, list, pairs(a, b), matching, [both])))
  )
    return;
  // Each value exists, but not together.
  const none: Matching[] = [
    [one, c ?? null],
    [two, d ?? null],
  ];
  await settle(context, filterSelects, () => selectExactly(context, resource, list, pairs(c, d), none, []));
}
