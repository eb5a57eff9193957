import type { JsonObject, JsonValue } from '../../schema/json-schema';
import { encodeParameter } from '../../spec/encode-parameter';
import type { Filter, Operation, Resource } from '../../spec/model';
import { propertiesOf } from '../../spec/schema-facts';
import type { QueryPair } from '../build-request';
import type { CaseContext, CaseKind, PlannedCase } from '../case';
import { filterSelects } from '../checks/laws';
import type { CreatedRecord } from '../record';
import { sameValue } from '../same-value';
import { freshValue, idsOf } from '../scope';
import { type Evidence, settle } from '../settle';
import { jsonBody } from '../valid-request';
import { memberOf } from '../value-at-path';
import { walkList } from '../walk-list';

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
  if (!context.readOnly) await context.record(resource);
  const value = memberOf(record.value, filter.property);
  if (value === undefined || value === null) return;
  const spellings = [value, ...otherSpellings(context, resource, filter, value)];
  for (const spelling of spellings) {
    const query = encodeParameter(filter.parameter, spelling);
    if (
      !(await settle(context, filterSelects, () =>
        exactly(context, resource, list, query, [[filter, value]], [record]),
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
  // On a target that checks references, one that nobody has is a violation.
  if (value === undefined || value === null || (await context.checksReferences(resource))) return;
  const query = encodeParameter(filter.parameter, value);
  await settle(context, filterSelects, () => exactly(context, resource, list, query, [[filter, value]], []));
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
  if (!(await settle(context, filterSelects, () => exactly(context, resource, list, pairs(a, b), matching, [both]))))
    return;
  // Each value exists, but not together.
  const none: Matching[] = [
    [one, c ?? null],
    [two, d ?? null],
  ];
  await settle(context, filterSelects, () => exactly(context, resource, list, pairs(c, d), none, []));
}

type Matching = readonly [Filter, JsonValue];

async function exactly(
  context: CaseContext,
  resource: Resource,
  list: Operation,
  query: readonly QueryPair[],
  matching: readonly Matching[],
  included: readonly CreatedRecord[],
): Promise<Evidence | undefined> {
  const path = await context.parents(resource);
  const walk = await walkList(context, resource, list, { path, query });
  if (walk === undefined) return undefined;
  const properties = propertiesOf(context.spec.schemas, resource.schema);
  const wrong = walk.items.filter((item) =>
    matching.some(([{ property }, value]) => {
      const schema = properties.get(property);
      return !sameValue(context.spec.schemas, schema, memberOf(item, property), value);
    }),
  );
  const ids = new Set(idsOf(resource, walk.items));
  const missing = included.filter(({ id }) => !ids.has(id.toLowerCase()));
  const miscounted = walk.complete && walk.total !== undefined && walk.total !== walk.items.length;
  const asked = query.map((pair) => pair.join('=')).join('&');
  return {
    evidence: walk.exchanges.slice(0, 1),
    observation: {
      holds: wrong.length === 0 && (missing.length === 0 || !walk.complete) && !miscounted,
      title: `${asked} does not select exactly what matches`,
      promised:
        included.length === 0
          ? 'no items, as nothing matches'
          : `what matches, ${included.map(({ id }) => id).join(', ')} among it`,
      received: `${walk.items.length} items and a total of ${walk.total}: ${wrong.length} of them do not match, ${missing.length} are missing`,
      pointer: matching[0]?.[0].parameter.pointer ?? list.pointer,
      symptom: `${matching.length} filters: ${wrong.length > 0 ? 'others' : missing.length > 0 ? 'missing' : 'total'}`,
    },
  };
}
