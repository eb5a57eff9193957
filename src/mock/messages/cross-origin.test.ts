import { type Ask, createTestMock, documentOf } from '../ask.test-support';
import { isOrigin } from './cross-origin';

const DOCUMENT = documentOf(`
/notes:
  get:
    responses: { '200': { description: '', headers: { Vary: { required: true, schema: { const: Accept } } }, content: { application/json: { example: [] } } } }
  post:
    requestBody: { required: true, content: { application/json: { schema: { type: object } } } }
    responses: { '201': { description: '', content: { application/json: { example: {} } } } }
`);

let ask: Ask;
beforeEach(() => {
  ({ ask } = createTestMock(DOCUMENT, { admin: {} }));
});

const PREFLIGHT = { 'access-control-request-method': 'GET' };

describe('a page of another origin reads answers together with its cookies', () => {
  test.each<[string, string, string, number]>([
    ['a success', 'GET /notes', 'http://localhost:3000', 200],
    ['a page without an origin', 'GET /notes', 'null', 200],
    ['an app in a shell', 'GET /notes', 'capacitor://localhost', 200],
    ['a refusal', 'POST /notes', 'http://localhost:3000', 400],
    ['an unknown path', 'GET /nope', 'http://localhost:3000', 404],
    ['an unknown method', 'PUT /notes', 'http://localhost:3000', 405],
    ['a session of the path', 'GET /~anna/notes', 'http://localhost:3000', 200],
    ['a session that has no name', 'GET /~%20/notes', 'http://localhost:3000', 400],
  ])('%s: %s', async (_title, line, origin, status) => {
    const answer = await ask(line, undefined, { origin });
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      vary: expect.stringMatching(/\bOrigin\b/),
    });
  });

  test.each(['GET', 'OPTIONS'])('a preflight asks first, then %s', async (method) => {
    const { status, headers } = await ask('OPTIONS /notes', undefined, {
      origin: 'http://a.test',
      'access-control-request-method': method,
    });
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'http://a.test',
      'access-control-allow-credentials': 'true',
      vary: 'Origin, Access-Control-Request-Headers',
    });
    expect(headers).not.toHaveProperty('access-control-allow-private-network');
  });

  test('a page of a public site may ask for a server of this machine', async () => {
    const { headers } = await ask('OPTIONS /notes', undefined, {
      ...PREFLIGHT,
      origin: 'https://app.test',
      'access-control-request-private-network': 'true',
    });
    expect(headers['access-control-allow-private-network']).toBe('true');
  });
});

test('a program without an origin gets what any page may read', async () => {
  const { headers } = await ask('GET /notes');
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(headers).not.toHaveProperty('access-control-allow-credentials');
});

test('a documented Vary keeps its words', async () => {
  expect((await ask('GET /notes', undefined, { origin: 'http://a.test' })).headers.vary).toBe('Accept, Origin');
});

test('the admin API gives no permission', async () => {
  const { status, headers } = await ask('GET /__admin/health', undefined, { origin: 'http://a.test' });
  expect(status).toBe(403);
  expect(headers).not.toHaveProperty('access-control-allow-origin');
});

test.each<[string, boolean]>([
  ['http://localhost:3000', true],
  ['null', true],
  ['http://[::1]:80', true],
  ['http://a, http://b', false],
  ['http://a/b', false],
  ['http://a\r\nx: y', false],
  ['a', false],
  ['', false],
])('%j is an origin: %s', (text, expected) => expect(isOrigin(text)).toBe(expected));
