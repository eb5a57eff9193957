import { createTestMock, documentOf, NOW } from '../ask.test-support';

/** A collection whose items and whose inputs have these schemas, and the id this one. */
function things(
  item: string,
  input = "{ $ref: '#/components/schemas/Thing' }",
  id = '{ type: string, format: uuid }',
): string {
  return documentOf(
    `
/things:
  get:
    responses:
      '200':
        description: ok
        content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Thing' } } } }
  post:
    requestBody: { required: true, content: { application/json: { schema: ${input} } } }
    responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } }
/things/{id}:
  parameters: [{ name: id, in: path, required: true, schema: ${id} }]
  get:
    responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } }
`,
    `Thing: ${item}`,
  );
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ID = 'id: { type: string, format: uuid, readOnly: true }';
const object = (properties: string, required = 'id'): string =>
  `{ type: object, required: [${required}], properties: { ${ID}, ${properties} } }`;

describe('a new item', () => {
  test('is answered, located and there', async () => {
    const { ask } = createTestMock(things(object('text: { type: string }')));
    const made = await ask('POST /things', { text: 'a' });
    expect(made).toMatchObject({ status: 201, json: { id: expect.stringMatching(UUID), text: 'a' }, note: '' });
    expect(made.headers.location).toBe(`/things/${made.json.id}`);
    const read = await ask(`GET ${made.headers.location}`);
    expect(read.text).toBe(made.text);
    expect((await ask('GET /things')).json.at(-1)).toEqual(made.json);
  });

  test.each(['497f6eca-6276-4993-bfeb-53cbbbba6f08', 'no uuid', 7, null])(
    'has an id of its own when the client sends %j',
    async (id) => {
      const { ask } = createTestMock(things(object('text: { type: string }')));
      const { status, json } = await ask('POST /things', { id, text: 'a' });
      expect(status).toBe(201);
      expect(json.id).toMatch(UUID);
      expect(json.id).not.toBe(id);
    },
  );

  test('never has the id of another one', async () => {
    const { ask } = createTestMock(things(object('text: { type: string }')));
    const made = await Promise.all(Array.from({ length: 200 }, () => ask('POST /things', { text: 'a' })));
    expect(new Set(made.map(({ json }) => json.id)).size).toBe(200);
  });
});

describe('what the client does not send', () => {
  test.each([
    ['a default', 'a: { type: string, default: x }', 'id', { a: 'x' }],
    ['a default that is null', 'a: { type: [string, "null"], default: null }', 'id', { a: null }],
    ['null where allowed', 'a: { type: [string, "null"] }', 'id', { a: null }],
    ['null where one branch allows it', 'a: { anyOf: [{ type: string }, { type: "null" }] }', 'id', { a: null }],
    ['nothing when optional', 'a: { type: string }', 'id', {}],
    ['a sample when required', 'a: { const: 7, readOnly: true }', 'id, a', { a: 7 }],
    [
      'a default in an object',
      'a: { type: object, properties: { b: { default: 1 }, c: { type: string } } }',
      'id',
      { a: { b: 1, c: 'c' } },
    ],
  ])('becomes %s', async (_, properties, required, expected) => {
    const { ask } = createTestMock(things(object(properties, required)));
    const sent = properties.includes('b: {') ? { a: { c: 'c' } } : {};
    const { json } = await ask('POST /things', sent);
    expect(json).toEqual({ id: expect.any(String), ...expected });
  });

  test('becomes one of the values that the narrowest of several schemas allows', async () => {
    const narrow =
      '{ allOf: [{ type: object, properties: { id: { type: string, readOnly: true }, kind: { type: string } } }, { type: object, required: [kind], properties: { kind: { enum: [page, card] } } }] }';
    const { ask } = createTestMock(things(narrow, '{ type: object }'));
    expect(['page', 'card']).toContain((await ask('POST /things', {})).json.kind);
  });

  test('becomes the default of the input', async () => {
    const input = '{ type: object, properties: { a: { type: boolean, default: false } } }';
    const { ask } = createTestMock(things(object('a: { type: boolean }', 'id, a'), input));
    expect((await ask('POST /things', {})).json.a).toBe(false);
  });

  test.each([
    ['created_at: { type: string, format: date-time }', { created_at: NOW }],
    ['created: { type: integer, format: date-time }', { created: Date.parse(NOW) / 1000 }],
    ['created: { type: integer, example: 1500000000000 }', { created: Date.parse(NOW) }],
    ['createdAt: { type: string, format: date-time }', { createdAt: NOW }],
    ['updated_at: { type: string, format: date-time }', { updated_at: NOW }],
    ['dateModified: { type: string, format: date }', { dateModified: NOW.slice(0, 10) }],
    ['created: { type: integer }', { created: Date.parse(NOW) / 1000 }],
    ['version: { type: integer }', { version: 1 }],
    ['deleted_at: { type: [string, "null"], format: date-time }', { deleted_at: null }],
  ])('and the server keeps by itself: %s', async (property, expected) => {
    const name = Object.keys(expected)[0]!;
    const { ask } = createTestMock(
      things(object(property, `id, ${name}`), '{ type: object, properties: { text: {} } }'),
    );
    expect((await ask('POST /things', { text: 'a', [name]: 'mine' })).json).toMatchObject(expected);
  });
});

describe('what the client sends', () => {
  test.each([
    ['beyond the schema is not stored', 'a: {}', { a: 1, b: 2, __proto__: { c: 3 } }, { a: 1 }],
    [
      'beyond the schema is not stored, though the schema is open',
      'a: { type: object, additionalProperties: true, properties: { b: {} } }',
      { a: { b: 1, c: 2 } },
      { a: { b: 1 } },
    ],
    ['in a free object is stored', 'a: { type: object }', { a: { b: { c: [1] } } }, { a: { b: { c: [1] } } }],
    [
      'in a map is stored',
      'a: { type: object, additionalProperties: { type: integer } }',
      { a: { x: 1 } },
      { a: { x: 1 } },
    ],
    [
      'under a name with a pattern is stored',
      'a: { type: object, properties: { b: {} }, patternProperties: { "^x-": {} } }',
      { a: { b: 1, 'x-c': 2 } },
      { a: { b: 1, 'x-c': 2 } },
    ],
    [
      'in a list is trimmed, too',
      'a: { type: array, items: { type: object, properties: { b: {} } } }',
      { a: [{ b: 1, c: 2 }] },
      { a: [{ b: 1 }] },
    ],
    [
      'is read by the branch that it fits',
      'a: { oneOf: [{ type: object, required: [b], properties: { b: { const: 1 }, x: {} } }, { type: object, required: [b], properties: { b: { const: 2 }, y: {} } }] }',
      { a: { b: 2, x: 1, y: 1 } },
      { a: { b: 2, y: 1 } },
    ],
    [
      'for a read-only property is ignored',
      'a: { type: object, properties: { b: { type: integer, readOnly: true }, c: {} } }',
      { a: { b: 9, c: 1 } },
      { a: { c: 1 } },
    ],
    ['for a write-only property is not told', 'a: { type: string, writeOnly: true }', { a: 'secret' }, {}],
  ])('%s', async (_, properties, sent, stored) => {
    const { ask } = createTestMock(things(object(properties)));
    const { status, json } = await ask('POST /things', sent);
    expect(status).toBe(201);
    expect(json).toEqual({ id: expect.any(String), ...stored });
  });

  test('keeps __proto__ an ordinary name', async () => {
    const { ask } = createTestMock(things(object('a: { type: object }')));
    const made = await ask('POST /things', '{"a":{"__proto__":{"b":1}}}');
    expect(made.text).toContain('"a":{"__proto__":{"b":1}}');
    expect(({} as Record<string, unknown>).b).toBeUndefined();
  });

  test.each(['+31 (0)20', '  spaces  ', 'e\u0301', '😀'.repeat(255), 'שלום', '\u0000', '</script>', '%41', '\ud800'])(
    'is kept as it is: %j',
    async (text) => {
      const { ask } = createTestMock(things(object('text: { type: string, maxLength: 255 }')));
      const { headers, json } = await ask('POST /things', { text });
      expect(json.text).toBe(text);
      expect((await ask(`GET ${headers.location}`)).json.text).toBe(text);
    },
  );

  test('must be an object, even where the document allows null', async () => {
    const input = '{ type: [object, "null"], properties: { a: {} } }';
    const { ask } = createTestMock(things(object('a: {}'), input));
    const { status, json } = await ask('POST /things', 'null');
    expect(status).toBe(400);
    expect(json.violations).toEqual([{ property_path: '', in: 'body', detail: 'Value must be an object.' }]);
  });
});

describe('ids', () => {
  test('that are numbers go on counting, and none comes back', async () => {
    const item = '{ type: object, required: [id], properties: { id: { type: integer, readOnly: true }, a: {} } }';
    const document = things(item, undefined, '{ type: integer }').replace(
      '/things/{id}:\n',
      '/things/{id}:\n    delete: { responses: { "204": { description: gone } } }\n',
    );
    const { ask } = createTestMock(document);
    expect((await ask('POST /things', {})).json.id).toBe(4);
    expect((await ask('DELETE /things/4')).status).toBe(204);
    expect((await ask('DELETE /things/2')).status).toBe(204);
    expect((await ask('POST /things', {})).json.id).toBe(5);
    expect((await ask('POST /things', {})).headers.location).toBe('/things/6');
  });

  test('follow their pattern', async () => {
    const item =
      '{ type: object, required: [id], properties: { id: { type: string, pattern: "^t_[0-9]{6}$", readOnly: true }, a: {} } }';
    const { ask } = createTestMock(things(item, undefined, '{ type: string }'));
    const [one, other] = [await ask('POST /things', {}), await ask('POST /things', {})];
    expect(one.json.id).toMatch(/^t_[0-9]{6}$/);
    expect(other.json.id).not.toBe(one.json.id);
  });

  test('that run out are a conflict', async () => {
    const item = '{ type: object, required: [id], properties: { id: { enum: [a, b, c, d], readOnly: true }, x: {} } }';
    const { ask } = createTestMock(things(item, undefined, '{ type: string }'));
    expect((await ask('POST /things', {})).status).toBe(201);
    expect(await ask('POST /things', {})).toMatchObject({ status: 409, json: { type: '/problems/conflict' } });
  });

  test('that the client must send are kept, and taken only once', async () => {
    const item = '{ type: object, required: [id], properties: { id: { type: string, minLength: 1 }, a: {} } }';
    const { ask } = createTestMock(things(item, undefined, '{ type: string }'));
    expect((await ask('POST /things', { a: 1 })).status).toBe(400);
    const made = await ask('POST /things', { id: 'ä/b', a: 1 });
    expect(made).toMatchObject({ status: 201, json: { id: 'ä/b' }, headers: { location: '/things/%C3%A4%2Fb' } });
    expect((await ask('GET /things/%C3%A4%2Fb')).json).toEqual({ id: 'ä/b', a: 1 });
    expect(await ask('POST /things', { id: 'ä/b', a: 2 })).toMatchObject({ status: 409, json: { status: 409 } });
    expect((await ask('GET /things/%C3%A4%2Fb')).json.a).toBe(1);
  });
});

describe('the answer', () => {
  const paths = (response: string): string =>
    documentOf(
      `
/things:
  get: { responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Thing' } } } } } } }
  post:
    requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
    responses: ${response}
`,
      `Thing: ${object('a: {}')}`,
    );

  test.each([
    ['{ "204": { description: made } }', 204, ''],
    ['{ "201": { description: made } }', 201, ''],
    ['{ default: { description: made } }', 201, ''],
  ])('without a documented body: %s', async (response, status, text) => {
    const { ask } = createTestMock(paths(response));
    const answer = await ask('POST /things', { a: 1 });
    expect({ status: answer.status, text: answer.text }).toEqual({ status, text });
    expect(answer.headers).not.toHaveProperty('content-type');
    expect(answer.headers).not.toHaveProperty('location');
    expect((await ask('GET /things')).json.at(-1).a).toBe(1);
  });

  test('has the header fields that the document requires', async () => {
    const headers = '{ X-Kind: { required: true, schema: { const: thing } }, X-May: { schema: { type: string } } }';
    const { ask } = createTestMock(paths(`{ '201': { description: made, headers: ${headers} } }`));
    const answer = await ask('POST /things', { a: 1 });
    expect(answer.headers['x-kind']).toBe('thing');
    expect(answer.headers).not.toHaveProperty('x-may');
  });
});
