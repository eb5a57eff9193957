import { createTestMock, documentOf, NOW } from '../ask.test-support';

const ok = (schema: string) => `{ description: ok, content: { application/json: { schema: ${schema} } } }`;
const takes = (schema: string) => `requestBody: { content: { application/json: { schema: ${schema} } } }`;
const USER = `{ $ref: '#/components/schemas/User' }`;
const byId = 'parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]';
const DOCUMENT = documentOf(
  `
/users:
  get: { responses: { 200: ${ok(`{ type: array, items: ${USER} }`)} } }
  post: { ${takes(USER)}, responses: { 201: ${ok(USER)}, 409: { description: taken } } }
/users/{id}:
  ${byId}
  get: { responses: { 200: ${ok(USER)} } }
  put: { ${takes(USER)}, responses: { 200: ${ok(USER)} } }
  patch: { ${takes('{ type: object, properties: { email: { type: string } } }')}, responses: { 200: ${ok(USER)}, 409: { description: taken } } }
/users/bulk:
  post: { ${takes(`{ type: array, items: ${USER} }`)}, responses: { 201: ${ok(`{ type: array, items: ${USER} }`)} } }
/users/{userId}/onboarding:
  post:
    x-sets: { state: active, joined_at: now, joined_on: now, note: now }
    parameters: [{ name: userId, in: path, required: true, schema: { type: integer } }]
    responses: { 200: ${ok(USER)}, 404: { description: no } }
`,
  `
User:
  type: object
  required: [email]
  properties:
    id: { type: integer, readOnly: true }
    email: { type: string, x-unique: true }
    name: { type: string }
    state: { type: string, enum: [new, active] }
    joined_at: { type: string, format: date-time }
    joined_on: { type: string, format: date }
    note: { type: string }
`,
);

describe('x-unique', () => {
  test.each<[string, string, unknown, number]>([
    ['a new value', 'POST /users', { email: 'c' }, 201],
    ['a duplicate is the documented 409', 'POST /users', { email: 'a' }, 409],
    ['what is not unique may be there twice', 'POST /users', { email: 'c', name: 'N' }, 201],
    ['the own value stays', 'PUT /users/1', { email: 'a', name: 'N' }, 200],
    ["another item's value is a violation without a 409", 'PUT /users/1', { email: 'b' }, 400],
    ["another item's value is a conflict", 'PATCH /users/1', { email: 'b' }, 409],
    ['an item that is not there is missing, whatever it doubles', 'PUT /users/99', { email: 'b' }, 404],
    ['many with a duplicate', 'POST /users/bulk', [{ email: 'c' }, { email: 'a' }], 400],
    ['many that are duplicates of each other', 'POST /users/bulk', [{ email: 'c' }, { email: 'c' }], 400],
    ['many', 'POST /users/bulk', [{ email: 'c' }, { email: 'd' }], 201],
  ])('%s: %s %j', async (_, line, body, status) => {
    const { ask } = createTestMock(DOCUMENT, { count: 0 });
    for (const email of ['a', 'b']) await ask('POST /users', { email, name: 'N' });
    const before = (await ask('GET /users')).json;
    expect((await ask(line, body)).status).toBe(status);
    if (status >= 400) expect((await ask('GET /users')).json).toEqual(before);
  });

  test('the violations name every duplicate', async () => {
    const { ask } = createTestMock(DOCUMENT, { count: 0 });
    await ask('POST /users', { email: 'a' });
    const { violations } = await ask('POST /users/bulk', [{ email: 'a' }, { email: 'b' }, { email: 'b' }]);
    expect(violations?.map(({ path }) => path)).toEqual([
      [0, 'email'],
      [2, 'email'],
    ]);
  });
});

test('x-sets says what an action changes', async () => {
  const { ask } = createTestMock(DOCUMENT);
  const expected = { id: 1, state: 'active', joined_at: NOW, joined_on: NOW.slice(0, 10), note: 'now' };
  expect((await ask('POST /users/1/onboarding')).json).toMatchObject(expected);
  expect((await ask('GET /users/1')).json).toMatchObject(expected);
  expect((await ask('POST /users/99/onboarding')).status).toBe(404);
});
