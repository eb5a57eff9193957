import { creation } from '../cases/creation';
import { removal } from '../cases/removal';
import { values } from '../cases/values';
import { verify } from '../verify';
import { changeSpec, createSmallTarget, problem, smallSpec } from './small-target.test-support';

const text = { type: 'string', minLength: 1, maxLength: 40 };
const spec = changeSpec(smallSpec({ items: { name: text, address: text } }), (paths) => {
  const content = {
    'application/json': { schema: { type: 'object', required: ['name'], properties: { name: text, address: text } } },
  };
  (paths['/items']!.post as Record<string, unknown>).requestBody = { required: true, content };
});

test.each([
  [500, 'no-server-error'],
  [400, 'accepts-valid'],
])(
  'one optional property that is answered %i is one finding of the create, and the rest is judged',
  async (status, check) => {
    const target = createSmallTarget({
      before: (_, { address }) => (address === undefined ? undefined : problem(status, 'no such address')),
      rows: {},
    });
    const report = await verify(target, spec, { kinds: [values, creation, removal] });
    const found = report.findings.filter((each) => each.check === check && each.operations.includes('create-items'));
    expect(found.length).toBe(1);
    // Records are made without it.
    const judged = report.results.filter(({ kind, blocked }) => kind === 'removal' && blocked === undefined);
    expect(judged.length).toBeGreaterThan(0);
    expect(target.stores.get('items')?.size).toBe(0);
  },
);

test.each([1, 2, 3, 4])('a plain request has what the answer can show, with seed %i', async (seed) => {
  const narrower = changeSpec(smallSpec({ items: { stars: { type: 'integer', minimum: 0 } } }), (paths) => {
    const schema = { type: 'object', required: ['stars'], properties: { stars: { type: 'integer' } } };
    (paths['/items/{id}']!.put as Record<string, unknown>).requestBody = {
      content: { 'application/json': { schema } },
    };
  });
  const target = createSmallTarget({
    before: (_, { stars }) => (Number(stars) < 0 ? problem(500, 'it cannot be shown') : undefined),
    rows: {},
  });
  const report = await verify(target, narrower, { kinds: [values], seed });
  expect(report.findings.filter(({ check }) => check === 'no-server-error')).toEqual([]);
});
