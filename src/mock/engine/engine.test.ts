import { join } from 'node:path';
import { loadSpec, parseSpec } from '../../openapi/load-spec';
import { type Ask, createTestMock, documentOf } from '../ask.test-support';

const NOTES = documentOf(
  `
/notes:
  get:
    parameters:
      - { name: limit, in: query, schema: { type: integer, minimum: 0, maximum: 10, default: 2 } }
      - { name: X-Level, in: header, schema: { type: integer } }
    responses:
      '200':
        description: ok
        headers: { X-Rate: { schema: { type: integer } } }
        content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } }
  post:
    requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
    responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }
/notes/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]
  get:
    responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }
  delete:
    responses: { '204': { description: gone } }
/plain:
  post:
    requestBody: { content: { text/plain: { schema: { type: string } }, 'application/vnd.x+json': { schema: { type: object } } } }
    responses: { '202': { description: taken } }
  options:
    responses: { '202': { description: own answer } }
`,
  `
Note:
  type: object
  required: [id, text]
  properties:
    id: { type: string, format: uuid, readOnly: true }
    text: { type: string, maxLength: 5 }
    tags: { type: array, items: { type: object, required: [name], properties: { name: { type: string, maxLength: 3 } } } }
`,
);
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('a request gets the status', () => {
  test.each([
    ['GET /notes', 200],
    ['GET /notes?', 200],
    ['GET /notes?limit=3&unknown=1', 200],
    ['HEAD /notes', 200],
    ['OPTIONS /notes', 204],
    ['OPTIONS /notes/x', 204],
    ['OPTIONS /plain', 202],
    ['OPTIONS /nope', 404],
    ['GET /notes/', 404],
    ['GET /', 404],
    ['GET //notes', 404],
    ['GET /Notes', 404],
    ['GET /n%6Ftes', 200],
    ['GET /healthz', 404],
    ['PUT /notes', 405],
    ['TRACE /notes', 405],
    ['BREW /notes', 405],
    ['get /notes', 405],
    ['GET /plain', 405],
    ['HEAD /plain', 405],
    [`GET /notes/${UNKNOWN}`, 404],
    [`GET /notes/${UNKNOWN.toUpperCase()}`, 404],
    [`HEAD /notes/${UNKNOWN}`, 404],
    [`DELETE /notes/${UNKNOWN}`, 404],
    ['GET /notes/x', 400],
    ['GET /notes/%', 400],
    ['GET /notes/%ff', 400],
    ['GET /notes/%00', 400],
    ['GET /notes?limit=11', 400],
    ['GET /notes?limit=-1', 400],
    ['GET /notes?limit=1.5', 400],
    ['GET /notes?limit=1e1', 400],
    ['GET /notes?limit=+1', 400],
    ['GET /notes?limit=', 400],
    ['GET /notes?limit=1&limit=2', 400],
    ['GET /notes?limit=%zz', 400],
    ['GET /notes?%zz=1', 200],
    ['GET /notes?limit=99999999999999999999', 400],
    ['GET /notes?__proto__=1&constructor=2&limit=1', 200],
  ])('%s -> %d', async (line, status) => {
    const { ask } = createTestMock(NOTES);
    expect((await ask(line)).status).toBe(status);
  });
});

describe('a body gets the status', () => {
  const json = { 'content-type': 'application/json' };
  test.each<[unknown, Record<string, string>, number]>([
    [{ text: 'a' }, json, 201],
    [{ text: 'a' }, { 'content-type': 'Application/JSON; charset="UTF-8"' }, 201],
    ['\uFEFF{"text":"a"}', json, 201],
    ['{"text":"a","text":"b"}', json, 201],
    ['{"text":"\\ud800"}', json, 201],
    ['{"text":"\\u0000"}', json, 201],
    [{ text: '😀😀😀😀😀' }, json, 201],
    ['{"text":"a","__proto__":{"x":1},"constructor":{"prototype":1}}', json, 201],
    [{ text: '😀😀😀😀😀😀' }, json, 400],
    [{ text: 1 }, json, 400],
    ['', json, 400],
    [' ', json, 400],
    ['{', json, 400],
    ['null', json, 400],
    ['[]', json, 400],
    ['"text"', json, 400],
    ['1e999', json, 400],
    [Uint8Array.of(0x22, 0xff, 0x22), json, 400],
    ['['.repeat(100_000), json, 400],
    [`{"text":"a","more":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, json, 400],
    [{ text: 'a' }, { 'content-type': 'text/plain' }, 415],
    [{ text: 'a' }, { 'content-type': '' }, 415],
    [{ text: 'a' }, { 'content-type': 'application/json; charset=utf-16' }, 415],
    [{ text: 'a' }, { ...json, 'content-encoding': 'gzip' }, 400],
    [{ text: 'a' }, { ...json, accept: 'text/html' }, 406],
    [`"${'a'.repeat(1_048_575)}"`, json, 413],
    [`"${'a'.repeat(1_048_574)}"`, json, 400],
  ])('%#: %.40j %j -> %d', async (body, headers, status) => {
    const { ask } = createTestMock(NOTES);
    expect((await ask('POST /notes', body, headers)).status).toBe(status);
  });

  test.each([
    ['text', { 'content-type': 'text/plain' }, 202],
    ['{}', { 'content-type': 'application/vnd.x+json' }, 202],
    ['[]', { 'content-type': 'application/vnd.x+json' }, 400],
    ['{}', { 'content-type': 'application/json' }, 415],
  ])('of another media type: %s %j -> %d', async (body, headers, status) => {
    const { ask } = createTestMock(NOTES);
    expect((await ask('POST /plain', body, headers)).status).toBe(status);
  });

  test('that is optional may be left out', async () => {
    const { ask } = createTestMock(NOTES);
    expect(await ask('POST /plain')).toMatchObject({ status: 202, text: '', note: 'no body' });
  });

  test('that nobody asked for is ignored', async () => {
    const { ask } = createTestMock(NOTES);
    expect((await ask('GET /notes', '{broken', { 'content-type': 'x/y' })).status).toBe(200);
  });
});

describe('violations', () => {
  test('come all at once, from every part of the request', async () => {
    const { ask } = createTestMock(NOTES);
    const { json, note } = await ask('GET /notes?limit=x', undefined, { 'x-level': 'high' });
    expect(json).toEqual({
      type: '/problems/violations',
      title: 'Bad request',
      status: 400,
      detail: 'The request violates one or more constraints. Please resolve all of them and try again.',
      violations: [
        { property_path: 'limit', in: 'query', detail: 'Value must be a whole number.' },
        { property_path: 'X-Level', in: 'header', detail: 'Value must be a whole number.' },
      ],
    });
    expect(note).toBe('2 violations: query limit must be a whole number; header X-Level must be a whole number');
  });

  test('of a body name each place', async () => {
    const { ask } = createTestMock(NOTES);
    const { json } = await ask('POST /notes', { text: 'longer', tags: [{ name: 'ok' }, { name: 'long' }, {}] });
    expect(json.violations).toEqual([
      { property_path: 'text', in: 'body', detail: 'Value must be at most 5 characters.' },
      { property_path: 'tags[1].name', in: 'body', detail: 'Value must be at most 3 characters.' },
      { property_path: 'tags[2].name', in: 'body', detail: 'Value is required.' },
    ]);
  });

  test('of the whole body have an empty path', async () => {
    const { ask } = createTestMock(NOTES);
    const { json } = await ask('POST /notes', []);
    expect(json.violations).toEqual([{ property_path: '', in: 'body', detail: 'Value must be an object.' }]);
  });

  test('of an unreadable path parameter come with the others', async () => {
    const { ask } = createTestMock(NOTES);
    const { json } = await ask('GET /notes/%ff');
    expect(json.violations).toEqual([
      { property_path: 'id', in: 'path', detail: 'Value must be valid percent-encoded UTF-8.' },
    ]);
  });
});

describe('protocol', () => {
  let ask: Ask;
  beforeEach(() => {
    ({ ask } = createTestMock(NOTES));
  });

  test('HEAD has the header fields of GET, the length too, and no body', async () => {
    const get = await ask('GET /notes');
    const head = await ask('HEAD /notes');
    expect(head.body).toBeUndefined();
    expect(head.headers).toEqual({ ...get.headers, 'content-length': String(Buffer.byteLength(get.text)) });
  });

  test.each(['GET /notes', 'GET /nope', 'PUT /notes', 'OPTIONS /notes', 'GET /notes/x'])(
    '%s may be read by any origin',
    async (line) => {
      const { headers } = await ask(line);
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-expose-headers']?.split(', ')).toEqual(
        expect.arrayContaining(['Location', 'Allow', 'ETag', 'Content-Length', 'X-Rate']),
      );
    },
  );

  test('a preflight allows any header and the documented methods', async () => {
    const { status, headers } = await ask('OPTIONS /notes', undefined, {
      origin: 'https://app.test',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization, x-own',
    });
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-methods': 'GET, HEAD, OPTIONS, POST',
      'access-control-allow-headers': 'authorization, x-own',
      'access-control-max-age': '7200',
      vary: 'Origin, Access-Control-Request-Headers',
    });
    expect(headers).not.toHaveProperty('content-type');
  });

  test('a preflight is answered even where the document has an OPTIONS of its own', async () => {
    const { status, headers } = await ask('OPTIONS /plain', undefined, { 'access-control-request-method': 'POST' });
    expect(status).toBe(204);
    expect(headers['access-control-allow-methods']).toBe('OPTIONS, POST');
  });

  test('header names that are none are not repeated', async () => {
    const { headers } = await ask('OPTIONS /notes', undefined, {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-a; evil\u0000, <b>',
    });
    expect(headers).not.toHaveProperty('access-control-allow-headers');
  });

  test.each([
    ['PUT /notes', 'GET, HEAD, OPTIONS, POST'],
    [`PATCH /notes/${UNKNOWN}`, 'DELETE, GET, HEAD, OPTIONS'],
  ])('%s is told what is allowed', async (line, allow) => {
    const { headers, json } = await ask(line);
    expect(headers.allow).toBe(allow);
    expect(json.detail).toContain(allow);
  });

  test('a refused media type is told what would do', async () => {
    const { headers, json } = await ask('POST /notes', 'x', { 'content-type': 'text/plain' });
    expect(headers.accept).toBe('application/json');
    expect(json).toMatchObject({
      type: '/problems/unsupported-media-type',
      detail: 'Send the body as application/json.',
    });
  });

  test('what a client sends is repeated in parts only', async () => {
    const { json } = await ask(`GET /${'x'.repeat(50_000)}`);
    expect(json.detail.length).toBeLessThan(300);
  });
});

describe('base paths', () => {
  const spec = loadSpec(join(__dirname, '../../../fixtures/specs/bookshop.yaml'));

  test.each([
    [undefined, 'GET /books', 200],
    [undefined, 'GET /api/books', 200],
    [undefined, 'GET /apibooks', 404],
    [undefined, 'GET /api', 404],
    ['/own', 'GET /own/books', 200],
    ['/own', 'GET /books', 404],
    ['/own', 'GET /api/books', 404],
    ['', 'GET /books', 200],
    ['', 'GET /api/books', 404],
  ])('served below %j: %s -> %d', async (basePath, line, status) => {
    const { ask } = createTestMock(spec, basePath === undefined ? {} : { basePath });
    expect((await ask(line)).status).toBe(status);
  });
});

describe('servers', () => {
  const responses = { 200: { description: 'ok' } };
  const spec = parseSpec({
    openapi: '3.1.0',
    info: { title: 'Files', version: '1' },
    servers: [{ url: 'https://example.org/{v}', variables: { v: { default: 'v2', enum: ['v1', 'v2'] } } }],
    paths: {
      '/users': { get: { responses } },
      '/files': {
        servers: [{ url: 'https://files.example.org/upload' }],
        get: { responses },
        post: { servers: [{ url: '/own' }], responses },
      },
    },
  });

  test.each([
    ['GET /users', 200],
    ['GET /v1/users', 200],
    ['GET /v2/users', 200],
    ['GET /v3/users', 404],
    ['GET /upload/files', 200],
    ['GET /upload/users', 404],
    ['POST /own/files', 200],
    ['GET /files', 200],
  ])('of the document, a path and an operation: %s -> %d', async (line, status) => {
    expect((await createTestMock(spec).ask(line)).status).toBe(status);
  });

  test('do not count where the base path is given', async () => {
    expect((await createTestMock(spec, { basePath: '/own' }).ask('GET /upload/files')).status).toBe(404);
  });
});

describe('a fault of our own', () => {
  test('is a 500 that keeps its cause to itself, and is reported', async () => {
    const onError = jest.fn();
    const { mock, ask } = createTestMock(NOTES, { onError });
    const cause = new Error('secret: /home/me/database.sqlite');
    jest.spyOn(mock.store, 'page').mockRejectedValue(cause);
    const answer = await ask('GET /notes');
    expect(answer).toMatchObject({ status: 500, json: { type: '/problems/internal-error', status: 500 } });
    expect(answer.text).not.toContain('secret');
    expect(answer.note).toContain('secret');
    expect(onError).toHaveBeenCalledWith(cause, expect.objectContaining({ path: '/notes' }));
  });
});

describe('an item beyond what its path allows', () => {
  const order = { type: 'object', properties: { id: { type: 'integer' }, note: { type: 'string' } } };
  const json = { content: { 'application/json': { schema: order } } };
  const ok = { responses: { 200: { description: '', ...json }, 400: { description: '' }, 404: { description: '' } } };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1, maximum: 4 } };
  const paths = {
    '/orders': { post: { requestBody: json, responses: { 201: { description: '', ...json } } } },
    '/orders/{id}': { parameters: [id], get: ok, delete: ok },
  };
  const document = JSON.stringify({ openapi: '3.1.0', info: { title: 'Orders', version: '1' }, paths });

  test('can be read once it was made, and some numbers are left for that', async () => {
    const { ask } = createTestMock(document, { count: 9 });
    const made: number[] = [];
    for (let times = 0; times < 4; times++) made.push((await ask('POST /orders', { note: 'a' })).json.id);
    expect(made).toEqual([3, 4, 5, 6]);
    expect((await ask('GET /orders/6')).json).toEqual({ id: 6, note: 'a' });
    expect((await ask('DELETE /orders/6')).status).toBe(200);
    for (const other of ['6', '7', '0', '-1', '1.5', 'x']) expect((await ask(`GET /orders/${other}`)).status).toBe(400);
  });
});
