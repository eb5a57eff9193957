import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Filter } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { encodeParameter } from '../../openapi/parameters/encode-parameter';
import { filterSelects } from '../checks/laws';
import { readsAgree } from '../checks/reads-agree';
import type { QueryPair } from '../exchange/build-request';
import { memberOf } from '../exchange/read-json';
import { sameValue } from '../exchange/same-value';
import type { CaseContext } from '../steps/context/case';
import { type Evidence, settle } from '../steps/context/settle';
import { idsOf, isBusy } from '../steps/lists/scope';
import { walkList } from '../steps/lists/walk-list';
import { filterPairs } from '../steps/records/look-up';
import { idText } from '../steps/requests/item-in-body';
import type { KnownRecord, WalkModel } from './walk-model';

/** Which part of the list is read: numbers that are taken modulo what there is. */
export interface ListChoice {
  readonly record: number;
  readonly filters: number;
  readonly size: number;
}

/** A part of the list, and what of it belongs to the walk. */
interface Part {
  readonly query: readonly QueryPair[];
  readonly expected: readonly KnownRecord[];
  /** True when it holds no records of other clients. */
  readonly exact: boolean;
}

/** Items on a page, in turn. */
const SIZES = [1, 2, 3, 5, undefined];
/** Pages read of a list that others have records in. */
const FEW_PAGES = 3;

/** Reads a part of the list, and compares it with the records that the model has in it. */
export async function listOwn(
  context: CaseContext,
  model: WalkModel,
  choice: ListChoice,
  known: KnownRecord | undefined,
): Promise<void> {
  const { list } = model.resource.roles;
  const part = partOf(context, model, choice, known);
  if (list === undefined || part === undefined) return;
  let seen: readonly JsonValue[] = [];
  const look = async (): Promise<Evidence | undefined> => {
    const size = part.exact ? SIZES[choice.size % SIZES.length] : undefined;
    const options = { path: model.path, query: part.query, size };
    const pages = part.exact ? 40 : FEW_PAGES;
    const walk = await walkList(context, model.resource, list, { ...options, pages });
    if (walk === undefined) return undefined;
    seen = walk.items;
    return compare(model, part, walk, list.pointer);
  };
  const { resource, path } = model;
  const scope = { resource, list, path, query: part.query, records: [], exact: part.exact };
  const holds = await settle(context, filterSelects, look, async () => !part.exact && isBusy(context, scope));
  if (!holds || model.resource.list?.itemSchema !== undefined) return;
  for (const { record, value } of part.expected) {
    const item = seen.find((each) => idText(memberOf(each, model.resource.idProperty)) === record.id);
    const about = { spec: context.spec, resource: model.resource, promised: value, when: 'listed' };
    if (isJsonObject(item)) context.confirm(readsAgree, { ...about, received: item }, []);
  }
}

function partOf(
  { spec }: CaseContext,
  { resource, records, filters }: WalkModel,
  choice: ListChoice,
  known: KnownRecord | undefined,
): Part | undefined {
  const properties = propertiesOf(spec.schemas, resource.schema);
  const having = (wanted: readonly (readonly [string, JsonValue])[]): KnownRecord[] =>
    records.filter(
      ({ removed, value }) =>
        !removed &&
        wanted.every(([name, each]) => sameValue(spec.schemas, properties.get(name), memberOf(value, name), each)),
    );
  if (filters.length > 0) {
    // Every combination of filters but none at all: with none, others have records there.
    const mask = 1 + (choice.filters % (2 ** filters.length - 1));
    const chosen = filters.filter((_, index) => (mask & (2 ** index)) !== 0);
    const wanted = chosen.flatMap(({ filter, values }, index): (readonly [Filter, JsonValue])[] => {
      const value = values[(choice.record >> index) % values.length];
      return value === undefined ? [] : [[filter, value]];
    });
    if (wanted.length === 0) return undefined;
    return {
      query: wanted.flatMap(([{ parameter }, value]) => encodeParameter(parameter, value)),
      expected: having(wanted.map(([{ property }, value]) => [property, value])),
      exact: true,
    };
  }
  const [filter] = resource.list?.filters ?? [];
  if (filter === undefined) return { query: [], expected: having([]), exact: false };
  const value = memberOf(known?.value, filter.property);
  if (known === undefined || value === undefined || value === null) return undefined;
  return { query: filterPairs(filter, known.value), expected: having([[filter.property, value]]), exact: false };
}

function compare(
  { records, resource }: WalkModel,
  { exact, expected, query }: Part,
  walk: NonNullable<Awaited<ReturnType<typeof walkList>>>,
  pointer: string,
): Evidence {
  const ids = idsOf(resource, walk.items);
  const wanted = new Set(expected.map(({ record }) => record.id.toLowerCase()));
  const own = new Set(records.map(({ record }) => record.id.toLowerCase()));
  const missing = walk.complete || exact ? [...wanted].filter((id) => !ids.includes(id)) : [];
  const surplus = ids.filter((id) => (exact || own.has(id)) && !wanted.has(id));
  const twice = ids.filter((id, index) => own.has(id) && ids.indexOf(id) !== index);
  const miscounted = exact && walk.total !== undefined && walk.total !== wanted.size;
  const asked = query.map((pair) => pair.join('=')).join('&') || 'the whole list';
  const symptom =
    missing.length > 0 ? 'missing' : surplus.length > 0 ? 'surplus' : twice.length > 0 ? 'twice' : 'total';
  return {
    evidence: walk.exchanges.slice(-1),
    observation: {
      holds: missing.length + surplus.length + twice.length === 0 && !miscounted,
      title: 'lists something else than what was created, changed and removed before',
      promised: `${asked}: ${wanted.size} records${exact ? '' : ' of this run'}: ${[...wanted].join(', ')}`,
      received: `a total of ${walk.total}, and ${ids.length} items: ${missing.length} are missing, ${surplus.length} should not be there, ${twice.length} are there twice`,
      pointer,
      symptom: `walk ${symptom}`,
    },
  };
}
