import { createTestMock, documentOf } from '../ask.test-support';

const DOCUMENT = documentOf(
  `
/notes:
  get:
    operationId: listNotes
    parameters: [{ name: limit, in: query, schema: { type: integer, minimum: 0, maximum: 50, default: 2 } }]
    responses:
      '200': { description: '', content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } }, examples: { empty: { value: [] } } } } }
      '400': &problem { description: '', content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } } } }
      '404': { description: '', content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' }, examples: { gone: { value: { title: 'It is gone', status: 404 } } } } } }
  post:
    operationId: createNote
    security: [{ Token: [], Key: [] }, { User: [] }]
    requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
    responses:
      '201': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
      '202': { description: '' }
      '303': { description: '' }
      '409': { description: '', headers: { X-Reason: { required: true, schema: { type: string, enum: [taken] } } }, content: { application/json: { schema: { type: object, required: [code, message], properties: { code: { type: integer }, message: { type: string } } } } } }
      '4XX': *problem
      default: *problem
/notes/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]
  get:
    operationId: getNote
    responses:
      '200': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
      '401': *problem
      '405': *problem
      '404': { description: '' }
      '503': { description: '', content: { text/plain: { schema: { type: string, example: busy } } } }
  delete: { operationId: removeNote, responses: { '204': { description: '' }, default: *problem } }
`,
  `
Note: { type: object, required: [text], properties: { id: { type: string, format: uuid, readOnly: true }, text: { type: string, maxLength: 20 }, size: { type: integer, maximum: 9 }, extra: { type: boolean } } }
Problem: { type: object, required: [title, status], properties: { title: { type: string }, status: { type: integer }, violations: { type: array, items: { type: object, properties: { path: { type: string }, detail: { type: string } } } } } }
`,
).replace(
  'components:',
  `components:
  securitySchemes:
    Token: { type: http, scheme: bearer }
    Key: { type: apiKey, in: header, name: X-Key }
    User: { type: http, scheme: basic }`,
);
const PEOPLE = documentOf(
  `
/people:
  get: { responses: { '200': { description: '', content: { application/json: { schema: { type: object, required: [data], properties: { data: { type: array, items: { $ref: '#/components/schemas/Person' } } } } } } } } }
/people/{id}:
  get: { parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }], responses: { '200': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Person' } } } } } }
`,
  'Person: { type: object, required: [id, email, phone], properties: { id: { type: string, format: uuid }, email: { type: string, format: email }, phone: { type: string, minLength: 3 } } }',
);
const UNKNOWN = '11111111-2222-4333-8444-555555555555';

const { ask, mock } = createTestMock(DOCUMENT);
const askFor = (line: string, prefer: string, body?: unknown) => ask(line, body, { prefer });
beforeEach(() => mock.reset());

describe('a status', () => {
  test.each<[string, string, unknown]>([
    ['GET /notes', '400', expect.objectContaining({ status: 400 })],
    ['GET /notes', '404', expect.objectContaining({ status: 404 })],
    ['POST /notes', '409', { code: 409, message: 'The request conflicts with the current state.' }],
    ['POST /notes', '418', expect.objectContaining({ title: "I'm a Teapot", status: 418 })],
    ['POST /notes', '503', expect.objectContaining({ title: 'Service unavailable', status: 503 })],
    ['GET /notes/{id}', '404', undefined],
    [`DELETE /notes/{id}`, '500', expect.objectContaining({ status: 500 })],
  ])('%s, code=%s: a body of the declared shape that says so itself', async (line, code, body) => {
    const answer = await askFor(line.replace('{id}', UNKNOWN), `code=${code}`);
    expect(answer.status).toBe(Number(code));
    expect(answer.json).toEqual(body);
    expect(answer.headers).toMatchObject({ 'preference-applied': `code=${code}`, vary: 'Origin, Prefer' });
  });

  test.each<[string, string, Record<string, string>]>([
    ['GET /notes/{id}', '401', { 'www-authenticate': 'Bearer realm="Test"' }],
    [
      'POST /notes',
      '401',
      {
        'www-authenticate':
          'Bearer realm="Test", ApiKey realm="Test", in="header", name="X-Key", Basic realm="Test", charset="UTF-8"',
      },
    ],
    ['GET /notes/{id}', '405', { allow: 'DELETE, OPTIONS' }],
    ['POST /notes', '415', { accept: 'application/json' }],
    ['POST /notes', '429', { 'retry-after': '5' }],
    ['POST /notes', '503', { 'retry-after': '5' }],
    ['POST /notes', '409', { 'x-reason': 'taken' }],
    ['POST /notes', '303', { location: '/notes/1' }],
    ['POST /notes', '201', { location: expect.stringMatching(/^\/notes\/[0-9a-f-]{36}$/) }],
  ])('%s, code=%s has %j', async (line, code, headers) => {
    const answer = await askFor(line.replace('{id}', UNKNOWN), `code=${code}`);
    expect([String(answer.status), answer.headers]).toEqual([code, expect.objectContaining(headers)]);
  });

  test('400 has violations that the operation could have found', async () => {
    const inBody = await askFor('POST /notes', 'code=400', { text: 'valid' });
    expect(inBody.json.violations).toEqual([
      { path: 'text', detail: 'Value must be at most 20 characters.' },
      { path: 'size', detail: 'Value must be at most 9.' },
    ]);
    const inQuery = await askFor('GET /notes', 'code=400');
    expect(inQuery.json.violations).toEqual([{ path: 'limit', detail: expect.stringMatching(/^Value must be at/) }]);
  });

  test('400 to a request that deserves it has its own violations', async () => {
    const { json } = await askFor('GET /notes?limit=99', 'code=400');
    expect(json.violations).toEqual([{ path: 'limit', detail: 'Value must be at most 50.' }]);
  });

  test('the usual success is carried out', async () => {
    const { status, json, headers } = await askFor('POST /notes', 'code=201', { text: 'new' });
    expect([status, json.text]).toEqual([201, 'new']);
    expect((await ask(`GET ${headers.location}`)).json).toEqual(json);
  });

  test('an error changes nothing', async () => {
    const [{ id }] = (await ask('GET /notes')).json;
    expect((await askFor(`DELETE /notes/${id}`, 'code=500')).status).toBe(500);
    expect((await ask(`GET /notes/${id}`)).status).toBe(200);
  });

  test('a success that is none gets a body all the same, about what was asked for', async () => {
    const { status, json } = await askFor(`GET /notes/${UNKNOWN}`, 'code=200');
    expect([status, json.id, typeof json.text]).toEqual([200, UNKNOWN, 'string']);
  });

  test('a text where the document declares a text', async () => {
    const { text, headers } = await askFor(`GET /notes/${UNKNOWN}`, 'code=503');
    expect([text, headers['content-type'], headers['retry-after']]).toEqual(['busy', 'text/plain', '5']);
  });

  test('HEAD has the header fields and no body', async () => {
    const { status, text, headers } = await askFor('HEAD /notes', 'code=404');
    expect([status, text]).toEqual([404, '']);
    expect(Number(headers['content-length'])).toBeGreaterThan(10);
  });
});

describe('a body', () => {
  test('an example by its name', async () => {
    const { status, json } = await askFor('GET /notes', 'example=empty');
    expect([status, json]).toEqual([200, []]);
  });

  test('an example of another status brings its status', async () => {
    const { status, json } = await askFor('GET /notes', 'example=gone');
    expect([status, json]).toEqual([404, { title: 'It is gone', status: 404 }]);
  });

  test('made up: valid, the same for the same request, another for another one', async () => {
    const one = await askFor('GET /notes', 'dynamic=true');
    const { schemas } = mock.spec;
    const note = schemas.at('#/components/schemas/Note');
    expect(one.json.length).toBeGreaterThan(0);
    for (const item of one.json) expect(schemas.validator(note, 'response')(item)).toEqual([]);
    expect((await askFor('GET /notes', 'dynamic=true')).text).toBe(one.text);
    expect((await askFor('GET /notes?limit=3', 'dynamic=true')).text).not.toBe(one.text);
  });

  test('made up as the seeded records are, and none of them', async () => {
    const { ask: other } = createTestMock(PEOPLE, { count: 50 });
    const [first] = (await other('GET /people', undefined, { prefer: 'dynamic=true' })).json.data;
    expect(first.email).toMatch(/@.+\.example$/);
    expect(first.phone).toMatch(/^\+44\d{10}$/);
    expect((await other(`GET /people/${first.id}`)).status).toBe(404);
    const { json } = await other(`GET /people/${UNKNOWN}`, undefined, { prefer: 'dynamic=true' });
    expect([json.id, json.email]).toEqual([UNKNOWN, expect.stringMatching(/\.example$/)]);
  });

  test('a made-up error is true as well', async () => {
    const { json, headers } = await askFor('GET /notes', 'code=400, dynamic=true');
    expect(json).toEqual((await askFor('GET /notes', 'code=400')).json);
    expect(headers['preference-applied']).toBe('code=400');
  });

  test('a rule that wants a made-up error gets a true one, too', async () => {
    mock.rules.add({ match: { operation: 'listNotes' }, times: 1, then: { status: 404, dynamic: true } });
    expect((await ask('GET /notes')).json).toMatchObject({ title: 'It is gone', status: 404 });
  });
});

describe('what the document does not describe', () => {
  const NEAREST = 'There is nothing at /note. The nearest documented path is /notes.';
  const problems = createTestMock(DOCUMENT.replaceAll('title: { type: string }', '$&, detail: { type: string }'));
  const hope = (line: string, prefer: string) => problems.ask(line, undefined, { prefer });

  test.each<[string, string, object, Record<string, string>]>([
    ['GET /note', '404', { detail: NEAREST }, {}],
    ['GET /note', '400', { title: 'Bad Request', detail: 'The request cannot be processed.' }, {}],
    ['POST /note', '401', { title: 'Unauthorized' }, { 'www-authenticate': 'Bearer realm="Test"' }],
    ['GET /note', '405', { detail: 'GET is not allowed here.' }, { allow: '' }],
    ['GET /note', '503', { title: 'Service unavailable' }, { 'retry-after': '5' }],
    ['GET /note', '599', { title: 'Status 599' }, {}],
    ['DELETE /notes', '404', { detail: 'There is nothing here.' }, {}],
    [
      'DELETE /notes',
      '405',
      { detail: 'DELETE is not allowed here. Use one of GET, HEAD, OPTIONS, POST.' },
      { allow: 'GET, HEAD, OPTIONS, POST' },
    ],
    ['OPTIONS /notes', '500', { title: 'Internal error' }, {}],
  ])('%s, code=%s: true all the same', async (line, code, body, headers) => {
    const answer = await hope(line, `code=${code}, delay=7`);
    expect([answer.status, answer.delay]).toEqual([Number(code), 7]);
    expect(answer.json).toMatchObject({ status: Number(code), ...body });
    expect(answer.headers).toMatchObject({ ...headers, 'preference-applied': `code=${code}, delay=7` });
  });

  const ELSE =
    'Value must be left out: the document does not describe this, so that only a code from 400 to 599 and a delay can be had.';
  test.each([
    ['GET /note', 'code=200', 'code', 'Value must be any from 400 to 599, since the document does not describe this.'],
    ['DELETE /notes', 'example=empty', 'example', ELSE],
    ['GET /note', 'code=404, dynamic=true', 'dynamic', ELSE],
    ['PUT /notes', 'drift=unknown-id:500', 'drift', ELSE],
  ])('%s cannot have %s', async (line, prefer, name, detail) => {
    const { status, json } = await hope(line, prefer);
    expect([status, json.violations]).toEqual([400, [{ path: `Prefer.${name}`, detail }]]);
  });

  test('rules by path and chaos reach it', async () => {
    const { ask: try_, mock: rude } = createTestMock(DOCUMENT, { chaos: { failRate: 1, failWith: [502] } });
    expect((await try_('GET /note')).json).toMatchObject({ title: 'Bad Gateway', status: 502 });
    rude.rules.add({ match: { path: '/no*' }, times: 1, then: { status: 202, body: { kept: true } } });
    expect(await try_('PUT /note')).toMatchObject({ status: 202, json: { kept: true } });
    expect((await try_('PUT /note')).status).toBe(502);
  });
});

test('a delay is passed on to the server, which keeps it', async () => {
  const { status, delay, headers } = await askFor('GET /notes', 'delay=300');
  expect([status, delay, headers['preference-applied']]).toEqual([200, 300, 'delay=300']);
  expect((await askFor('GET /nope', 'delay=300')).delay).toBe(300);
  expect((await ask('GET /notes')).delay).toBeUndefined();
});

describe('impossible preferences', () => {
  test.each([
    ['GET /notes', 'code=500', 'Prefer.code', 'Value must be 200, 400 or 404.'],
    ['GET /notes', 'code=abc', 'Prefer.code', 'Value must be 200, 400 or 404.'],
    ['POST /notes', 'code=204', 'Prefer.code', 'Value must be 201, 202, 303, 409, 4XX or any other from 400 to 599.'],
    ['GET /notes', 'example=full', 'Prefer.example', 'Value must be empty (200) or gone (404).'],
    ['GET /notes', 'code=200, example=gone', 'Prefer.example', 'Value must be empty (200).'],
    ['GET /notes', 'dynamic=maybe', 'Prefer.dynamic', 'Value must be true or false.'],
    ['GET /notes', 'delay=1s', 'Prefer.delay', 'Value must be a whole number of milliseconds from 0 to 600000.'],
    ['GET /notes', 'drift=nope', 'Prefer.drift', 'Value must be left out: there is no drift for this document.'],
    ['GET /notes', 'code:404', 'Prefer', expect.stringMatching(/^Value needs a comma at character 5/)],
  ])('%s with %s', async (line, prefer, path, detail) => {
    const { status, json, headers } = await askFor(line, prefer);
    expect([status, json.title]).toEqual([400, 'Impossible preference']);
    expect(json.violations).toEqual([{ path, detail }]);
    expect(headers).not.toHaveProperty('preference-applied');
  });

  test('preferences of others are passed over', async () => {
    const { status, headers } = await askFor('GET /notes', 'return=minimal, respond-async; wait=10');
    expect([status, headers['preference-applied']]).toEqual([200, undefined]);
  });

  test('a preflight is no business of ours', async () => {
    const preflight = { 'access-control-request-method': 'GET', prefer: 'code=404' };
    expect((await ask('OPTIONS /notes', undefined, preflight)).status).toBe(204);
  });
});
