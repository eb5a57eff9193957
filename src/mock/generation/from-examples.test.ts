import { createTestMock, documentOf } from '../ask.test-support';

const json = (schema: string, more = ''): string =>
  `{ '200': { description: '', content: { application/json: { schema: ${schema}${more} } } } }`;
const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;
const inPath = (name: string, more = ''): string =>
  `{ name: ${name}, in: path, required: true, schema: { type: string }${more} }`;

const SCHEMAS = `
Message: { type: object, required: [key, text], properties: { key: { type: string }, text: { type: string }, subject: { type: string } } }
Planet: { type: object, required: [id, name], properties: { id: { type: integer }, name: { type: string, example: Mars }, file: { type: string, example: a.pdf }, note: { type: string, example: The red one }, kind: { type: string, example: rocky } } }
File: { type: object, required: [id, name], properties: { id: { type: integer }, name: { type: string, example: Plan.pdf } } }
Shape:
  type: object
  required: [form]
  discriminator: { propertyName: form }
  properties: { id: { type: string, readOnly: true }, form: { type: string } }
  oneOf: [${ref('Circle')}, ${ref('Square')}]
Circle: { type: object, required: [radius], properties: { form: { type: string }, radius: { type: number } } }
Square: { type: object, required: [side], properties: { form: { type: string }, side: { type: number }, radius: { type: number } } }
`;
const DOCUMENT = documentOf(
  `
/rooms/{room}/messages:
  parameters: [${inPath('room', ', example: general')}]
  get: { responses: ${json(`{ type: array, items: ${ref('Message')} }`, ', example: [{ key: m1, text: Hello }]')} }
/rooms/{room}/messages/{key}:
  parameters: [${inPath('room', ', example: general')}, ${inPath('key', ', example: m7')}]
  get: { responses: ${json(ref('Message'))} }
/planets:
  parameters: [{ name: per_page, in: query, schema: { type: integer, default: 0 } }, { name: page, in: query, schema: { type: integer, default: 0 } }]
  get: { responses: ${json(`{ type: array, items: ${ref('Planet')} }`)} }
/planets/{id}: { parameters: [${inPath('id')}], get: { responses: ${json(ref('Planet'))} } }
/files: { get: { responses: ${json(`{ type: array, items: ${ref('File')} }`)} } }
/files/{id}: { parameters: [${inPath('id')}], get: { responses: ${json(ref('File'))} } }
/shapes: { post: { requestBody: { content: { application/json: { schema: ${ref('Shape')} } } }, responses: ${json(ref('Shape'))} } }
/shapes/{id}: { parameters: [${inPath('id')}], get: { responses: ${json(ref('Shape'))} } }
/templates: { get: { responses: ${json('{ type: array, items: { type: string } }', ', example: [C, Go]')} } }
/templates/{name}: { parameters: [${inPath('name')}], get: { responses: ${json('{ type: object, required: [name, source], properties: { name: { type: string }, source: { type: string } } }')} } }
/legacy: { get: { responses: { default: { description: '', content: { application/xml: { schema: ${ref('Planet')} } } } } } }
`,
  SCHEMAS,
);
const { ask } = createTestMock(DOCUMENT, { count: 6 });

describe('documented records', () => {
  test('hang on what the examples of path parameters say, and so do some of the others', async () => {
    const { json: messages } = await ask('GET /rooms/general/messages');
    expect(messages[0]).toEqual({ key: 'm1', text: 'Hello' });
    for (const { key } of messages) expect((await ask(`GET /rooms/general/messages/${key}`)).status).toBe(200);
  });

  test('of which only the id is known are whole', async () => {
    const { status, json: message } = await ask('GET /rooms/general/messages/m7');
    expect([status, message]).toEqual([
      200,
      { key: 'm7', text: expect.stringMatching(/./), subject: expect.any(String) },
    ]);
  });
});

test('names of a list that has nothing else lead to records', async () => {
  expect((await ask('GET /templates')).json).toEqual(['C', 'Go']);
  for (const name of ['C', 'Go'])
    expect((await ask(`GET /templates/${name}`)).json).toEqual({ name, source: expect.any(String) });
});

test('a page size of 0 by default is that of the server', async () => {
  expect((await ask('GET /planets')).json).toHaveLength(6);
});

test('words of an example stay, and names are numbered', async () => {
  const planets: { name: string; note?: string; kind?: string }[] = (await ask('GET /planets')).json;
  expect(planets.every(({ name }) => /^Mars \d+$/.test(name))).toBe(true);
  expect(new Set(planets.map(({ name }) => name)).size).toBeGreaterThan(1);
  expect(new Set(planets.flatMap(({ kind = [] }) => kind))).toEqual(new Set(['rocky']));
  for (const { name } of (await ask('GET /files')).json) expect(name).toMatch(/^Plan \d+\.pdf$/);
});

test.each([[{ form: 'Square', side: 1, radius: 3 }], [{ form: 'Circle', radius: 3 }]])(
  '%j is kept whole: its discriminator chooses the branch, not what fits first',
  async (shape) => {
    expect((await ask('POST /shapes', shape)).json).toEqual({ id: expect.any(String), ...shape });
  },
);

test('the only response of another operation is no error', async () => {
  expect((await ask('GET /planets/none')).headers['content-type']).toBe('application/problem+json');
});
