import { type Ask, createTestMock, documentOf } from '../ask.test-support';

const json = (schema: string) => `content: { application/json: { schema: ${schema} } }`;
const ref = (name: string) => `{ $ref: '#/components/schemas/${name}' }`;
const list = (name: string) => `{ type: array, items: ${ref(name)} }`;
const ok = (schema: string) => `{ description: ok, ${json(schema)} }`;
const inPath = (...names: string[]) =>
  `parameters: [${names.map((name) => `{ name: ${name}, in: path, required: true, schema: { type: integer } }`).join(', ')}]`;

const DOCUMENT = documentOf(
  `
/posts/{post_id}:
  ${inPath('post_id')}
  get: { responses: { 200: ${ok(ref('Post'))} } }
/posts/{post_id}/comments:
  ${inPath('post_id')}
  get: { responses: { 200: ${ok(list('Comment'))} } }
/comments:
  post: { requestBody: { ${json(ref('Comment'))} }, responses: { 201: ${ok(ref('Comment'))} } }
/comments/import:
  post: { requestBody: { ${json(`{ type: object, properties: { comments: ${list('Comment')} } }`)} }, responses: { 201: { description: made } } }
/coupons:
  get: { responses: { 200: ${ok(list('Coupon'))} } }
/posts/{post_id}/coupons/{id}:
  ${inPath('post_id', 'id')}
  delete: { responses: { 204: { description: gone } } }
/vendors/create:
  post: { requestBody: { ${json(ref('Vendor'))} }, responses: { 200: ${ok(`{ type: object, properties: { errors: ${list('Post')}, vendor: ${ref('Vendor')} } }`)} } }
/vendors/list:
  get: { responses: { 200: ${ok(list('Vendor'))} } }
/vendors/{id}:
  ${inPath('id')}
  get: { responses: { 200: ${ok(ref('Vendor'))}, 404: { description: no } } }
/vendors/{id}/update:
  ${inPath('id')}
  post: { requestBody: { ${json(ref('Vendor'))} }, responses: { 200: ${ok(ref('Vendor'))} } }
/vendors/{id}/delete:
  ${inPath('id')}
  post: { responses: { 204: { description: gone } } }
/carts:
  post: { responses: { 201: ${ok(ref('Vendor'))} } }
/carts/{id}:
  ${inPath('id')}
  get: { responses: { 200: ${ok(ref('Vendor'))} } }
/accounts:
  get: { responses: { 200: ${ok(list('Organization'))} } }
  post: { requestBody: { ${json(ref('Organization'))} }, responses: { 201: ${ok('{ type: object, required: [token], properties: { token: { type: string } } }')} } }
/organization:
  put: { requestBody: { ${json(ref('Organization'))} }, responses: { 200: ${ok(ref('Organization'))} } }
`,
  `
Post: { type: object, properties: { id: { type: integer }, title: { type: string } } }
Comment: { type: object, required: [id, post_id, text], properties: { id: { type: integer, readOnly: true }, post_id: { type: integer }, text: { type: string } } }
Coupon: { type: object, required: [id, post_id], properties: { id: { type: integer }, post_id: { type: integer } } }
Vendor: { type: object, required: [name], properties: { id: { type: integer, readOnly: true }, name: { type: string } } }
Organization: { type: object, required: [name], properties: { name: { type: string }, motto: { type: string } } }
`,
);

describe('what is written at one path and shown at another', () => {
  let ask: Ask;
  beforeEach(() => {
    ask = createTestMock(DOCUMENT).ask;
  });

  test('a comment made without its post in the path stands below the post that it names', async () => {
    const made = await ask('POST /comments', { post_id: 2, text: 'hi' });
    expect(made).toMatchObject({ status: 201, json: { post_id: 2, text: 'hi' } });
    expect((await ask('GET /posts/2/comments')).json).toContainEqual(made.json);
    expect((await ask('GET /posts/1/comments')).json).not.toContainEqual(made.json);
  });

  test('so do many', async () => {
    await ask('POST /comments/import', {
      comments: [
        { post_id: 1, text: 'one' },
        { post_id: 1, text: 'two' },
      ],
    });
    const texts = (await ask('GET /posts/1/comments')).json.map(({ text }: { text: string }) => text);
    expect(texts).toEqual(expect.arrayContaining(['one', 'two']));
  });

  test('an item removed below what it names is gone from the list of all', async () => {
    const [first, ...others] = (await ask('GET /coupons')).json;
    expect((await ask(`DELETE /posts/${first.post_id}/coupons/${first.id}`)).status).toBe(204);
    expect((await ask('GET /coupons')).json).toEqual(others);
    expect((await ask(`DELETE /posts/${first.post_id}/coupons/${first.id}`)).status).toBe(404);
  });

  test('paths that end in what is done are about the items around them', async () => {
    const made = await ask('POST /vendors/create', { name: 'Smith' });
    const { id } = made.json.vendor;
    expect((await ask(`GET /vendors/${id}`)).json).toEqual({ id, name: 'Smith' });
    expect((await ask(`POST /vendors/${id}/update`, { name: 'Jones' })).json).toEqual({ id, name: 'Jones' });
    expect((await ask('GET /vendors/list')).json).toContainEqual({ id, name: 'Jones' });
    expect((await ask(`POST /vendors/${id}/delete`)).status).toBe(204);
    expect((await ask(`GET /vendors/${id}`)).status).toBe(404);
  });

  test('a create may take nothing, or answer something else', async () => {
    const cart = await ask('POST /carts');
    expect(cart.status).toBe(201);
    expect((await ask(`GET /carts/${cart.json.id}`)).json).toEqual(cart.json);
    expect(Object.keys((await ask('POST /accounts', { name: 'Acme', motto: 'Go' })).json)).toEqual(['token']);
    expect((await ask('GET /accounts')).json).toContainEqual({ name: 'Acme', motto: 'Go' });
  });

  test('one thing that is only put is answered as it came', async () => {
    expect((await ask('PUT /organization', { name: 'Acme' })).json).toMatchObject({ name: 'Acme' });
  });
});
