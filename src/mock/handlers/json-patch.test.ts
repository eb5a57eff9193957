import { createTestMock, documentOf } from '../ask.test-support';

const item = `{ description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }`;
const DOCUMENT = documentOf(
  `
/orders:
  get:
    parameters: [{ name: cursor, in: query, example: abc, schema: { type: string } }, { name: limit, in: query, schema: { type: integer } }]
    responses: { 200: { description: ok, content: { application/json: { schema: { type: object, properties: { items: { type: array, items: { $ref: '#/components/schemas/Order' } }, next_cursor: { type: string, nullable: true } } } } } }, 400: { description: bad } }
/orders/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
  get: { responses: { 200: ${item} } }
  patch:
    requestBody: { content: { application/merge-patch+json: { schema: { type: object } }, application/json-patch+json: { schema: { type: array, items: { type: object } } } } }
    responses: { 200: ${item}, 400: { description: bad }, 409: { description: conflict } }
`,
  `Order: { type: object, required: [amount], properties: { id: { type: integer, readOnly: true }, amount: { type: number, minimum: 0 }, tags: { type: array, items: { type: string } } } }`,
);
const PATCH = { 'content-type': 'application/json-patch+json' };

test.each<[string, object[], number, object]>([
  ['replaces', [{ op: 'replace', path: '/amount', value: 7 }], 200, { id: 1, amount: 7 }],
  [
    'adds to a list',
    [
      { op: 'add', path: '/tags', value: [] },
      { op: 'add', path: '/tags/-', value: 'x' },
    ],
    200,
    { tags: ['x'] },
  ],
  ['keeps the id', [{ op: 'replace', path: '/id', value: 9 }], 200, { id: 1 }],
  ['tests', [{ op: 'test', path: '/amount', value: -5 }], 409, {}],
  ['keeps the schema', [{ op: 'replace', path: '/amount', value: -1 }], 400, {}],
  ['needs what it names', [{ op: 'remove', path: '/none' }], 400, {}],
  ['needs an operation', [{ op: 'none', path: '/amount' }], 400, {}],
])('a JSON Patch that %s', async (_, patch, status, expected) => {
  const { ask } = createTestMock(DOCUMENT);
  const before = (await ask('GET /orders/1')).json;
  const answer = await ask('PATCH /orders/1', patch, PATCH);
  expect(answer.status).toBe(status);
  if (status === 200) expect(answer.json).toMatchObject(expected);
  expect((await ask('GET /orders/1')).json).toEqual(status === 200 ? answer.json : before);
});

test('a merge patch stands beside it', async () => {
  const { ask } = createTestMock(DOCUMENT);
  const patch = { 'content-type': 'application/merge-patch+json' };
  expect(await ask('PATCH /orders/1', { amount: 3 }, patch)).toMatchObject({ status: 200, json: { amount: 3 } });
});

test('the documented cursor leads to the first page, another one to none', async () => {
  const { ask } = createTestMock(DOCUMENT);
  expect((await ask('GET /orders?cursor=abc')).json).toEqual((await ask('GET /orders')).json);
  expect((await ask('GET /orders?cursor=abd')).status).toBe(400);
});
