import type { JsonValue } from '../../json-schema/model/json-schema';
import type { Operation, Resource, Spec } from '../../openapi/model/model';
import { encodeParameter } from '../../openapi/parameters/encode-parameter';
import { type Bound, type ListCondition, listConditions } from '../../openapi/resources/list-conditions';
import { filterSelects } from '../checks/laws';
import { memberOf } from '../exchange/read-json';
import type { CaseContext, CaseKind } from '../steps/context/case';
import { settle } from '../steps/context/settle';
import { idsOf } from '../steps/lists/scope';
import { walkList } from '../steps/lists/walk-list';

type Range = Extract<ListCondition, { kind: 'range' }>;

/** Pages that are read of a long list. */
const PAGES = 4;

/** A range selects what lies in it, its limit included or not as its name says. */
export const ranges: CaseKind = {
  name: 'ranges',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { list, create } = resource.roles;
      if (list === undefined) continue;
      const all = rangesOf(spec, resource, list);
      for (const range of all) {
        yield {
          title: `${range.parameter.name} selects what lies in its range`,
          operation: list,
          pointer: range.parameter.pointer,
          writes: create !== undefined,
          exclusive: true,
          run: (context) => selectsRange(context, resource, list, range, all),
        };
      }
    }
  },
};

function rangesOf(spec: Spec, resource: Resource, list: Operation): Range[] {
  const shape = resource.list ?? { paging: { kind: 'none' as const }, filters: [] };
  const all = listConditions(spec.schemas, list, resource.list?.itemSchema ?? resource.schema, shape);
  return all.filter((condition) => condition.kind === 'range');
}

async function selectsRange(
  context: CaseContext,
  resource: Resource,
  list: Operation,
  range: Range,
  all: readonly Range[],
): Promise<void> {
  const { schemas } = context.spec;
  if (!context.readOnly && resource.roles.create !== undefined) await context.record(resource, { shared: true });
  const path = await context.parents(resource);
  const first = await walkList(context, resource, list, { path, pages: 1 });
  const middle = middleItem(first?.items ?? [], range.property);
  if (middle === undefined) return;
  const limit = memberOf(middle, range.property)!;
  const [id] = idsOf(resource, [middle]);
  // Together with the other end nothing but the limit itself is left, which makes a short list.
  const other = all.find(({ property, bound }) => property === range.property && bound[0] !== range.bound[0]);
  const asked = other === undefined ? [[range]] : [[range], [range, other]];
  const isValid = (each: Range): boolean => schemas.validator(each.parameter.schema, 'request')(limit).length === 0;
  if (!asked.flat().every(isValid)) return;
  for (const ends of asked) {
    const query = ends.flatMap(({ parameter }) => encodeParameter(parameter, limit));
    const text = query.map((pair) => pair.join('=')).join('&');
    const isIn = (value: JsonValue | undefined): boolean => ends.every((end) => lies(end, value, limit));
    const isSure = ends.every((end) => isExact(end) && /e$/.test(end.bound));
    const looked = await settle(context, filterSelects, async () => {
      const walk = await walkList(context, resource, list, { path, query, pages: PAGES });
      if (walk === undefined) return undefined;
      const wrong = walk.items.filter((item) => !isIn(memberOf(item, range.property)));
      const isMissing = isSure && walk.complete && !idsOf(resource, walk.items).includes(id!);
      return {
        evidence: walk.exchanges.slice(0, 1),
        observation: {
          holds: wrong.length === 0 && !isMissing,
          title: `${text} does not select what lies in the range`,
          promised: `items whose ${range.property} ${ends.map((end) => WORDS[end.bound]).join(' and ')} ${JSON.stringify(limit)}`,
          received: isMissing
            ? `a list without ${id}, whose ${range.property} that is`
            : `${wrong.length} others, such as ${JSON.stringify(memberOf(wrong[0], range.property))}`,
          pointer: range.parameter.pointer,
          symptom: isMissing ? 'missing' : 'others',
        },
      };
    });
    if (!looked) return;
  }
}

/** The item of a page with as many above as below it, so that either side of a range leaves something out. */
function middleItem(items: readonly JsonValue[], property: string): JsonValue | undefined {
  const valued = items
    .map((item) => ({ item, rank: numberOf(memberOf(item, property)) }))
    .filter(({ rank }) => !Number.isNaN(rank))
    .sort((one, other) => one.rank - other.rank);
  return valued[valued.length >> 1]?.item;
}

const WORDS: Readonly<Record<Bound, string>> = {
  gte: 'is at least',
  gt: 'is more than',
  lte: 'is at most',
  lt: 'is less than',
};

/** Tells whether a name says if the limit itself is meant: `min` does, `after` and `until` are used either way. */
function isExact({ parameter }: Range): boolean {
  const words = parameter.name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  return words.split(/[^a-z]+/).some((word) => /^(?:[gl]te?|[gl]e|min|max|minimum|maximum)$/.test(word));
}

/** Tells whether a value lies in a range; one that cannot be compared may. */
function lies(range: Range, value: JsonValue | undefined, limit: JsonValue): boolean {
  const order = orderOf(value, limit);
  if (order === undefined) return true;
  if (order === 0) return !isExact(range) || /e$/.test(range.bound);
  return order > 0 === range.bound.startsWith('g');
}

function orderOf(value: JsonValue | undefined, limit: JsonValue): number | undefined {
  const [one, other] = [numberOf(value), numberOf(limit)];
  return Number.isNaN(one) || Number.isNaN(other) ? undefined : one - other;
}

function numberOf(value: JsonValue | undefined): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN;
}
