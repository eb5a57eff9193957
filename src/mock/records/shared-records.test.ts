import { type Ask, createTestMock, documentOf } from '../ask.test-support';

const ok = (schema: string) => `{ description: ok, content: { application/json: { schema: ${schema} } } }`;
const one = (name: string) => ok(`{ $ref: '#/components/schemas/${name}' }`);
const many = (name: string) => ok(`{ type: array, items: { $ref: '#/components/schemas/${name}' } }`);
const takes = (name: string) =>
  `requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/${name}' } } } }`;
const inPath = (name: string) => `{ name: ${name}, in: path, required: true, schema: { type: integer } }`;

const DOCUMENT = documentOf(
  `
/clients:
  get: { responses: { 200: ${many('Client')} } }
/clients/{id}:
  parameters: [${inPath('id')}]
  get: { responses: { 200: ${one('Client')}, 404: { description: no } } }
  delete: { responses: { 204: { description: gone }, 404: { description: no } } }
/clients/name/{client_name}:
  parameters: [{ name: client_name, in: path, required: true, schema: { type: string } }]
  get: { responses: { 200: ${one('Client')}, 404: { description: no } } }
/clients/{clientId}/notes:
  parameters: [${inPath('clientId')}]
  get: { parameters: [{ name: pinned, in: query, schema: { type: boolean } }], responses: { 200: ${many('Note')} } }
  post: { ${takes('Note')}, responses: { 201: ${one('Note')} } }
/notes:
  get: { parameters: [{ name: client_id, in: query, schema: { type: integer } }], responses: { 200: ${many('Note')} } }
  post: { ${takes('Note')}, responses: { 201: ${one('Note')} } }
/notes/{note}:
  parameters: [${inPath('note')}]
  get: { responses: { 200: ${one('Note')}, 404: { description: no } } }
  delete: { responses: { 204: { description: gone } } }
/notes/{id}/comments:
  parameters: [${inPath('id')}]
  get: { responses: { 200: ${many('Comment')}, 404: { description: no } } }
  post: { ${takes('Comment')}, responses: { 201: ${one('Comment')} } }
/comments/{id}:
  parameters: [${inPath('id')}]
  get: { responses: { 200: ${one('Comment')}, 404: { description: no } } }
/tags:
  get: { responses: { 200: ${many('Tag')} } }
/tags/{id}:
  parameters: [${inPath('id')}]
  get: { responses: { 200: ${one('Tag')}, 404: { description: no } } }
/notes/{id}/tags:
  parameters: [${inPath('id')}]
  get: { responses: { 200: ${many('Tag')} } }
  post: { requestBody: { content: { application/json: { schema: { type: object, required: [id], properties: { id: { type: integer } } } } } }, responses: { 201: ${one('Tag')} } }
/notes/{id}/tags/{tag}:
  parameters: [${inPath('id')}, ${inPath('tag')}]
  delete: { responses: { 204: { description: gone }, 404: { description: no } } }
/clients/{id}/partners:
  parameters: [${inPath('id')}]
  get: { responses: { 200: ${many('Client')} } }
`,
  `
Client: { type: object, properties: { id: { type: integer }, name: { type: string } } }
Note: { type: object, required: [text], properties: { id: { type: integer, readOnly: true }, client_id: { type: integer }, text: { type: string }, pinned: { type: boolean } } }
Comment: { type: object, required: [text], properties: { id: { type: integer, readOnly: true }, text: { type: string } } }
Tag: { type: object, properties: { id: { type: integer }, label: { type: string } } }
`,
);

let ask: Ask;
beforeEach(() => {
  ask = createTestMock(DOCUMENT).ask;
});

const listed = async (line: string): Promise<number[]> =>
  (await ask(line)).json.map(({ id }: { id: number }) => id).sort((a: number, b: number) => a - b);

test('a record made on one side shows on the other', async () => {
  const below = await ask('POST /clients/2/notes', { text: 'below', pinned: true });
  expect(below).toMatchObject({
    status: 201,
    json: { client_id: 2 },
    headers: { location: `/notes/${below.json.id}` },
  });
  const flat = await ask('POST /notes', { text: 'flat', client_id: 2 });
  expect((await ask(below.headers.location!.replace(/^/, 'GET '))).json).toEqual(below.json);
  expect(await listed('GET /clients/2/notes')).toEqual(await listed('GET /notes?client_id=2'));
  expect((await ask('GET /clients/2/notes')).json).toEqual(expect.arrayContaining([below.json, flat.json]));
  expect(await listed('GET /clients/2/notes?pinned=true')).toContain(below.json.id);
  await ask(`DELETE /notes/${below.json.id}`);
  expect(await listed('GET /clients/2/notes')).not.toContain(below.json.id);
});

test('seeded records are seen from both sides', async () => {
  const all = await Promise.all([1, 2, 3].map((id) => listed(`GET /clients/${id}/notes`)));
  expect(all.flat().sort()).toEqual(await listed('GET /notes'));
  expect((await Promise.all([1, 2, 3].map((id) => listed(`GET /clients/${id}/partners`)))).flat().sort()).toEqual([
    1, 2, 3,
  ]);
});

test('what hangs on a removed record is removed, and what hangs on that', async () => {
  const note = (await ask('POST /clients/2/notes', { text: 'x' })).json.id;
  const comment = (await ask(`POST /notes/${note}/comments`, { text: 'y' })).json.id;
  const others = (await listed('GET /notes?client_id=1')).concat(await listed('GET /notes?client_id=3'));
  expect((await ask(`GET /comments/${comment}`)).json).toEqual({ id: comment, text: 'y' });
  expect((await ask('DELETE /clients/2')).status).toBe(204);
  expect([(await ask(`GET /notes/${note}`)).status, (await ask(`GET /comments/${comment}`)).status]).toEqual([
    404, 404,
  ]);
  expect(await listed('GET /notes')).toEqual(others.sort((a, b) => a - b));
  // Partners and tags exist without it.
  expect([await listed('GET /clients'), await listed('GET /tags')]).toEqual([
    [1, 3],
    [1, 2, 3],
  ]);
});

test('what a record is put into, it can be taken out of', async () => {
  const note = (await ask('POST /notes', { text: 'x' })).json.id;
  const tag = (await ask('GET /tags/2')).json;
  expect(await ask(`POST /notes/${note}/tags`, { id: 2 })).toMatchObject({ status: 201, json: tag });
  expect((await ask(`GET /notes/${note}/tags`)).json).toEqual([tag]);
  expect((await ask(`DELETE /notes/${note}/tags/2`)).status).toBe(204);
  expect((await ask(`GET /notes/${note}/tags`)).json).toEqual([]);
  expect((await ask(`DELETE /notes/${note}/tags/2`)).status).toBe(404);
  expect((await ask('GET /tags/2')).json).toEqual(tag);
});

test('a record is found by another property', async () => {
  const client = (await ask('GET /clients/1')).json;
  expect((await ask(`GET /clients/name/${encodeURIComponent(client.name)}`)).json).toEqual(client);
  expect((await ask('GET /clients/name/Nobody')).status).toBe(404);
});
