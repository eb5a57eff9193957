import { type Ask, createTestMock, documentOf } from '../ask.test-support';

const json = (schema: string) => `content: { application/json: { schema: ${schema} } }`;
const ref = (name: string) => `{ $ref: '#/components/schemas/${name}' }`;
const ok = (schema: string, status = 200) => `${status}: { description: ok, ${json(schema)} }`;
const gone = '204: { description: done }';
const takes = (schema: string) => `requestBody: { ${json(schema)} }`;
const inPath = (...names: string[]) =>
  `parameters: [${names.map((name) => `{ name: ${name}, in: path, required: true, schema: { type: ${name === 'id' ? 'integer' : 'string'} } }`).join(', ')}]`;
const texts = '{ type: array, items: { type: string } }';

const DOCUMENT = documentOf(
  `
/users:
  get: { responses: { ${ok(`{ type: array, items: ${ref('User')} }`)} } }
  post: { ${takes(ref('User'))}, responses: { ${ok(ref('User'), 201)} } }
/users/{id}:
  ${inPath('id')}
  get: { responses: { ${ok(ref('User'))} } }
/users/{id}/status:
  ${inPath('id')}
  put: { ${takes('{ type: object, required: [status], properties: { status: { type: string, enum: [active, blocked] } } }')}, responses: { ${gone} } }
/users/{id}/address:
  ${inPath('id')}
  get: { responses: { ${ok(ref('Address'))}, 404: { description: no } } }
  put: { ${takes(ref('Address'))}, responses: { ${ok(ref('User'))} } }
  patch: { ${takes('{ type: object, properties: { street: { type: string }, city: { type: string } } }')}, responses: { ${ok(ref('Address'))} } }
  delete: { responses: { ${gone} } }
/users/{id}/tags:
  ${inPath('id')}
  get: { responses: { ${ok(`{ type: object, properties: { tags: ${texts} } }`)} } }
  put: { ${takes(texts)}, responses: { ${ok(texts)} } }
  post: { ${takes(`{ type: object, properties: { tags: ${texts} } }`)}, responses: { ${ok(texts)} } }
  delete: { responses: { ${gone} } }
/users/{id}/tags/{tag}:
  ${inPath('id', 'tag')}
  get: { responses: { ${gone}, 404: { description: no } } }
  put: { responses: { ${gone} } }
  delete: { responses: { ${gone} } }
/users/{id}/metadata:
  ${inPath('id')}
  patch: { ${takes('{ type: object, properties: { metadata: { type: object, additionalProperties: { type: string } } } }')}, responses: { ${gone} } }
/users/{id}/metadata/{key}:
  ${inPath('id', 'key')}
  delete: { responses: { ${gone} } }
/users/{id}/phones:
  ${inPath('id')}
  post: { ${takes(ref('Phone'))}, responses: { ${ok(ref('Phone'), 201)} } }
/users/{id}/phones/{phoneId}:
  ${inPath('id', 'phoneId')}
  put: { ${takes(ref('Phone'))}, responses: { ${ok(ref('Phone'))} } }
  delete: { responses: { ${gone} } }
`,
  `
Address: { type: object, required: [street], properties: { street: { type: string }, city: { type: string } } }
Phone: { type: object, required: [number], properties: { id: { type: integer, readOnly: true }, number: { type: string } } }
User:
  type: object
  required: [name]
  properties:
    id: { type: integer, readOnly: true }
    name: { type: string }
    status: { type: string, enum: [active, blocked] }
    address: { $ref: '#/components/schemas/Address' }
    tags: ${texts}
    metadata: { type: object, additionalProperties: { type: string } }
    phones: { type: array, items: { $ref: '#/components/schemas/Phone' } }
`,
);

/** Requests about one user, each with its status and body, and what the user's property is after them. */
type Row = [because: string, requests: [line: string, body: unknown, status: number, json?: unknown][], after: object];

const home = { street: 'Home' };
const rows: Row[] = [
  ['a text', [['PUT status', { status: 'blocked' }, 204]], { status: 'blocked' }],
  ['a text that is none of its values', [['PUT status', { status: 'x' }, 400]], { status: 'active' }],
  ['an object, shown', [['GET address', undefined, 200, home]], { address: home }],
  [
    'an object, answered in the item',
    [['PUT address', { street: 'A' }, 200, { id: 0, address: { street: 'A' } }]],
    { address: { street: 'A' } },
  ],
  [
    'an object, merged',
    [['PATCH address', { city: 'B' }, 200, { ...home, city: 'B' }]],
    { address: { ...home, city: 'B' } },
  ],
  [
    'an object, removed',
    [
      ['DELETE address', undefined, 204],
      ['GET address', undefined, 404],
    ],
    { address: undefined },
  ],
  ['a list, shown', [['GET tags', undefined, 200, { tags: ['old'] }]], {}],
  ['a list, put', [['PUT tags', ['a', 'b'], 200, ['a', 'b']]], { tags: ['a', 'b'] }],
  ['a list, added to', [['POST tags', { tags: ['a', 'old'] }, 200, ['old', 'a']]], { tags: ['old', 'a'] }],
  ['a list, emptied', [['DELETE tags', undefined, 204]], { tags: [] }],
  [
    'one of a list, looked for',
    [
      ['GET tags/old', undefined, 204],
      ['GET tags/new', undefined, 404],
    ],
    {},
  ],
  [
    'one of a list, put in once',
    [
      ['PUT tags/a', undefined, 204],
      ['PUT tags/a', undefined, 204],
    ],
    { tags: ['old', 'a'] },
  ],
  [
    'one of a list, removed',
    [
      ['DELETE tags/old', undefined, 204],
      ['DELETE tags/old', undefined, 404],
    ],
    { tags: [] },
  ],
  [
    'values by names',
    [
      ['PATCH metadata', { metadata: { b: '2' } }, 204],
      ['DELETE metadata/a', undefined, 204],
    ],
    { metadata: { b: '2' } },
  ],
  [
    'one of several objects, made',
    [['POST phones', { number: '2' }, 201, { id: 2, number: '2' }]],
    {
      phones: [
        { id: 1, number: '1' },
        { id: 2, number: '2' },
      ],
    },
  ],
  [
    'one of several objects, changed',
    [['PUT phones/1', { number: '3' }, 200, { id: 1, number: '3' }]],
    { phones: [{ id: 1, number: '3' }] },
  ],
  [
    'one of several objects, unknown',
    [
      ['PUT phones/9', { number: '3' }, 404],
      ['DELETE phones/9', undefined, 404],
    ],
    {},
  ],
  ['one of several objects, removed', [['DELETE phones/1', undefined, 204]], { phones: [] }],
];

describe('a property of an item at a path of its own', () => {
  let ask: Ask;
  let path: string;
  beforeEach(async () => {
    ask = createTestMock(DOCUMENT).ask;
    const user = {
      name: 'Ann',
      status: 'active',
      address: home,
      tags: ['old'],
      metadata: { a: '1' },
    };
    const { id } = (await ask('POST /users', user)).json;
    path = `/users/${id}`;
    await ask(`POST ${path}/phones`, { number: '1' });
  });

  test.each(rows)('%s', async (_, requests, after) => {
    for (const [line, body, status, json] of requests) {
      const [method, rest] = line.split(' ');
      const answer = await ask(`${method} ${path}/${rest}`, body);
      expect(answer.status).toBe(status);
      if (json !== undefined)
        expect(answer.json).toMatchObject({ ...(json as object), ...(isItem(json) && { id: Number(path.slice(7)) }) });
    }
    const user = (await ask(`GET ${path}`)).json;
    for (const [name, value] of Object.entries(after)) expect(user[name]).toEqual(value);
  });

  test('of an item that is not there', async () => {
    for (const line of ['GET /users/999/tags', 'PUT /users/999/tags/x', 'DELETE /users/999/address'])
      expect((await ask(line)).status).toBe(404);
  });
});

function isItem(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'address' in json;
}
