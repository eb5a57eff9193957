import { type Ask, createTestMock, documentOf } from '../ask.test-support';

const ok = (schema: string) => `{ description: ok, content: { application/json: { schema: ${schema} } } }`;
const PET = `{ $ref: '#/components/schemas/Pet' }`;
const LIST = ok(`{ type: array, items: ${PET} }`);
const query = (name: string, type = 'string') => `{ name: ${name}, in: query, schema: { type: ${type} } }`;
const word = (name: string) => `[{ name: ${name}, in: path, required: true, schema: { type: string } }]`;
const asks = (properties: string) =>
  `requestBody: { content: { application/json: { schema: { type: object, properties: { ${properties} } } } } }`;

const DOCUMENT = documentOf(
  `
/pets:
  get: { responses: { 200: ${LIST} } }
  post: { requestBody: { content: { application/json: { schema: ${PET} } } }, responses: { 201: ${ok(PET)} } }
  delete: { responses: { 204: { description: gone } } }
/pets/{id}:
  get: { parameters: [{ name: id, in: path, required: true, schema: { type: integer } }], responses: { 200: ${ok(PET)} } }
/pets/count:
  get: { parameters: [${query('status')}, ${query('min_age', 'integer')}], responses: { 200: ${ok('{ type: integer }')} } }
/pets/total:
  get: { responses: { 200: ${ok('{ type: object, properties: { total: { type: integer } } }')} } }
/pets/latest:
  get: { parameters: [${query('status')}], responses: { 200: ${ok(PET)}, 404: { description: none } } }
/pets/oldest:
  get: { responses: { 200: ${ok(PET)}, 404: { description: none } } }
/pets/random:
  get: { responses: { 200: ${ok(PET)}, 404: { description: none } } }
/pets/search:
  get: { parameters: [${query('q')}], responses: { 200: ${LIST} } }
  post: { ${asks('status: { type: string }, min_age: { type: integer }, limit: { type: integer }, filter: { type: object, properties: { name: { type: string } } }')}, responses: { 200: ${LIST} } }
/pets/findByName/{name}:
  get: { parameters: ${word('name')}, responses: { 200: ${LIST} } }
/pets/by-status/{status}:
  get: { parameters: ${word('status')}, responses: { 200: ${ok(`{ type: object, properties: { items: { type: array, items: ${PET} }, total: { type: integer } } }`)} } }
`,
  'Pet: { type: object, required: [name], properties: { id: { type: integer, readOnly: true }, name: { type: string }, status: { type: string, enum: [in, out] }, age: { type: integer } } }',
);

let ask: Ask;
beforeEach(async () => {
  ask = createTestMock(DOCUMENT).ask;
  await ask('DELETE /pets');
  for (const pet of [
    { name: 'a', status: 'in', age: 1 },
    { name: 'b', status: 'out', age: 5 },
    { name: 'c', status: 'in', age: 9 },
  ])
    await ask('POST /pets', pet);
});

const namesIn = (found: { name: string }[]): string => found.map(({ name }) => name).join('');

test.each<[string, unknown]>([
  ['GET /pets/count', 3],
  ['GET /pets/count?status=in', 2],
  ['GET /pets/count?min_age=5', 2],
  ['GET /pets/total', { total: 3 }],
])('%s answers %j', async (line, expected) => {
  expect((await ask(line)).json).toEqual(expected);
});

test.each([
  ['latest', 'c'],
  ['latest?status=out', 'b'],
  ['oldest', 'a'],
  ['random', expect.stringMatching(/^[abc]$/)],
])('GET /pets/%s answers one of the records', async (path, name) => {
  expect((await ask(`GET /pets/${path}`)).json).toMatchObject({ name });
  await ask('DELETE /pets');
  expect((await ask(`GET /pets/${path}`)).status).toBe(404);
});

test.each<[string, object | undefined, string]>([
  ['GET /pets/search?q=b', undefined, 'b'],
  ['POST /pets/search', {}, 'abc'],
  ['POST /pets/search', { status: 'in' }, 'ac'],
  ['POST /pets/search', { status: 'in', min_age: 5 }, 'c'],
  ['POST /pets/search', { filter: { name: 'b' } }, 'b'],
  ['POST /pets/search', { limit: 2 }, 'ab'],
  ['GET /pets/findByName/c', undefined, 'c'],
  ['GET /pets/findByName/none', undefined, ''],
])('%s with %j finds %s', async (line, body, names) => {
  const { status, json } = await ask(line, body);
  expect([status, namesIn(json)]).toEqual([200, names]);
});

test('what is found stands in the envelope of the document', async () => {
  const { json } = await ask('GET /pets/by-status/in');
  expect([namesIn(json.items), json.total]).toEqual(['ac', 2]);
});
