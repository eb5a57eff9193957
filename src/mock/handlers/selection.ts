import type { JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { propertiesOf } from '../../openapi/model/schema-facts';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import type { Bound, ListCondition } from '../../openapi/resources/list-conditions';
import { isDownwards, readSorting } from '../../openapi/resources/read-sorting';
import type { Steps } from '../../store/interface/slices';
import type { Page, StoredRecord } from '../../store/interface/store';
import { cellOf, compareCells, RecordTable, type SortStep } from './record-table';

type Query = ReadonlyMap<string, ParameterValue>;

interface Stretch {
  readonly offset: number;
  readonly limit: number;
}

/** Selects and sorts records as a query says. */
export interface RecordSelection {
  /** True when the query says anything that needs a look at every record. */
  concerns(query: Query): boolean;
  /**
   * @param page - all records that the filters by equality leave
   * @param filter - these filters
   * @param stretch - of what the query selects
   */
  select(page: Page, query: Query, filter: Readonly<Record<string, string>>, stretch: Stretch): Steps<Page>;
}

/** The number of tables that are kept, one for each filter by equality; each holds a reference to every record. */
const MOST_TABLES = 8;

/** The records that are looked at in one step. */
const STEP = 16;

/** Tells whether the record at a position is wanted. */
type Test = (position: number) => boolean;

/**
 * Creates the selection of a list by its conditions. What was read and sorted is kept in tables, see {@link RecordTable}.
 *
 * @param item - the schema of the records
 */
export function createSelection(
  schemas: Schemas,
  item: LocatedSchema,
  conditions: readonly ListCondition[],
): RecordSelection {
  const known = [...propertiesOf(schemas, item).keys()];
  const tables = new Map<string, RecordTable>();

  const tableOf = (records: readonly StoredRecord[], filter: Readonly<Record<string, string>>): RecordTable => {
    const key = JSON.stringify(filter);
    const table = tables.get(key)?.next(records) ?? new RecordTable(records);
    tables.delete(key);
    if (tables.size >= MOST_TABLES) tables.delete(tables.keys().next().value!);
    tables.set(key, table);
    return table;
  };

  function* testOf(condition: ListCondition, given: ParameterValue, table: RecordTable): Steps<Test> {
    switch (condition.kind) {
      case 'any': {
        const wanted = new Set(listOf(given).map(String));
        const cells = yield* table.column(condition.property);
        return (position) => listOf(cells[position]!.value).some((value) => wanted.has(String(value)));
      }
      case 'none': {
        const unwanted = new Set(listOf(given).map(String));
        const cells = yield* table.column(condition.property);
        return (position) => !listOf(cells[position]!.value).some((value) => unwanted.has(String(value)));
      }
      case 'bounds': {
        const { property, parameter } = condition;
        if (typeof given !== 'object' || given === null || Array.isArray(given)) {
          return yield* testOf({ kind: 'any', property, parameter }, given, table);
        }
        const tests: Test[] = [];
        for (const [member, limit] of Object.entries(given)) {
          const bound = condition.bounds.get(member);
          if (bound !== undefined)
            tests.push(yield* testOf({ kind: 'range', property, parameter, bound }, limit, table));
        }
        return (position) => tests.every((test) => test(position));
      }
      case 'range': {
        const limit = cellOf(condition.bound === 'lte' ? endOfDay(given) : given);
        const isWithin = WITHIN[condition.bound];
        const cells = yield* table.column(condition.property);
        return (position) => {
          const cell = cells[position]!;
          const distance = cell.number - limit.number;
          return isWithin(Number.isNaN(distance) ? (compareCells(cell, limit) ?? Number.NaN) : distance);
        };
      }
      case 'search': {
        const text = String(given).toLowerCase();
        if (condition.property !== undefined) {
          const cells = yield* table.column(condition.property);
          return (position) =>
            String(cells[position]!.value ?? '')
              .toLowerCase()
              .includes(text);
        }
        return (position) => hasText(table.records[position]!.json, text);
      }
      case 'sort':
        return () => true;
    }
  }

  const orderOf = (query: Query): readonly SortStep[] =>
    conditions.flatMap((condition) => {
      if (condition.kind !== 'sort') return [];
      const direction = condition.direction && query.get(condition.direction.name);
      const turn = typeof direction === 'string' && isDownwards(direction) ? -1 : 1;
      return listOf(query.get(condition.parameter.name))
        .flatMap((each) => String(each).split(','))
        .flatMap((text) => {
          const [, minus = '', word = ''] = MOMENTS.exec(text.trim()) ?? [];
          const isAlone = word === '' ? undefined : condition.moment;
          if (isAlone !== undefined) return [[isAlone, /^(?:asc|oldest)/i.test(word) === (minus !== '-') ? 1 : -1]];
          const step = readSorting(text, known);
          return step === undefined ? [] : [[step[0], step[1] === turn ? 1 : -1] as const];
        });
    });

  return {
    concerns: (query) => conditions.some(({ parameter }) => query.has(parameter.name)),
    *select({ items }, query, filter, { offset, limit }) {
      const table = tableOf(items, filter);
      const order = orderOf(query);
      const tests: Test[] = [];
      for (const condition of conditions) {
        const given = query.get(condition.parameter.name);
        if (given !== undefined && condition.kind !== 'sort') tests.push(yield* testOf(condition, given, table));
      }
      const positions = order.length > 0 ? yield* table.order(order) : undefined;
      const selected: StoredRecord[] = [];
      let total = tests.length === 0 ? items.length : 0;
      // Without conditions nothing has to be looked at but what is shown.
      const [first, end] = tests.length === 0 ? [offset, Math.min(offset + limit, items.length)] : [0, items.length];
      for (let place = first; place < end; place++) {
        if (place % STEP === STEP - 1) yield;
        const position = positions?.[place] ?? place;
        if (tests.length > 0) {
          if (!tests.every((test) => test(position))) continue;
          if (total++ < offset || selected.length >= limit) continue;
        }
        selected.push(items[position]!);
      }
      return { items: selected, total };
    },
  };
}

/** Orders by time: `order=desc` without anything that is sorted by, `sort=newest`. */
const MOMENTS = /^([+-]?)(asc|desc|ascending|descending|newest|oldest|latest|recent)$/i;

/** A day that is the last one belongs to the range as a whole. */
function endOfDay(given: ParameterValue): ParameterValue {
  return typeof given === 'string' && /^\d{4}-\d\d-\d\d$/.test(given) ? `${given}T23:59:59.999Z` : given;
}

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

/** Looks for a text in the strings of a record; its names are none. */
function hasText(json: string, text: string): boolean {
  const written = JSON.stringify(text).slice(1, -1);
  return json.toLowerCase().includes(written) && isIn(JSON.parse(json) as JsonValue, text);
}

function isIn(value: JsonValue, text: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(text);
  return typeof value === 'object' && value !== null && Object.values(value).some((inner) => isIn(inner, text));
}
