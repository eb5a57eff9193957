import { createTestMock, documentOf } from '../ask.test-support';

const query = (name: string, schema: string): string => `{ name: '${name}', in: query, schema: ${schema} }`;
const { mock, ask } = createTestMock(
  documentOf(
    `
/orders:
  get:
    parameters:
      - ${query('status', '{ type: array, items: { type: string } }')}
      - ${query('ids', '{ type: array, items: { type: integer } }')}
      - ${query('tag', '{ type: string }')}
      - ${query('min_amount', '{ type: number }')}
      - ${query('amount_lt', '{ type: number }')}
      - ${query('amount[gte]', '{ type: number }')}
      - ${query('createdAfter', '{ type: string, format: date-time }')}
      - ${query('created_before', '{ type: string, format: date-time }')}
      - ${query('q', '{ type: string }')}
      - ${query('sort', '{ type: string }')}
      - ${query('order', '{ type: string }')}
      - ${query('limit', '{ type: integer }')}
      - { name: total, in: query, style: deepObject, explode: true, schema: { anyOf: [{ type: object, properties: { gte: { type: integer }, lt: { type: integer } } }, { type: integer }] } }
      - ${query('since', '{ type: string }')}
      - ${query('to', '{ type: string, format: date }')}
      - ${query('start_date', '{ type: string, format: date }')}
      - ${query('status_ne', '{ type: string }')}
      - ${query('exclude_tags', '{ type: array, items: { type: string } }')}
      - ${query('status_like', '{ type: string }')}
      - ${query('fields', '{ type: string }')}
      - ${query('include', '{ type: string, enum: [tags] }')}
      - ${query('locale', '{ type: string }')}
    responses: { 200: { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } }
  post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }, responses: { 201: { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } } }
`,
    `
Order:
  type: object
  properties:
    id: { type: integer, readOnly: true }
    status: { type: string }
    amount: { type: number }
    total: { type: number }
    tags: { type: array, items: { type: string } }
    created_at: { type: string, format: date-time }
`,
  ),
  { count: 0 },
);

beforeAll(async () => {
  for (const [status, amount, tags, created_at] of [
    ['open', 30, ['a'], '2024-01-01T00:00:00Z'],
    ['paid', 10, ['b', 'a'], '2024-03-01T00:00:00+02:00'],
    ['gone', 200, [], '2024-02-01T00:00:00Z'],
  ] as const) {
    await ask('POST /orders', { status, amount, total: amount, tags, created_at });
  }
});
afterAll(() => mock.close());

test.each<[string, number[]]>([
  ['', [1, 2, 3]],
  ['status=open&status=paid', [1, 2]],
  ['ids=1&ids=3', [1, 3]],
  ['tag=a', [1, 2]],
  ['min_amount=30', [1, 3]],
  ['amount_lt=30', [2]],
  ['amount[gte]=30&amount_lt=100', [1]],
  ['createdAfter=2024-01-01T00:00:00Z', [2, 3]],
  ['created_before=2024-02-29T23:00:00Z', [1, 2, 3]],
  ['q=OPE', [1]],
  ['q=amount', []],
  ['sort=amount', [2, 1, 3]],
  ['sort=-amount', [3, 1, 2]],
  ['sort=amount:desc', [3, 1, 2]],
  ['sort=amount&order=desc', [3, 1, 2]],
  ['sort=created_at&limit=2', [1, 3]],
  ['sort=-createdAt', [2, 3, 1]],
  ['sort=amount&status=open&status=gone', [1, 3]],
  ['total[gte]=30', [1, 3]],
  ['total[gte]=20&total[lt]=200', [1]],
  ['total=10', [2]],
  ['since=2024-02-01T00:00:00Z', [2, 3]],
  ['to=2024-02-01', [1, 3]],
  ['start_date=2024-02-01', [2, 3]],
  ['status_ne=open', [2, 3]],
  ['exclude_tags=b', [1, 3]],
  ['status_like=A', [2]],
  ['sort=newest', [2, 3, 1]],
  ['sort=oldest', [1, 3, 2]],
  ['fields=none', [1, 2, 3]],
])('?%s selects %j', async (text, ids) => {
  expect((await ask(`GET /orders?${text}`)).json.map(({ id }: { id: number }) => id)).toEqual(ids);
});

test('a query picks the properties of the answer', async () => {
  const { json } = await ask('GET /orders?fields=status,amount&limit=1');
  expect(json).toEqual([{ id: 1, status: 'open', amount: 30 }]);
});

test.each([
  ['locale=en&q=ope', 'without effect: locale'],
  ['include=tags', ''],
  ['fields=status', ''],
])('the log of ?%s says %j', async (text, note) => {
  expect((await ask(`GET /orders?${text}`)).note).toBe(note);
});

test('a page after an item goes by the order that is asked for', async () => {
  const ordered = createTestMock(
    documentOf(
      `
/jobs:
  get:
    parameters: [${query('after', '{ type: string }')}, ${query('limit', '{ type: integer }')}, ${query('order', '{ type: string, enum: [asc, desc], default: desc }')}]
    responses: { 200: { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Job' } } } } } }
`,
      'Job: { type: object, required: [id, created_at], properties: { id: { type: string }, created_at: { type: integer } } }',
    ),
    { count: 6 },
  );
  const [first, second, ...rest] = (await ordered.ask('GET /jobs')).json;
  expect(first.created_at).toBeGreaterThanOrEqual(second.created_at);
  expect((await ordered.ask(`GET /jobs?after=${second.id}`)).json).toEqual(rest);
});

describe('very many records', () => {
  const document = documentOf(
    `
/orders:
  get:
    parameters: [${query('sort', '{ type: string }')}, ${query('q', '{ type: string }')}, ${query('min_amount', '{ type: number }')}, ${query('limit', '{ type: integer }')}]
    responses: { 200: { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } }
  delete: { parameters: [${query('min_amount', '{ type: number }')}], responses: { 204: { description: gone } } }
`,
    'Order: { type: object, required: [id, amount], properties: { id: { type: integer }, amount: { type: number } } }',
  );

  test.each(['GET /orders?sort=-amount', 'GET /orders?q=7', 'GET /orders?min_amount=5', 'DELETE /orders?min_amount=5'])(
    '%s lets others come to their turn',
    async (line) => {
      const many = createTestMock(document, { count: 5000 });
      let turns = 0;
      const count = (): void => {
        turns++;
        waiting = setImmediate(count);
      };
      let waiting = setImmediate(count);
      expect((await many.ask(line)).status).toBeLessThan(300);
      clearImmediate(waiting);
      await many.mock.close();
      expect(turns).toBeGreaterThan(0);
    },
  );
});
