import { join } from 'node:path';
import { loadSpec } from '../../openapi/load-spec';
import { createTestMock, documentOf } from '../ask.test-support';

/** One operation that belongs to no resource. */
const op = (response: string, status = '200'): string =>
  documentOf(
    `/x: { post: { requestBody: { content: { application/json: {} } }, responses: { '${status}': ${response} } } }`,
  );
const json = (rest: string): string => op(`{ description: ok, content: { application/json: { ${rest} } } }`);

describe('an operation of no resource', () => {
  test('answers its documented example', async () => {
    const { ask } = createTestMock(loadSpec(join(__dirname, '../../../fixtures/specs/warehouse.yaml')));
    expect(await ask('GET /status')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json' },
      json: { open: true, queue: 3 },
      note: 'example default',
    });
  });

  test.each([
    ['examples: { first: { value: [1] }, second: { value: [2] } }', [1], 'example first'],
    [
      'schema: { type: object, examples: [{ a: 1 }], properties: { a: { type: integer } } }',
      { a: 1 },
      'example of the schema',
    ],
    ['schema: { const: 5 }', 5, 'made-up answer'],
  ])('answers { %s }', async (content, value, note) => {
    const { ask } = createTestMock(json(content));
    expect(await ask('POST /x')).toMatchObject({ status: 200, json: value, note: expect.stringContaining(note) });
  });

  test('answers a value of its schema, the same for the same request', async () => {
    const spec = loadSpec(join(__dirname, '../../../fixtures/specs/warehouse.yaml'));
    const body = (quantity: number) => ({ lines: [{ sku: 'ABC-1234', quantity }] });
    const answers = [];
    for (const quantity of [1, 1, 2]) answers.push(await createTestMock(spec).ask('POST /quote', body(quantity)));
    const [one, same, other] = answers;
    const schema = spec.operations.find(({ id }) => id === 'quote')!.responses[0]!.mediaTypes[0]!.schema!;
    for (const { json: value, note } of answers) {
      expect(spec.schemas.validator(schema, 'response')(value)).toEqual([]);
      expect(note).toBe('made-up answer');
    }
    expect(same!.text).toBe(one!.text);
    expect(other!.text).not.toBe(one!.text);
  });

  test.each([
    [{ name: 'dear' }, 'very dear'],
    [{ name: 'cheap' }, 'very cheap'],
    [{ name: 'other' }, 'very cheap'],
  ])('a request that equals a named example gets the answer of that name: %j', async (body, expected) => {
    const examples = (prefix: string) =>
      `examples: { cheap: { value: { name: ${prefix}cheap } }, dear: { value: { name: ${prefix}dear } } }`;
    const document = documentOf(
      `/x: { post: { requestBody: { content: { application/json: { ${examples('')} } } }, responses: { '200': { description: ok, content: { application/json: { ${examples('very ')} } } } } } }`,
    );
    expect(await createTestMock(document).ask('POST /x', body)).toMatchObject({ json: { name: expected } });
  });

  test('and by its parameters', async () => {
    const document = documentOf(
      `/x: { get: { parameters: [{ name: q, in: query, schema: { type: integer }, examples: { two: { value: 2 } } }], responses: { '200': { description: ok, content: { application/json: { examples: { one: { value: 1 }, two: { value: 22 } } } } } } } }`,
    );
    const { ask } = createTestMock(document);
    expect([(await ask('GET /x?q=2')).json, (await ask('GET /x?q=3')).json]).toEqual([22, 1]);
  });

  test('mends an example that breaks its schema', async () => {
    const document = json(
      'schema: { type: object, required: [id, name], properties: { id: { type: integer }, name: { type: string } } }, example: { id: 5, name: 123 }',
    );
    expect(await createTestMock(document).ask('POST /x')).toMatchObject({ json: { id: 5, name: '123' } });
  });

  test('checks its requests all the same', async () => {
    const { ask } = createTestMock(loadSpec(join(__dirname, '../../../fixtures/specs/warehouse.yaml')));
    const { status, json } = await ask('POST /quote', { lines: [] });
    expect(status).toBe(400);
    expect(json.errors).toEqual([{ field: 'lines', message: 'Value must have at least 1 item.' }]);
  });

  test('answers a schema that contains itself', async () => {
    const node =
      'Node: { type: object, required: [id], properties: { id: { type: integer }, next: { $ref: "#/components/schemas/Node" } } }';
    const document = json('schema: { $ref: "#/components/schemas/Node" }');
    const { ask } = createTestMock(`${document}\ncomponents:\n  schemas:\n    ${node}`);
    expect(await ask('POST /x')).toMatchObject({
      status: 200,
      json: { id: expect.any(Number) },
      note: 'made-up answer',
    });
  });

  test.each([
    [op('{ description: taken }', '202'), 202],
    [op('{ description: none, content: { application/json: { example: 1 } } }', '204'), 204],
  ])('%#: answers no body where the document has none', async (document, status) => {
    const answer = await createTestMock(document).ask('POST /x');
    expect(answer).toMatchObject({ status, text: '' });
    expect(answer.headers).not.toHaveProperty('content-type');
  });

  test.each([
    [undefined, 'text/csv', 'a,b'],
    ['text/plain', 'text/plain', 'plain'],
    ['text/*;q=0.5, text/plain', 'text/plain', 'plain'],
    ['application/json', undefined, undefined],
  ])('is negotiated: %s gives %s', async (accept, mediaType, text) => {
    const document = op(
      '{ description: ok, content: { text/csv: { example: "a,b" }, text/plain: { example: plain } } }',
    );
    const answer = await createTestMock(document).ask('POST /x', undefined, accept === undefined ? {} : { accept });
    expect(answer.status).toBe(mediaType === undefined ? 406 : 200);
    if (mediaType !== undefined) expect(answer).toMatchObject({ headers: { 'content-type': mediaType }, text });
  });
});

describe('what the document itself has wrong', () => {
  const ok = (content: string) => `{ '200': { description: '', content: { application/json: ${content} } } }`;
  const DOCUMENT = documentOf(
    `
/wrong: { get: { responses: ${ok('{ schema: { type: object, properties: { n: { type: integer }, s: { type: string } } }, example: { n: many, s: kept } }')} } }
/impossible: { get: { responses: ${ok("{ schema: { $ref: '#/components/schemas/Impossible' } }")} } }
/possible: { get: { responses: ${ok('{ schema: { type: object, properties: { a: { type: string } } } }')} } }
/notes: { get: { responses: ${ok("{ schema: { type: array, items: { $ref: '#/components/schemas/Note' } } }")} } }
/notes/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: integer }, example: 7 }]
  get: { responses: ${ok("{ schema: { $ref: '#/components/schemas/Note' }, example: { id: 3, stars: many } }")} }
`,
    `
Impossible: { type: object, required: [a], properties: { a: { type: string, minLength: 3, maxLength: 2 } } }
Note: { type: object, required: [id, stars], properties: { id: { type: integer }, stars: { type: integer } } }
`,
  );
  test.each<[string, RegExp | undefined, RegExp | undefined]>([
    [
      '/wrong',
      /^.*:\d+: n of the example breaks its schema: it must be a whole number\. The mock sends it mended/,
      undefined,
    ],
    ['/impossible', /^.*:\d+: no value can be valid: /, /:\d+: no value can be valid: .*This is the best there is\.$/],
    ['/possible', undefined, undefined],
    [
      '/notes',
      /^notes: stars of the documented record 3 breaks its schema: it must be a whole number\. The mock keeps it/,
      undefined,
    ],
  ])('%s is told in the log, once, and in Mock-Warning where the answer is not valid', async (path, told, header) => {
    const warnings: string[] = [];
    const { ask } = createTestMock(DOCUMENT, { warn: (message) => warnings.push(message) });
    for (let times = 0; times < 2; times++) {
      const { headers } = await ask(`GET ${path}`);
      if (header === undefined) expect(headers['mock-warning']).toBeUndefined();
      else expect(headers['mock-warning']).toMatch(header);
    }
    expect(warnings).toEqual(told === undefined ? [] : [expect.stringMatching(told)]);
  });
});
