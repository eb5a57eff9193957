import { type Ask, createTestMock, documentOf } from '../ask.test-support';

const json = (schema: string) => `content: { application/json: { schema: ${schema} } }`;
const user = "{ $ref: '#/components/schemas/User' }";
const ok = (schema: string, status = 200) => `${status}: { description: ok, ${json(schema)} }`;
const list = `{ ${ok(`{ type: array, items: ${user} }`)} }`;
const gone = '{ 204: { description: done } }';
const inPath = (...names: string[]) =>
  `parameters: [${names.map((name) => `{ name: ${name}, in: path, required: true, schema: { type: integer } }`).join(', ')}]`;
const takes = (name: string, schema: string) =>
  `requestBody: { ${json(`{ type: object, required: [${name}], properties: { ${name}: ${schema} } }`)} }`;

const DOCUMENT = documentOf(
  `
/users:
  get: { responses: ${list} }
  post: { requestBody: { ${json(user)} }, responses: { ${ok(user, 201)} } }
/users/{id}:
  ${inPath('id')}
  get: { responses: { ${ok(user)} } }
  delete: { responses: ${gone} }
/users/{id}/restore:
  ${inPath('id')}
  post: { responses: { ${ok(user)} } }
/teams/{id}:
  ${inPath('id')}
  get: { responses: { ${ok('{ type: object, properties: { id: { type: integer }, title: { type: string } } }')} } }
/teams/{id}/members:
  ${inPath('id')}
  get: { responses: ${list} }
  post: { ${takes('user_id', '{ type: integer }')}, responses: ${gone} }
/teams/{id}/members/{user}:
  ${inPath('id', 'user')}
  put: { responses: ${gone} }
  delete: { responses: ${gone} }
/teams/{id}/guests:
  ${inPath('id')}
  get: { responses: ${list} }
  post: { ${takes('user_ids', '{ type: array, items: { type: integer } }')}, responses: { ${ok(user)} } }
/me:
  get: { responses: { ${ok(user)} } }
  patch: { requestBody: { ${json(user)} }, responses: { ${ok(user)} } }
`,
  `
User: { type: object, required: [name], properties: { id: { type: integer, readOnly: true }, name: { type: string }, deleted_at: { type: [string, 'null'], format: date-time } } }
`,
);

describe('records that are put into something', () => {
  let ask: Ask;
  let ids: (path: string) => Promise<number[]>;
  beforeEach(() => {
    ask = createTestMock(DOCUMENT).ask;
    ids = async (path) => (await ask(`GET ${path}`)).json.map(({ id }: { id: number }) => id);
  });

  test.each<[string, string, unknown]>([
    ['by their path', 'PUT /teams/1/members/ID', undefined],
    ['by a body that names one', 'POST /teams/1/members', { user_id: 'ID' }],
    ['by a body that names several', 'POST /teams/1/guests', { user_ids: ['ID'] }],
  ])('%s are the same records', async (_, line, body) => {
    const made = (await ask('POST /users', { name: 'Ann' })).json;
    const path = line.split('/').slice(1, 4).join('/');
    expect(await ids(`/${path}`)).not.toContain(made.id);
    const named = body && JSON.parse(JSON.stringify(body).replace('"ID"', made.id));
    expect((await ask(line.replace('ID', made.id), named)).status).toBeLessThan(300);
    expect((await ask(`GET /${path}`)).json).toContainEqual(made);
    expect((await ask(line.replace('ID', made.id), named)).status).toBeLessThan(300);
    expect((await ids(`/${path}`)).filter((id) => id === made.id)).toHaveLength(1);
  });

  test('are taken out and stay', async () => {
    await ask('PUT /teams/1/members/3');
    expect((await ask('DELETE /teams/1/members/3')).status).toBe(204);
    expect(await ids('/teams/1/members')).not.toContain(3);
    expect(await ids('/users')).toContain(3);
  });

  test.each<[string, unknown]>([
    ['PUT /teams/1/members/99', undefined],
    ['PUT /teams/99/members/1', undefined],
    ['POST /teams/1/members', { user_id: 99 }],
  ])('are not made up: %s', async (line, body) => expect((await ask(line, body)).status).toBe(404));
});

describe('a record', () => {
  test('that was removed can be restored where the document says so', async () => {
    const { ask } = createTestMock(DOCUMENT);
    const before = (await ask('GET /users/2')).json;
    expect(before.deleted_at ?? null).toBeNull();
    await ask('DELETE /users/2');
    expect((await ask('GET /users/2')).status).toBe(404);
    expect(await ask('POST /users/2/restore')).toMatchObject({ status: 200, json: before });
    expect((await ask('GET /users/2')).json).toEqual(before);
    expect((await ask('POST /users/99/restore')).status).toBe(404);
  });

  test('that is one’s own is among the others', async () => {
    const { ask } = createTestMock(DOCUMENT);
    const { id } = (await ask('PATCH /me', { name: 'Zoe' })).json;
    expect((await ask('GET /me')).json).toMatchObject({ id, name: 'Zoe' });
    expect((await ask(`GET /users/${id}`)).json).toMatchObject({ id, name: 'Zoe' });
  });
});
