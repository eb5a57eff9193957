import { createTestMock, documentOf } from './ask.test-support';

/** Documents in styles that others use: the answers must have the documented shape, and the data must be kept. */
const body = (name: string, type = 'application/json') =>
  `content: { ${type}: { schema: { $ref: '#/components/schemas/${name}' } } }`;

const wrapped = documentOf(
  `
/cats:
  get:
    parameters:
      - { name: page, in: query, schema: { type: number, default: 1 } }
      - { name: take, in: query, schema: { type: number, default: 10 } }
    responses: { '200': { description: ok, ${body('CatPage')} }, '422': { description: no } }
  post:
    requestBody: { required: true, ${body('NewCat')} }
    responses: { '201': { description: made, ${body('CatAnswer')} }, '422': { description: no } }
/cats/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]
  get: { responses: { '200': { description: ok, ${body('CatAnswer')} }, '404': { description: no } } }
  put:
    requestBody: { required: true, ${body('NewCat')} }
    responses: { '200': { description: ok, ${body('CatAnswer')} }, '422': { description: no } }
  patch:
    requestBody: { required: true, ${body('CatPatch')} }
    responses: { '200': { description: ok, ${body('CatAnswer')} }, '422': { description: no } }
  delete: { responses: { '200': { description: gone, ${body('CatAnswer')} }, '404': { description: no } } }
`,
  `
Cat: { type: object, required: [id, name], properties: { id: { type: string, format: uuid }, name: { type: string, minLength: 1 }, age: { type: integer, default: 0 } } }
CatAnswer: { type: object, required: [success, data], properties: { success: { const: true }, data: { $ref: '#/components/schemas/Cat' } } }
NewCat: { type: object, required: [cat], properties: { cat: { type: object, required: [name], properties: { name: { type: string, minLength: 1 }, age: { type: integer, default: 0 } } } } }
CatPatch: { type: object, required: [cat], properties: { cat: { type: object, properties: { name: { type: string, minLength: 1 }, age: { type: integer } } } } }
CatPage:
  type: object
  required: [data, meta]
  properties:
    data: { type: object, required: [items], properties: { items: { type: array, items: { $ref: '#/components/schemas/Cat' } } } }
    meta: { type: object, required: [total, number, take], properties: { total: { type: integer }, number: { type: number }, take: { type: number } } }
`,
);

describe('an item in a wrapper', () => {
  const { ask } = createTestMock(wrapped);

  test('is created, read, replaced, patched and removed inside it', async () => {
    const made = await ask('POST /cats', { cat: { name: 'Tom' } });
    const { id } = made.json.data;
    expect(made.json).toEqual({ success: true, data: { id, name: 'Tom', age: 0 } });
    expect(made.headers.location).toBe(`/cats/${id}`);
    expect((await ask(`GET /cats/${id}`)).json).toEqual(made.json);
    const replaced = await ask(`PUT /cats/${id}`, { cat: { name: 'Tim', age: 3 } });
    expect(replaced.json).toEqual({ success: true, data: { id, name: 'Tim', age: 3 } });
    const patched = await ask(`PATCH /cats/${id}`, { cat: { age: 4 } });
    expect(patched.json).toEqual({ success: true, data: { id, name: 'Tim', age: 4 } });
    expect((await ask('GET /cats?take=100')).json.data.items).toContainEqual({ id, name: 'Tim', age: 4 });
    expect((await ask(`DELETE /cats/${id}`)).json).toEqual(patched.json);
    expect((await ask(`GET /cats/${id}`)).status).toBe(404);
  });

  test('is listed one level deeper, as is what is told about the page', async () => {
    const { json } = await ask('GET /cats?page=2&take=2');
    expect(json.data.items).toHaveLength(1);
    expect(json.meta).toEqual({ total: 3, number: 2, take: 2 });
  });

  test.each(['page=-1', 'page=0', 'take=-5', 'take=1.5', 'page=1e300&take=1e300', 'page=1.5&take=2.5'])(
    'a page that the document does not rule out is answered: %s',
    async (query) => {
      expect((await ask(`GET /cats?${query}`)).status).toBe(200);
    },
  );
});

test.each([
  ['POST /cats', { cat: { name: '' } }, 422],
  ['POST /cats', {}, 422],
  ['POST /cats', '{', 422],
  ['GET /cats?page=x', undefined, 422],
  ['GET /cats/nonsense', undefined, 404],
  ['PUT /cats/nonsense', { cat: {} }, 422],
])('%s %j is rejected with the status that the document has for it: %i', async (line, sent, status) => {
  const { ask } = createTestMock(wrapped);
  const answer = await ask(line, sent);
  expect([answer.status, answer.json.status]).toEqual([status, status]);
});

test('an error says where it is in the way of JSON:API, and of RFC 9457 where a pointer is required', async () => {
  const schemas = `
Errors: { type: object, required: [errors], properties: { errors: { type: array, items: { type: object, properties: { title: { type: string }, source: { type: object, properties: { pointer: { type: string }, parameter: { type: string } } } } } } } }
Problem: { type: object, properties: { errors: { type: array, items: { type: object, required: [pointer], properties: { pointer: { type: string } } } } } }
`;
  const { ask } = createTestMock(
    documentOf(
      `
/a:
  post:
    parameters: [{ name: q, in: query, schema: { type: integer } }]
    requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { data: { type: object, properties: { n: { type: integer } } } } } } } }
    responses: { '200': { description: ok }, '422': { description: no, ${body('Errors', 'application/vnd.api+json')} } }
/b:
  get:
    parameters: [{ name: q, in: query, schema: { type: integer } }]
    responses: { '200': { description: ok }, '400': { description: no, ${body('Problem')} } }
`,
      schemas,
    ),
  );
  const { json } = await ask('POST /a?q=x', { data: { n: 'x' } });
  expect(json.errors.map(({ source }: { source: unknown }) => source)).toEqual([
    { parameter: 'q' },
    { pointer: '#/data/n' },
  ]);
  expect((await ask('GET /b?q=x')).json.errors).toEqual([{ pointer: '#/q' }]);
});

describe('a list that goes on after an item', () => {
  const { ask } = createTestMock(
    documentOf(
      `
/v1/customers:
  get:
    parameters:
      - { name: starting_after, in: query, schema: { type: string } }
      - { name: limit, in: query, schema: { type: integer } }
    responses: { '200': { description: ok, ${body('Customers')} }, default: { description: no } }
/v1/customers/{customer}:
  parameters: [{ name: customer, in: path, required: true, schema: { type: string } }]
  get: { responses: { '200': { description: ok, ${body('Customer')} }, default: { description: no } } }
`,
      `
Customer: { type: object, required: [id], properties: { id: { type: string }, name: { type: string } } }
Customers: { type: object, required: [data, has_more], properties: { data: { type: array, items: { $ref: '#/components/schemas/Customer' } }, has_more: { type: boolean } } }
`,
    ),
  );

  test('is walked by the id of the last item', async () => {
    const whole = (await ask('GET /v1/customers')).json.data;
    const first = (await ask('GET /v1/customers?limit=2')).json;
    const second = (await ask(`GET /v1/customers?limit=2&starting_after=${first.data[1].id}`)).json;
    expect([...first.data, ...second.data]).toEqual(whole);
    expect([first.has_more, second.has_more]).toEqual([true, false]);
  });

  test('knows no other ids', async () => {
    expect((await ask('GET /v1/customers?starting_after=nobody')).status).toBe(400);
  });
});
