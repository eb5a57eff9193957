import { createTestMock, documentOf, NOW } from '../ask.test-support';

const item = `{ description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }`;
const items = `{ description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } }`;
const profile = `{ 200: { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Profile' } } } }, 404: { description: no } }`;
const wrapped = `{ 200: { description: ok, content: { application/json: { schema: { type: object, properties: { page: { type: integer }, name: { $ref: '#/components/schemas/Profile' } } } } } }, 404: { description: no } }`;
const DOCUMENT = documentOf(
  `
/orders:
  get: { parameters: [{ name: status, in: query, schema: { type: string } }], responses: { 200: ${items} } }
  post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }, responses: { 201: ${item} } }
  delete: { parameters: [{ name: status, in: query, schema: { type: string } }, { name: mode, in: query, schema: { type: string } }], responses: { 204: { description: gone } } }
  put: { requestBody: { content: { application/json: { schema: { type: object, required: [id, status], properties: { id: { type: integer }, status: { type: string, enum: [open, paid] } } } } } }, responses: { 200: ${item}, 404: { description: no } } }
  patch: { parameters: [{ name: status, in: query, schema: { type: string } }], requestBody: { content: { application/json: { schema: { type: object, properties: { reason: { type: string } } } } } }, responses: { 200: ${items} } }
/orders/findByStatus:
  get: { parameters: [{ name: status, in: query, schema: { type: array, items: { type: string } } }, { name: reason, in: query, schema: { type: string } }], responses: { 200: ${items} } }
/orders/bulk:
  post: { requestBody: { content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } }, responses: { 201: ${items} } }
/orders/{orderId}:
  parameters: [{ name: orderId, in: path, required: true, schema: { type: integer } }]
  get: { responses: { 200: ${item}, 404: { description: no } } }
/orders/{id}/cancel:
  post: { parameters: [{ name: id, in: path, required: true, schema: { type: integer } }], requestBody: { content: { application/json: { schema: { type: object, properties: { reason: { type: string } } } } } }, responses: { 200: ${item}, 404: { description: no } } }
/orders/{id}/lock:
  post: { parameters: [{ name: id, in: path, required: true, schema: { type: integer } }], responses: { 204: { description: ok }, 404: { description: no } } }
/orders/{id}/unlock:
  post: { parameters: [{ name: id, in: path, required: true, schema: { type: integer } }], responses: { 204: { description: ok }, 404: { description: no } } }
/orders/{id}/profile:
  parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
  get: { responses: ${profile} }
  put: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Profile' } } } }, responses: ${profile} }
/orders/{id}/wrapped:
  parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
  get: { responses: ${wrapped} }
  put: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Profile' } } } }, responses: ${wrapped} }
/orders/{id}/expedite:
  post: { parameters: [{ name: id, in: path, required: true, schema: { type: integer } }], requestBody: { content: { application/json: { schema: { type: object, properties: { status: { type: string, enum: [soon] }, reason: { type: string } } } } } }, responses: { 200: ${item}, 404: { description: no } } }
/orders/{id}/words:
  parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
  get: { responses: { 200: { description: ok, content: { application/json: { schema: { type: array, items: { type: string } } } } } } }
  put: { requestBody: { content: { application/json: { schema: { type: array, items: { type: string, minLength: 1 } } } } }, responses: { 200: { description: ok, content: { application/json: { schema: { type: array, items: { type: string } } } } } } }
  delete: { responses: { 204: { description: gone } } }
/orders/{id}/hold:
  parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
  post: { responses: { 200: ${item} } }
  delete: { responses: { 200: ${item} } }
/me:
  get: { responses: ${profile} }
  put: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Profile' } } } }, responses: ${profile} }
  patch: { requestBody: { content: { application/json: { schema: { type: object, properties: { theme: { type: string } } } } } }, responses: ${profile} }
  delete: { responses: { 204: { description: gone } } }
`,
  `
Order:
  type: object
  required: [status]
  properties:
    id: { type: integer, readOnly: true }
    status: { type: string, enum: [open, paid, cancelled] }
    locked: { type: boolean }
    held: { type: boolean }
    reason: { type: string }
    cancelled_at: { type: string, format: date-time }
Profile: { type: object, required: [name], properties: { name: { type: string }, theme: { type: string } } }
`,
);

describe('an operation below an item', () => {
  test('changes that item as its verb and its body say', async () => {
    const { ask } = createTestMock(DOCUMENT);
    const changed = { id: 2, status: 'cancelled', reason: 'late', cancelled_at: NOW };
    expect(await ask('POST /orders/2/cancel', { reason: 'late' })).toMatchObject({ status: 200, json: changed });
    expect((await ask('GET /orders/2')).json).toMatchObject(changed);
  });

  test('takes what the item cannot be for no reason to refuse a valid request', async () => {
    const { ask } = createTestMock(DOCUMENT);
    const before = (await ask('GET /orders/2')).json;
    const done = await ask('POST /orders/2/expedite', { status: 'soon', reason: 'late' });
    expect(done).toMatchObject({ status: 200, json: { ...before, reason: 'late' } });
  });

  test('without an answer changes it, too', async () => {
    const { ask } = createTestMock(DOCUMENT);
    for (const [verb, locked] of [
      ['lock', true],
      ['unlock', false],
    ] as const) {
      expect((await ask(`POST /orders/1/${verb}`)).status).toBe(204);
      expect((await ask('GET /orders/1')).json.locked).toBe(locked);
    }
  });

  test.each(['POST /orders/99/cancel', 'POST /orders/99/lock', 'GET /orders/99/profile'])(
    '%s answers 404 without the item',
    async (line) => {
      expect((await createTestMock(DOCUMENT).ask(line)).status).toBe(404);
    },
  );
});

describe('a singleton', () => {
  test('is remembered, changed and deleted', async () => {
    const { ask } = createTestMock(DOCUMENT);
    const first = (await ask('GET /me')).json;
    expect((await ask('PATCH /me', { theme: 'dark' })).json).toEqual({ ...first, theme: 'dark' });
    expect((await ask('PUT /me', { name: 'Me' })).json).toEqual({ name: 'Me' });
    expect((await ask('GET /me')).json).toEqual({ name: 'Me' });
    expect((await ask('DELETE /me')).status).toBe(204);
    expect([(await ask('GET /me')).status, (await ask('DELETE /me')).status]).toEqual([404, 404]);
    expect((await ask('PUT /me', { name: 'New' })).status).toBe(200);
    expect((await ask('GET /me')).json).toEqual({ name: 'New' });
  });

  test('is taken without what wraps it in the answer, although a property of it has the same name', async () => {
    const { ask } = createTestMock(DOCUMENT);
    const { page } = (await ask('GET /orders/1/wrapped')).json;
    const answer = { page, name: { name: 'One', theme: 'dark' } };
    expect(await ask('PUT /orders/1/wrapped', answer.name)).toMatchObject({ status: 200, json: answer });
    expect((await ask('GET /orders/1/wrapped')).json).toEqual(answer);
  });

  test('below an item is one for each', async () => {
    const { ask } = createTestMock(DOCUMENT);
    const other = (await ask('GET /orders/2/profile')).json;
    await ask('PUT /orders/1/profile', { name: 'One' });
    expect((await ask('GET /orders/1/profile')).json).toEqual({ name: 'One' });
    expect((await ask('GET /orders/2/profile')).json).toEqual(other);
  });
});

describe('several items at once', () => {
  test('an array that is posted is as many records', async () => {
    const { ask } = createTestMock(DOCUMENT);
    const made = await ask('POST /orders/bulk', [{ status: 'open' }, { status: 'paid', reason: 'x' }]);
    expect(made).toMatchObject({ status: 201, json: [{ status: 'open' }, { status: 'paid', reason: 'x' }] });
    expect((await ask('GET /orders')).json).toEqual(expect.arrayContaining(made.json));
    expect((await ask('POST /orders/bulk', [{ status: 'none' }])).status).toBe(400);
  });

  test('deleting a collection deletes what its query selects', async () => {
    const { ask } = createTestMock(DOCUMENT);
    await ask('POST /orders/bulk', [{ status: 'open' }, { status: 'paid' }]);
    expect((await ask('DELETE /orders?status=paid')).status).toBe(204);
    const left = (await ask('GET /orders')).json;
    expect(left.length).toBeGreaterThan(0);
    expect((await ask('GET /orders?status=paid')).json).toEqual([]);
    expect((await ask('DELETE /orders?mode=soft')).headers['mock-warning']).toContain('mode');
    expect((await ask('GET /orders')).json).toEqual(left);
    await ask('DELETE /orders');
    expect((await ask('GET /orders')).json).toEqual([]);
  });
});

test('a search below a collection answers from its records', async () => {
  const { ask } = createTestMock(DOCUMENT);
  await ask('POST /orders/bulk', [
    { status: 'open', reason: 'x' },
    { status: 'paid', reason: 'y' },
  ]);
  const all: { status: string }[] = (await ask('GET /orders')).json;
  const found = (await ask('GET /orders/findByStatus?status=paid')).json;
  expect(found).toEqual(all.filter(({ status }) => status === 'paid'));
  expect((await ask('GET /orders/findByStatus?reason=x')).json).toMatchObject([{ status: 'open', reason: 'x' }]);
});

test('an item is replaced by the id in the body', async () => {
  const { ask } = createTestMock(DOCUMENT);
  expect(await ask('PUT /orders', { id: 2, status: 'paid' })).toMatchObject({
    status: 200,
    json: { id: 2, status: 'paid' },
  });
  expect((await ask('GET /orders/2')).json).toMatchObject({ status: 'paid' });
  expect((await ask('PUT /orders', { id: 99, status: 'paid' })).status).toBe(404);
});

test('PATCH of a collection changes what its query selects', async () => {
  const { ask } = createTestMock(DOCUMENT);
  await ask('POST /orders/bulk', [{ status: 'open' }, { status: 'paid' }]);
  const others = (await ask('GET /orders')).json.filter(({ status }: { status: string }) => status !== 'paid');
  const changed = (await ask('PATCH /orders?status=paid', { reason: 'all' })).json;
  expect(changed.length).toBeGreaterThan(0);
  expect((await ask('GET /orders?status=paid')).json).toEqual(changed);
  for (const { reason } of changed) expect(reason).toBe('all');
  expect((await ask('GET /orders')).json).toEqual(expect.arrayContaining(others));
});

test('a list that is put as a whole is one value for each item', async () => {
  const { ask } = createTestMock(DOCUMENT);
  const other = (await ask('GET /orders/2/words')).json;
  expect((await ask('PUT /orders/1/words', ['a', 'b'])).json).toEqual(['a', 'b']);
  expect((await ask('GET /orders/1/words')).json).toEqual(['a', 'b']);
  expect((await ask('GET /orders/2/words')).json).toEqual(other);
  expect((await ask('PUT /orders/1/words', [''])).status).toBe(400);
  expect((await ask('DELETE /orders/1/words')).status).toBe(204);
  expect((await ask('GET /orders/99/words')).status).toBe(404);
});

test('DELETE takes back what POST has done', async () => {
  const { ask } = createTestMock(DOCUMENT);
  expect((await ask('POST /orders/1/hold')).json.held).toBe(true);
  expect((await ask('GET /orders/1')).json.held).toBe(true);
  expect((await ask('DELETE /orders/1/hold')).json.held).toBe(false);
  expect((await ask('GET /orders/1')).json.held).toBe(false);
});
