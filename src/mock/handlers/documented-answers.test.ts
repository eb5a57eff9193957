import { type Ask, createTestMock, documentOf } from '../ask.test-support';

const ok = (content: string, more = ''): string => `{ '200': { description: '', ${more} content: { ${content} } } }`;
const HEADERS = `headers: {
  X-Str: { schema: { type: string, example: lester } }, X-Int: { schema: { type: integer, example: 5 } },
  X-Top: { example: top, schema: { type: string } }, X-Exs: { schema: { type: string }, examples: { a: { value: first } } },
  X-Enum: { schema: { type: string, enum: [one, two] } }, X-Default: { schema: { type: integer, default: 60 } },
  X-Const: { schema: { const: c } }, X-Text: { schema: { type: integer }, example: '7' },
  X-Wrong: { schema: { type: integer }, example: seven }, X-Optional: { schema: { type: string } },
  X-Bounds: { required: true, schema: { type: integer, minimum: 3, maximum: 3 } },
  X-Arr: { schema: { type: array, items: { type: string } }, example: [a, b] },
  X-Obj: { schema: { type: object }, example: { a: 1, b: c } }, X-Pairs: { explode: true, schema: { type: object }, example: { a: 1, b: c } },
  X-Json: { content: { application/json: { example: { a: [1] } } } },
  Set-Cookie: { schema: { type: string, example: sid=abc; Path=/ } }, Link: { schema: { type: string }, example: '</n?p=2>; rel="next"' },
  Content-Disposition: { schema: { type: string }, example: attachment; filename="a.pdf" }, Content-Encoding: { schema: { enum: [gzip] } },
  Content-Length: { example: 3, schema: { type: integer } }, Access-Control-Allow-Origin: { schema: { const: 'https://x.test' } } },`;

const DOCUMENT = documentOf(
  `
/headers: { get: { responses: ${ok('application/json: { example: {} }', HEADERS.replaceAll('\n', ' '))} } }
/redirect: { get: { responses: { '302': { description: '', headers: { Location: { schema: { type: string }, example: 'https://a.test/next' } } } } } }
/redirect-somewhere: { get: { responses: { 3XX: { description: '' } } } }
/formats:
  get:
    responses: ${ok(`application/json: { example: { j: 1 } }, application/xml: { example: { x: 1 } }, text/csv: { example: "a\\n1\\n" }, image/*: { schema: { type: string, format: binary } }`)}
/stream: { get: { responses: ${ok(`application/jsonl: { itemSchema: { $ref: '#/components/schemas/Note' } }`)} } }
/notes:
  get: { responses: ${ok(`application/json: { schema: { $ref: '#/components/schemas/Notes' } }, application/xml: { schema: { $ref: '#/components/schemas/Notes' } }, text/csv: { schema: { type: string } }`)} }
  post:
    requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
    responses: { '201': { description: '', headers: { X-Rate: { schema: { type: integer, example: 60 } } }, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } }, application/xml: { schema: { $ref: '#/components/schemas/Note' } } } } }
/notes/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
  get: { responses: ${ok(`application/vnd.notes+json: { schema: { $ref: '#/components/schemas/Note' } }, application/xml: { schema: { $ref: '#/components/schemas/Note' } }`)} }
`,
  `
Notes: { type: array, xml: { name: notes }, items: { $ref: '#/components/schemas/Note' } }
Note: { type: object, required: [text], xml: { name: note }, properties: { id: { type: string, readOnly: true, xml: { attribute: true } }, text: { type: string } } }
`,
);

let ask: Ask;
beforeEach(() => {
  ({ ask } = createTestMock(DOCUMENT));
});

describe('a documented header', () => {
  test.each<[string, string | undefined]>([
    ['x-str', 'lester'],
    ['x-int', '5'],
    ['x-top', 'top'],
    ['x-exs', 'first'],
    ['x-enum', 'one'],
    ['x-default', '60'],
    ['x-const', 'c'],
    ['x-text', '7'],
    ['x-wrong', undefined],
    ['x-optional', undefined],
    ['x-bounds', '3'],
    ['x-arr', 'a, b'],
    ['x-obj', 'a,1,b,c'],
    ['x-pairs', 'a=1,b=c'],
    ['x-json', '{"a":[1]}'],
    ['set-cookie', 'sid=abc; Path=/'],
    ['link', '</n?p=2>; rel="next"'],
    ['content-disposition', 'attachment; filename="a.pdf"'],
    ['content-encoding', undefined],
    ['content-length', undefined],
    ['access-control-allow-origin', '*'],
  ])('%s is %j', async (name, expected) => expect((await ask('GET /headers')).headers[name]).toBe(expected));

  test('of a resource, too', async () => {
    expect((await ask('POST /notes', { text: 'a' })).headers).toMatchObject({ 'x-rate': '60' });
  });
});

test.each([
  ['/redirect', 'https://a.test/next'],
  ['/redirect-somewhere', '/'],
])('%s leads to %s', async (path, location) => {
  expect(await ask(`GET ${path}`)).toMatchObject({ status: 302, headers: { location }, text: '' });
});

describe('an answer in the media type that is asked for', () => {
  test.each<[string, string | undefined, string, string]>([
    ['/formats', undefined, 'application/json', '{"j":1}'],
    ['/formats', 'application/xml', 'application/xml', '<x>1</x>'],
    ['/formats', 'application/json;q=0.3, text/csv', 'text/csv', 'a\n1\n'],
    ['/formats', 'image/avif, image/*;q=0.8', 'image/png', 'PNG'],
    ['/notes', 'text/xml;q=0.9, application/xml', 'application/xml', '<notes><note id="'],
    ['/notes', 'text/csv', 'text/csv', 'id,text\r\n'],
    ['/notes', '*/*', 'application/json', '[{"id"'],
    ['/notes', 'application/vnd.x+json', 'application/json', '[{"id"'],
    ['/notes/ID', 'application/json', 'application/vnd.notes+json', '{"id"'],
    ['/notes/ID', 'application/xml', 'application/xml', '<note id="'],
  ])('%s, %s: %s', async (path, accept, mediaType, part) => {
    const [{ id }] = (await ask('GET /notes')).json;
    const headers = accept === undefined ? {} : { accept };
    const answer = await ask(`GET ${path.replace('ID', id)}`, undefined, headers as Record<string, string>);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, mediaType]);
    expect(answer.text).toContain(part);
  });

  test('what is created is answered as XML', async () => {
    const answer = await ask('POST /notes', { text: 'a & b' }, { accept: 'application/xml' });
    expect(answer.headers['content-type']).toBe('application/xml');
    expect(answer.text).toContain('<text>a &amp; b</text>');
  });

  test('what is not documented is refused', async () => {
    const answer = await ask('GET /notes', undefined, { accept: 'image/png' });
    expect(answer.status).toBe(406);
    expect(answer.text).toContain('application/json, application/xml, text/csv only');
  });

  test('a sequence holds several items of its item schema', async () => {
    const lines = (await ask('GET /stream')).text.trimEnd().split('\n');
    expect(lines.map((line) => typeof JSON.parse(line).text)).toEqual(['string', 'string', 'string']);
  });
});

describe('where only errors are documented', () => {
  const only = (...statuses: number[]): object =>
    Object.fromEntries(statuses.map((status) => [status, { description: 'no' }]));
  const pet = { type: 'object', required: ['name'], properties: { id: { type: 'integer' }, name: { type: 'string' } } };
  const json = { content: { 'application/json': { schema: pet } } };
  const inPath = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
  const paths = {
    '/pet': {
      post: { requestBody: json, responses: only(405) },
      get: { responses: only(503) },
    },
    '/pet/{id}': {
      parameters: [inPath],
      get: { responses: { 200: { description: '', ...json }, ...only(404) } },
      put: { requestBody: json, responses: only(400, 404, 405) },
      post: { responses: only(405) },
      delete: { responses: only(400, 404) },
    },
  };
  test.each([
    ['POST /pet', { name: 'Rex' }, 201],
    ['PUT /pet/1', { name: 'Rex' }, 204],
    ['POST /pet/1', undefined, 204],
    ['DELETE /pet/1', undefined, 204],
    ['DELETE /pet/77', undefined, 404],
    ['POST /pet', {}, 400],
    ['GET /pet', undefined, 503],
  ])('%s %j gets %i: what changes records does, anything else answers what there is', async (line, body, status) => {
    const document = { openapi: '3.0.3', info: { title: 'Pets', version: '1' }, paths };
    const { ask: ofPets } = createTestMock(JSON.stringify(document));
    expect((await ofPets(line, body)).status).toBe(status);
    if (line === 'PUT /pet/1') expect((await ofPets('GET /pet/1')).json).toMatchObject({ id: 1, name: 'Rex' });
  });
});
