import { createRandom } from '../../json-schema/model/random';
import { atOnce } from '../../store/interface/slices';
import type { StoredRecord } from '../../store/interface/store';
import { RecordTable, type SortStep } from './record-table';

const record = (id: number, values: object): StoredRecord => ({
  id: String(id),
  json: JSON.stringify({ id, ...values }),
  keys: {},
});

/** The ids in the order in which a table has them. */
const ids = (table: RecordTable, steps: readonly SortStep[]): string =>
  [...atOnce(table.order(steps))].map((position) => table.records[position]!.id).join(' ');

test.each<[string, unknown[], string, string]>([
  ['numbers', [10, 9, 100], '2 1 3', '3 1 2'],
  ['texts', ['b', 'a', 'B'], '3 2 1', '1 2 3'],
  [
    'moments, however they are written',
    ['2026-01-01T10:00:00+02:00', '2026-01-01T09:00:00Z', '2026-01-01'],
    '3 1 2',
    '2 1 3',
  ],
  ['booleans', [true, false], '2 1', '1 2'],
  ['what is missing stands last', [null, 2, undefined, 1], '4 2 1 3', '2 4 1 3'],
  ['equal values stay as they were made', ['a', 'a', 'a'], '1 2 3', '1 2 3'],
  ['what has no order', [[1], { a: 1 }, [0]], '1 2 3', '1 2 3'],
])('%s: %j', (_, values, up, down) => {
  const table = new RecordTable(values.map((value, index) => record(index + 1, { value })));
  expect([ids(table, [['value', 1]]), ids(table, [['value', -1]])]).toEqual([up, down]);
});

describe('a table that follows another one', () => {
  const ORDERS: readonly (readonly SortStep[])[] = [
    [['a', 1]],
    [['a', -1]],
    [
      ['b', -1],
      ['a', 1],
    ],
  ];

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'has the orders of a new one after inserts, changes and removals (%i)',
    (seed) => {
      const random = createRandom(1, seed);
      const draw = (below: number): number => Math.floor(random.next() * below);
      const made = (id: number): StoredRecord => record(id, { a: draw(5), ...(draw(3) > 0 && { b: 'xyz'[draw(3)] }) });
      let records = Array.from({ length: 40 }, (_, index) => made(index));
      let table = new RecordTable(records);
      for (let turn = 0, id = 40; turn < 60; turn++) {
        for (const order of ORDERS) atOnce(table.order(order));
        records = [...records];
        for (let change = draw(4); change >= 0; change--) {
          const at = draw(records.length);
          const kind = draw(4);
          if (kind === 0) records.splice(at, 1);
          else if (kind === 1) records[at] = made(Number(records[at]!.id));
          // A change may make a record one that a filter leaves: it appears between others.
          else if (kind === 2) records.splice(at, 0, made(id++));
          else records.push(made(id++));
        }
        table = table.next(records);
        const fresh = new RecordTable(records);
        for (const order of ORDERS) expect(ids(table, order)).toBe(ids(fresh, order));
      }
    },
  );

  test('it reads nothing again, also when the records are other objects', () => {
    const records = Array.from({ length: 200 }, (_, index) => record(index, { a: -index }));
    const before = new RecordTable(records);
    atOnce(before.order([['a', 1]]));
    const next = before.next([...records.map((each) => ({ ...each })), record(200, { a: -50.5 })]);
    expect(atOnce(next.column('a'))[7]).toBe(atOnce(before.column('a'))[7]);
    expect([...atOnce(next.order([['a', 1]]))].indexOf(200)).toBe(149);
  });

  test('other records altogether are a table of their own', () => {
    const before = new RecordTable(Array.from({ length: 200 }, (_, index) => record(index, { a: index })));
    atOnce(before.order([['a', 1]]));
    const next = before.next(Array.from({ length: 200 }, (_, index) => record(index + 1000, { a: -index })));
    expect(atOnce(next.order([['a', 1]]))[0]).toBe(199);
  });
});

test('more records than are sorted in one run are in the order of a plain sort, equal ones as they were made', () => {
  const random = createRandom(14);
  for (const count of [255, 256, 257, 1000, 3000]) {
    const values = Array.from({ length: count }, () => random.integer(0, 99));
    const table = new RecordTable(values.map((a, index) => record(index, { a })));
    const expected = values.map((value, index) => [value, index] as const).sort(([a, i], [b, j]) => a - b || i - j);
    expect([...atOnce(table.order([['a', 1]]))]).toEqual(expected.map(([, index]) => index));
  }
});
