import { parseSpec } from '../../openapi/load-spec';
import { creation } from '../cases/creation';
import { removal } from '../cases/removal';
import { replacement } from '../cases/replacement';
import { values } from '../cases/values';
import { verify } from '../verify';
import { type Choices, createSmallTarget, problem, type Row, smallSpec } from './small-target.test-support';

const text = { type: 'string', minLength: 1, maxLength: 40 };
const kinds = [values, creation, replacement, removal];

async function run(choices: Choices, spec = smallSpec({ items: { name: text } })) {
  const target = createSmallTarget(choices);
  const report = await verify(target, spec, { kinds });
  const errors = report.findings
    .filter(({ severity }) => severity === 'error')
    .map(({ check, title }) => `${check}: ${title}`);
  return { target, report, errors };
}

const taken = (rows: ReadonlyMap<number, Row>, body: Row): boolean =>
  [...rows.values()].some(({ id, name }) => id !== body.self && name === body.name);

describe('a correct target that', () => {
  test.each<[string, Choices, readonly number[] | undefined]>([
    ['chooses nothing', {}, undefined],
    [
      'has unique names, and a 409',
      { before: (_, body, rows) => (taken(rows, body) ? problem(409, 'taken') : undefined) },
      undefined,
    ],
    [
      'has unique names, and a 422 for everything',
      { before: (_, body, rows) => (taken(rows, body) ? problem(422, 'taken') : undefined) },
      [422],
    ],
    ['gives ids again', { reuseIds: true }, undefined],
  ])('%s has no errors, and nothing is left', async (_, choices, refusals) => {
    const { target, report, errors } = await run(choices, smallSpec({ items: { name: text } }, refusals));
    // Only the kinds above are run, which expect 405 and 400 of nothing here.
    expect(errors).toEqual([]);
    expect(report.blocked).toEqual([]);
    expect(target.stores.get('items')?.size).toBe(0);
  });

  test.each([400, 409, 422])(
    'wants its references to exist (%i) gets the records first, however deep',
    async (status) => {
      const number = { type: 'integer' };
      const spec = smallSpec({
        lines: { order_id: number, title: text },
        orders: { customerId: number, title: text },
        customers: { name: text },
      });
      const { target, report, errors } = await run(
        {
          before: (name, body, _, all) => {
            const [around, id] =
              { lines: ['orders', body.order_id], orders: ['customers', body.customerId] }[name] ?? [];
            const isThere = around === undefined || all.get(String(around))?.has(Number(id)) === true;
            return isThere ? undefined : problem(status, `there is no such record in ${around}`);
          },
        },
        spec,
      );
      expect(errors).toEqual([]);
      expect(report.blocked).toEqual([]);
      expect([...target.stores.values()].map(({ size }) => size)).toEqual([0, 0, 0]);
    },
  );

  test('refuses every create for a documented reason has no errors, and the reason is told', async () => {
    const { report, errors } = await run({ before: () => problem(422, 'closed on Sundays') });
    expect(errors).toEqual([]);
    expect(report.blocked[0]?.reason).toMatch(
      /create-items refuses a plain valid request: .*closed on Sundays.*--ids FILE/,
    );
  });
});

test('a plain request that is refused is one finding, with the reason of the target', async () => {
  const { report, errors } = await run({ before: () => problem(400, 'the moon is wrong') });
  expect(errors).toEqual(['accepts-valid: rejects a valid request: every property is valid']);
  expect(report.findings[0]?.received).toMatch(/the moon is wrong/);
});

test('records that no path leads to are told apart by their ids', async () => {
  const { document } = smallSpec({ items: { name: text } });
  const { paths } = document as { paths: Record<string, object> };
  const spec = parseSpec({ ...document, paths: { '/items': paths['/items']! } });
  const before = [{ id: 1, name: 'precious' }];
  const target = createSmallTarget({ rows: { items: before } });
  const report = await verify(target, spec, { kinds: [creation, values] });
  expect(report.findings.map(({ check }) => check)).not.toContain('ids-unique');
  expect(report.blocked).toEqual([]);
});

describe('records that the run has not made', () => {
  const old: Row[] = [1, 2, 3].map((id) => ({ id, name: `precious ${id}` }));
  const posts = (of: (row: Row, all: ReadonlyMap<number, Row>) => readonly [number, Row]): Choices => ({
    rows: { items: old },
    instead: ({ method, path }, all) => {
      if (method !== 'POST' || path !== '/items') return undefined;
      const rows = all.get('items')!;
      return of(rows.get(1)!, rows);
    },
  });

  test.each<[string, Choices]>([
    ['a create that answers a record from before', posts((row) => [201, row])],
    ['a create that answers 200 instead of 201', posts((row) => [200, row])],
  ])('outlive %s', async (_, choices) => {
    const { target } = await run(choices);
    expect([...target.stores.get('items')!.values()]).toEqual(old);
    expect(target.sent.filter((line) => /^(PUT|DELETE) \/items\/[123]$/.test(line))).toEqual([]);
  });
});

test('what was stored by a create that answered 500 is found and removed', async () => {
  let id = 500;
  const { target, report } = await run({
    instead: ({ method, path, body }, all) => {
      if (method !== 'POST' || path !== '/items') return undefined;
      id += 1;
      (all as Map<string, Map<number, Row>>)
        .get('items')!
        .set(id, { ...JSON.parse(new TextDecoder().decode(body)), id });
      return problem(500, 'broken');
    },
  });
  expect(report.leftovers).toEqual([]);
  expect(target.stores.get('items')?.size).toBe(0);
});

test('what came while the run went on, and is not its own, is told and stays', async () => {
  const { target, report } = await run({
    instead: ({ method }, all) => {
      const rows = all.get('items');
      if (method === 'PUT') (rows as Map<number, Row>).set(7_777, { id: 7_777, name: 'of another client' });
      return undefined;
    },
  });
  expect(report.leftovers.map(({ id }) => id)).toEqual(['7777']);
  expect(target.stores.get('items')?.has(7_777)).toBe(true);
});

test.each([
  [401, 'refused'],
  [404, 'elsewhere'],
])('a target that answers %i to everything is one cause: %s', async (status, stopped) => {
  const number = { type: 'integer' };
  const spec = smallSpec({ items: { count: number }, others: { count: number }, more: { count: number } });
  const { report } = await run({ instead: () => problem(status, 'no') }, spec);
  expect(report.stopped).toBe(stopped);
  expect(report.findings.length).toBeLessThanOrEqual(1);
});
