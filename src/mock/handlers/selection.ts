import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { normalizeName } from '../../openapi/model/names';
import { propertiesOf } from '../../openapi/model/schema-facts';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import type { Bound, ListCondition } from '../../openapi/resources/list-conditions';
import type { Page, StoredRecord } from '../../store/interface/store';

type Query = ReadonlyMap<string, ParameterValue>;

/** Selects and sorts records as a query says. */
export interface RecordSelection {
  /** True when the query says anything that needs a look at every record. */
  concerns(query: Query): boolean;
  /** @param page - all records that the filters by equality leave */
  select(page: Page, query: Query): readonly StoredRecord[];
}

/** The number of results that are kept; each holds a list of records. */
const MOST_RESULTS = 12;

/**
 * Creates the selection of a list by its conditions. Each record is read once for each property that is asked for, and a result is
 * kept until the records change.
 *
 * @param item - the schema of the records
 */
export function createSelection(
  schemas: Schemas,
  item: LocatedSchema,
  conditions: readonly ListCondition[],
): RecordSelection {
  const known = [...propertiesOf(schemas, item).keys()];
  const columns = new Map<string, WeakMap<StoredRecord, { readonly value: JsonValue | undefined }>>();
  const results = new Map<
    string,
    { readonly from: readonly StoredRecord[]; readonly found: readonly StoredRecord[] }
  >();

  const readValue = (record: StoredRecord, property: string): JsonValue | undefined => {
    const column = columns.get(property) ?? new WeakMap();
    columns.set(property, column);
    let cell = column.get(record);
    if (cell === undefined) {
      cell = { value: (JSON.parse(record.json) as JsonObject)[property] };
      column.set(record, cell);
    }
    return cell.value;
  };

  const matches = (record: StoredRecord, condition: ListCondition, given: ParameterValue): boolean => {
    switch (condition.kind) {
      case 'any': {
        const wanted = listOf(given).map(String);
        return listOf(readValue(record, condition.property)).some((value) => wanted.includes(String(value)));
      }
      case 'range': {
        const order = compare(readValue(record, condition.property), given);
        return order !== undefined && WITHIN[condition.bound](order);
      }
      case 'search':
        return hasText(record.json, String(given).toLowerCase());
      case 'sort':
        return true;
    }
  };

  const orderOf = (query: Query): readonly (readonly [property: string, sign: 1 | -1])[] =>
    conditions.flatMap((condition) => {
      if (condition.kind !== 'sort') return [];
      const direction = condition.direction && query.get(condition.direction.name);
      const isDown = typeof direction === 'string' && /^(?:desc|-)/i.test(direction);
      return listOf(query.get(condition.parameter.name))
        .flatMap((each) => String(each).split(','))
        .flatMap((text) => {
          const [, minus = '', name = '', , down = ''] = SORTING.exec(text.trim()) ?? [];
          const property = known.find((each) => each === name || normalizeName(each) === normalizeName(name));
          const sign = (minus === '-' || down.toLowerCase().startsWith('desc')) !== isDown ? -1 : 1;
          return property === undefined ? [] : [[property, sign] as const];
        });
    });

  const work = (records: readonly StoredRecord[], query: Query): readonly StoredRecord[] => {
    const used = conditions.flatMap((condition) => {
      const given = query.get(condition.parameter.name);
      return given === undefined || condition.kind === 'sort' ? [] : [{ condition, given }];
    });
    const left = records.filter((record) => used.every(({ condition, given }) => matches(record, condition, given)));
    const order = orderOf(query);
    if (order.length === 0) return left;
    // Values are looked up once for each record, not for each comparison.
    const rows = left.map((record) => ({ record, values: order.map(([property]) => readValue(record, property)) }));
    rows.sort((one, other) => {
      for (const [index, [, sign]] of order.entries()) {
        const [a, b] = [one.values[index], other.values[index]];
        const missing = isMissing(a) - isMissing(b);
        const step = missing === 0 ? (compare(a, b) ?? 0) * sign : missing;
        if (step !== 0) return step;
      }
      return 0;
    });
    return rows.map(({ record }) => record);
  };

  return {
    concerns: (query) => conditions.some(({ parameter }) => query.has(parameter.name)),
    select(page, query) {
      const key = conditions
        .map(({ parameter }) => String(JSON.stringify(listOf(query.get(parameter.name)).map(String))))
        .join();
      const directions = conditions.map(
        (each) => each.kind === 'sort' && each.direction && query.get(each.direction.name),
      );
      const whole = `${key} ${directions.join()}`;
      const known = results.get(whole);
      if (known !== undefined && isSame(known.from, page.items)) return known.found;
      const found = work(page.items, query);
      if (results.size >= MOST_RESULTS) results.clear();
      results.set(whole, { from: page.items, found });
      return found;
    },
  };
}

function isSame(one: readonly StoredRecord[], other: readonly StoredRecord[]): boolean {
  return one === other || (one.length === other.length && one.every((record, index) => record === other[index]));
}

/** A property to sort by: `-created`, `+created`, `created:desc`, `created desc`, `created_desc`. */
const SORTING = /^([+-]?)(.*?)(?:([:. |_]|(?<=[a-z])(?=[AD]))(asc|desc|ascending|descending))?$/i;

const WITHIN: Readonly<Record<Bound, (order: number) => boolean>> = {
  gte: (order) => order >= 0,
  gt: (order) => order > 0,
  lte: (order) => order <= 0,
  lt: (order) => order < 0,
};

function listOf(value: ParameterValue | undefined): readonly ParameterValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isMissing(value: JsonValue | undefined): number {
  return value === undefined || value === null ? 1 : 0;
}

/** Moments compare as moments, however they are written; undefined when two values have no order. */
function compare(one: ParameterValue | undefined, other: ParameterValue | undefined): number | undefined {
  if (one === undefined || other === undefined || one === null || other === null) return undefined;
  if (typeof one === 'string' && typeof other === 'string') {
    const moments = DATE.test(one) && DATE.test(other) ? [Date.parse(one), Date.parse(other)] : undefined;
    const [left, right] = moments?.every((moment) => !Number.isNaN(moment)) ? moments : [one, other];
    return left! < right! ? -1 : left! > right! ? 1 : 0;
  }
  if (typeof one === 'object' || typeof other === 'object') return undefined;
  const [left, right] = [Number(one), Number(other)];
  return Number.isNaN(left) || Number.isNaN(right) ? undefined : Math.sign(left - right);
}

const DATE = /^\d{4}-\d\d-\d\d(?:$|[Tt ])/;

/** Looks for a text in the strings of a record; its names are none. */
function hasText(json: string, text: string): boolean {
  const written = JSON.stringify(text).slice(1, -1);
  return json.toLowerCase().includes(written) && isIn(JSON.parse(json) as JsonValue, text);
}

function isIn(value: JsonValue, text: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(text);
  return typeof value === 'object' && value !== null && Object.values(value).some((inner) => isIn(inner, text));
}
