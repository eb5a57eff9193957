import { exactIntegers, IndistinctIntegers, withExactIntegers } from '../../json-schema/model/exact-integers';
import { createTestMock, documentOf } from '../ask.test-support';

test.each([
  ['{"id":9007199254740993}'],
  ['{"id":-9007199254740993,"weight":[9223372036854775807]}'],
  ['{"a":"9007199254740993","b":"\\"9007199254740993","c":9007199254740995}'],
  ['[9007199254740992,9007199254740992]'],
])('%s is written again as it was', (text) => {
  expect(withExactIntegers(JSON.stringify(JSON.parse(text)), exactIntegers(text))).toBe(text);
});

test.each([
  ['{"id":1}'],
  ['{"id":"9007199254740993"}'],
  ['{"weight":1234567890.1234567890123}'],
  ['[9007199254740991]'],
])('%s has none', (text) => expect(exactIntegers(text)).toBeUndefined());

test('two that are rounded to one number cannot be told apart', () => {
  expect(() => exactIntegers('[9007199254740992,9007199254740993]')).toThrow(IndistinctIntegers);
});

describe('a resource with ids of 64 bits', () => {
  const paths = `
/things:
  get: { parameters: [{ name: weight, in: query, schema: { type: integer, format: int64 } }], responses: { 200: { description: ok, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Thing" } } } } } } }
  post: { requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }, responses: { 201: { description: made, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } } } }
/things/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: integer, format: int64 } }]
  get: { responses: { 200: { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } } } }
  put: { requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }, responses: { 201: { description: made }, 200: { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } } } }
  patch: { requestBody: { content: { application/merge-patch+json: { schema: { type: object } } } }, responses: { 200: { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } } } }
`;
  const schemas =
    'Thing: { type: object, required: [id, weight], properties: { id: { type: integer, format: int64 }, weight: { type: integer, format: int64 }, name: { type: string } } }';
  const id = '9007199254740993';

  test('keeps them digit by digit, whatever is done to it', async () => {
    const { ask } = createTestMock(documentOf(paths.trim(), schemas));
    const made = await ask('POST /things', `{"id":${id},"weight":9223372036854775807}`);
    expect(made).toMatchObject({ status: 201, text: `{"id":${id},"weight":9223372036854775807}` });
    expect(made.headers.location).toBe(`/things/${id}`);
    expect((await ask(`GET /things/${id}`)).text).toBe(made.text);
    expect((await ask('GET /things/9007199254740992')).status).toBe(404);
    const patched = await ask(`PATCH /things/${id}`, '{"name":"a"}', {
      'content-type': 'application/merge-patch+json',
    });
    expect(patched.text).toBe(`{"id":${id},"weight":9223372036854775807,"name":"a"}`);
    expect((await ask(`PUT /things/${id}`, `{"id":${id},"weight":9007199254740995}`)).text).toContain(
      `"weight":9007199254740995`,
    );
    expect((await ask('GET /things?weight=9007199254740995')).text).toBe(`[{"id":${id},"weight":9007199254740995}]`);
    expect((await ask('PUT /things/9007199254740997', '{"id":9007199254740997,"weight":1}')).status).toBe(201);
    expect((await ask('GET /things/9007199254740997')).text).toBe('{"id":9007199254740997,"weight":1}');
  });

  test('refuses two that cannot be told apart', async () => {
    const { ask } = createTestMock(documentOf(paths.trim(), schemas));
    const { status, text } = await ask('POST /things', `{"id":${id},"weight":9007199254740992}`);
    expect(status).toBe(400);
    expect(text).toContain('too large to be told apart');
  });
});

test('the examples of a document keep the digits that it was written with, and their ids can be read', async () => {
  const schema =
    '{ type: object, properties: { id: { type: integer, format: int64 }, most: { type: integer, format: int64 } } }';
  const answer = (body: string): string => `{ 200: { description: ok, content: { application/json: ${body} } } }`;
  const { ask } = createTestMock(
    documentOf(
      `
/plain: { get: { responses: ${answer(`{ schema: ${schema}, example: { id: 9007199254740993, most: 9223372036854775807 } }`)} } }
/things: { get: { responses: ${answer(`{ schema: { type: array, items: ${schema} } }`)} } }
/things/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: integer, format: int64 } }]
  get: { responses: ${answer(`{ schema: ${schema}, example: { id: 9007199254740995 } }`)} }
`.trim(),
      'None: {}',
    ),
  );
  expect((await ask('GET /plain')).text).toBe('{"id":9007199254740993,"most":9223372036854775807}');
  expect((await ask('GET /things')).text).toContain('{"id":9007199254740995}');
  expect((await ask('GET /things/9007199254740995')).text).toBe('{"id":9007199254740995}');
});
