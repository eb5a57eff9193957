import { type Ask, createTestMock, documentOf } from '../ask.test-support';

const json = (schema: string): string => `content: { application/json: { schema: ${schema} } }`;
const NOTE = "{ $ref: '#/components/schemas/Note' }";
const DOCUMENT = documentOf(
  `
/notes:
  get:
    parameters:
      - { name: limit, in: query, schema: { type: integer, minimum: 0, maximum: 50 } }
      - { name: offset, in: query, schema: { type: integer, minimum: 0 } }
      - { name: kind, in: query, schema: { type: string } }
    responses: { '200': { description: '', ${json(`{ type: array, items: ${NOTE} }`)} } }
  post: { requestBody: { ${json(NOTE)} }, responses: { '201': { description: '', ${json(NOTE)} } } }
/notes/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
  get: { responses: { '200': { description: '', ${json(NOTE)} } } }
  put: { requestBody: { ${json(NOTE)} }, responses: { '200': { description: '', ${json(NOTE)} } } }
/quote:
  post: { requestBody: { ${json('{ type: object }')} }, responses: { '200': { description: '', ${json('{ type: object, required: [price], properties: { price: { type: integer }, city: { type: string }, size: { type: integer } } }')} } } }
/ranged: { get: { responses: { '201': { description: '', content: { application/json: { example: 201 } } }, '409': { description: '', content: { application/json: { example: { e: 1 } } } }, 5XX: { description: '', content: { application/json: { example: { e: 5 } } } } } } }
`,
  `Note: { type: object, required: [text, kind], properties: { id: { type: string, readOnly: true }, text: { type: string, maxLength: 5 }, kind: { type: string, enum: [a, b] } } }`,
);

let ask: Ask;
beforeEach(() => {
  ({ ask } = createTestMock(DOCUMENT));
});
const dynamic = (line: string, body?: unknown) => ask(line, body, { prefer: 'dynamic=true' });

describe('a made-up answer repeats what was asked for', () => {
  test.each([0, 1, 7, 50])('%i items', async (limit) => {
    expect((await dynamic(`GET /notes?limit=${limit}`)).json).toHaveLength(limit);
  });

  test('a filter', async () => {
    const { json: items } = await dynamic('GET /notes?kind=b&limit=4');
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['b', 'b', 'b', 'b']);
  });

  test.each<[string, unknown, object]>([
    ['POST /notes', { text: 'mine', kind: 'b' }, { text: 'mine', kind: 'b' }],
    ['PUT /notes/7', { text: 'mine', kind: 'a' }, { id: '7', text: 'mine', kind: 'a' }],
    ['POST /notes', { text: 'much too long', kind: 'b' }, { kind: 'b' }],
    ['POST /quote', { city: 'Delft', size: 'large', other: 1 }, { city: 'Delft' }],
  ])('%s with %j', async (line, body, expected) => {
    const answer = await dynamic(line, body);
    expect(answer.json).toMatchObject(expected);
    expect(answer.json).not.toMatchObject({ text: 'much too long' });
    expect(answer.json).not.toHaveProperty('other');
  });

  test('what is no JSON is not repeated', async () => {
    const answer = await ask('POST /quote', '{', { prefer: 'dynamic=true' });
    expect(typeof answer.json.price).toBe('number');
  });
});

test.each<[string, number, unknown]>([
  ['2XX', 201, 201],
  ['4xx', 409, { e: 1 }],
  ['5XX', 500, { e: 5 }],
  ['503', 503, { e: 5 }],
  ['3XX', 400, expect.objectContaining({ title: 'Impossible preference' })],
])('code=%s is %i', async (code, status, body) => {
  const answer = await ask('GET /ranged', undefined, { prefer: `code=${code}` });
  expect([answer.status, answer.json]).toEqual([status, body]);
});
