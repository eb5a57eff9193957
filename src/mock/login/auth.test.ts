import { createTestMock, documentOf } from '../ask.test-support';
import type { AuthOptions } from './auth-settings';

const paths = (security: Record<string, string>): string =>
  Object.entries(security)
    .map(
      ([path, value]) =>
        `/${path}: { get: { security: ${value}, responses: { '200': { description: '', content: { application/json: { schema: { type: object } } } } } } }`,
    )
    .join('\n');
const DOCUMENT = documentOf(
  paths({
    open: '[]',
    both: '[{ Token: [], Key: [] }]',
    either: '[{ Token: [] }, { User: [] }]',
    optional: '[{}, { Key: [] }]',
    scoped: '[{ Token: [write] }]',
    query: '[{ QueryKey: [] }]',
    cookie: '[{ CookieKey: [] }]',
    user: '[{ User: [] }]',
    bearer: '[{ Bearer: [] }]',
    tls: '[{ Tls: [] }]',
  }),
).replace(
  'paths:',
  `servers: [{ url: https://api.test/v1 }]
components:
  securitySchemes:
    Token: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://login.test/oauth/token', scopes: { read: '', write: '' } } } }
    Key: { type: apiKey, in: header, name: X-Key }
    QueryKey: { type: apiKey, in: query, name: api key }
    CookieKey: { type: apiKey, in: cookie, name: key }
    User: { type: http, scheme: basic }
    Bearer: { type: http, scheme: bearer }
    Tls: { type: mutualTLS }
paths:`,
);

const KNOWN = { clients: [{ id: 'app', secret: 's:e+c r%' }], apiKeys: ['key-1', 'key-2'] };
const basic = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const CLIENT = { grant_type: 'client_credentials', client_id: 'app', client_secret: 's:e+c r%' };
const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

function setUp(mode: AuthOptions['mode'], known: AuthOptions = KNOWN) {
  const clock = { now: new Date('2030-01-01T00:00:00Z') };
  const { ask } = createTestMock(DOCUMENT, { auth: { ...known, mode: mode! }, now: () => clock.now });
  const token = async (fields: Record<string, string> = CLIENT, headers: Record<string, string> = {}) =>
    ask('POST /oauth/token', form(fields), { ...FORM, ...headers });
  return { ask, clock, token };
}

describe('strict', () => {
  const { ask, token } = setUp('strict');
  const BASIC = basic('app', 's:e+c r%');

  test.each<[string, Record<string, string>, number]>([
    ['GET /open', {}, 200],
    ['GET /both', {}, 401],
    ['GET /both', { authorization: 'Bearer TOKEN' }, 401],
    ['GET /both', { 'x-key': 'key-1' }, 401],
    ['GET /both', { authorization: 'Bearer TOKEN', 'x-key': 'key-2' }, 200],
    ['GET /v1/both', { authorization: 'bearer   TOKEN', 'x-key': ' key-1 ' }, 200],
    ['HEAD /both', { authorization: 'Bearer TOKEN', 'x-key': 'key-1' }, 200],
    ['HEAD /both', {}, 401],
    ['GET /both', { authorization: 'Bearer TOKENx', 'x-key': 'key-1' }, 401],
    ['GET /both', { authorization: 'TOKEN', 'x-key': 'key-1' }, 401],
    ['GET /both', { authorization: 'Bearer key-1', 'x-key': 'key-1' }, 401],
    ['GET /both', { authorization: 'Bearer TOKEN', 'x-key': 'key-3' }, 401],
    ['GET /either', { authorization: 'Bearer TOKEN' }, 200],
    ['GET /either', { authorization: BASIC }, 200],
    ['GET /either', { authorization: 'Basic !' }, 401],
    ['GET /optional', {}, 200],
    ['GET /query', {}, 401],
    ['GET /query?api+key=key-1', {}, 200],
    ['GET /query?api%20key=key%2D1', {}, 200],
    ['GET /query?api+key=nope', {}, 401],
    ['GET /cookie', { cookie: 'a=b; key=key-1' }, 200],
    ['GET /cookie', { cookie: 'a=b; key=' }, 401],
    ['GET /user', { authorization: BASIC }, 200],
    ['GET /user', { authorization: basic('app', 'wrong') }, 401],
    ['GET /user', { authorization: basic('other', 's:e+c r%') }, 401],
    ['GET /bearer', { authorization: 'Bearer key-1' }, 200],
    ['GET /bearer', { authorization: 'Bearer TOKEN' }, 200],
    ['GET /bearer', { authorization: 'Bearer nope' }, 401],
    ['GET /tls', {}, 200],
    ['GET /nope', {}, 404],
    ['DELETE /both', {}, 405],
    ['OPTIONS /both', {}, 204],
    ['OPTIONS /both', { origin: 'https://app.test', 'access-control-request-method': 'GET' }, 204],
  ])('%s with %j: %d', async (line, headers, status) => {
    const { access_token } = (await token()).json;
    const filled = Object.entries(headers).map(([name, value]) => [name, value.replace('TOKEN', access_token)]);
    expect((await ask(line, undefined, Object.fromEntries(filled))).status).toBe(status);
  });

  test.each<[string, Record<string, string>, string, string]>([
    [
      'GET /both',
      {},
      'Bearer realm="Test", ApiKey realm="Test", in="header", name="X-Key"',
      'The access token is missing: send Authorization: Bearer. The API key is missing: send the header X-Key.',
    ],
    [
      'GET /scoped',
      { authorization: 'Bearer nope' },
      'Bearer realm="Test", error="invalid_token", error_description="The access token is not valid."',
      'The access token is not valid.',
    ],
    [
      'GET /user',
      {},
      'Basic realm="Test", charset="UTF-8"',
      'A user and a password are missing: send Authorization: Basic.',
    ],
    [
      'GET /query?api+key=x',
      {},
      'ApiKey realm="Test", in="query", name="api key"',
      'The API key in the query parameter api key is not valid.',
    ],
  ])('%s with %j is challenged', async (line, sent, challenge, detail) => {
    const { status, headers, json } = await ask(line, undefined, sent);
    expect([status, headers['www-authenticate'], json.detail]).toEqual([401, challenge, detail]);
    expect(json.type).toBe('/problems/unauthorized');
  });

  test('no secret comes back or is logged', async () => {
    const sent = { authorization: 'Bearer hidden-token', 'x-key': 'hidden-key' };
    for (const line of ['GET /both', 'GET /user', 'GET /bearer']) {
      expect(JSON.stringify(await ask(line, undefined, sent))).not.toContain('hidden');
    }
    expect(JSON.stringify(await token({ ...CLIENT, client_secret: 'hidden' }))).not.toContain('hidden');
  });

  test('a login counts more than a preference', async () => {
    expect((await ask('GET /both', undefined, { prefer: 'code=200' })).status).toBe(401);
  });

  test('a token without the scope is forbidden', async () => {
    const of = async (scope: string) => {
      const { access_token } = (await token({ ...CLIENT, scope })).json;
      return ask('GET /scoped', undefined, { authorization: `Bearer ${access_token}` });
    };
    const { status, headers } = await of('read');
    expect(status).toBe(403);
    expect(headers['www-authenticate']).toContain('error="insufficient_scope"');
    expect(headers['www-authenticate']).toContain('scope="write"');
    expect((await of('read write')).status).toBe(200);
  });
});

test('a login expires after an hour, and another one helps', async () => {
  const { ask, clock, token } = setUp('strict');
  const bearer = async () => ({ authorization: `Bearer ${(await token()).json.access_token}`, 'x-key': 'key-1' });
  const headers = await bearer();
  clock.now = new Date('2030-01-01T00:59:59Z');
  expect((await ask('GET /both', undefined, headers)).status).toBe(200);
  clock.now = new Date('2030-01-01T01:00:00Z');
  const late = await ask('GET /both', undefined, headers);
  expect([late.status, late.json.detail]).toEqual([401, 'The access token has expired.']);
  expect(late.headers['www-authenticate']).toContain('error="invalid_token"');
  expect((await ask('GET /both', undefined, await bearer())).status).toBe(200);
});

test('a token of one session is worth nothing in another one', async () => {
  const { ask } = setUp('strict');
  const { json } = await ask('POST /~anna/oauth/token', form(CLIENT), FORM);
  const headers = { authorization: `Bearer ${json.access_token}`, 'x-key': 'key-1' };
  expect((await ask('GET /~anna/both', undefined, headers)).status).toBe(200);
  expect((await ask('GET /both', undefined, headers)).status).toBe(401);
});

test('who names no credentials has those for development', async () => {
  const { ask, token } = setUp('strict', {});
  const client = { ...CLIENT, client_id: 'mock-client', client_secret: 'mock-secret' };
  const { access_token } = (await token(client)).json;
  const headers = { authorization: `Bearer ${access_token}`, 'x-key': 'mock-key' };
  expect((await ask('GET /both', undefined, headers)).status).toBe(200);
});

test.each<[string, Record<string, string>, number]>([
  ['GET /both', { authorization: 'Bearer anything', 'x-key': 'any' }, 200],
  ['GET /both', { authorization: 'Bearer ', 'x-key': 'any' }, 401],
  ['GET /both', { authorization: 'Bearer x', 'x-key': '' }, 401],
  ['GET /user', { authorization: basic('any', 'thing') }, 200],
  ['GET /user', { authorization: 'Bearer x' }, 401],
  ['GET /query?api+key=x', {}, 200],
  ['GET /query?api+key=', {}, 401],
])('presence: %s with %j: %d', async (line, headers, status) => {
  expect((await setUp('presence').ask(line, undefined, headers)).status).toBe(status);
});

test('off asks for nothing', async () => {
  expect((await setUp('off').ask('GET /both')).status).toBe(200);
});

describe('the token endpoint', () => {
  test.each(['/oauth/token', '/v1/oauth/token'])('%s gives tokens, whatever is checked', async (path) => {
    for (const mode of ['off', 'presence', 'strict'] as const) {
      const { status, json, headers } = await setUp(mode).ask(`POST ${path}`, form(CLIENT), FORM);
      expect(status).toBe(200);
      expect(json).toEqual({
        access_token: expect.stringMatching(/^[\w-]{43}$/),
        expires_in: 3600,
        token_type: 'Bearer',
        scope: 'read write',
      });
      expect(headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
    }
  });

  test('the same token within five minutes, and what is left of its hour', async () => {
    const { clock, token } = setUp('strict');
    const first = (await token()).json;
    clock.now = new Date('2030-01-01T00:04:59Z');
    expect((await token()).json).toEqual({ ...first, expires_in: 3301 });
    clock.now = new Date('2030-01-01T00:05:00Z');
    expect((await token()).json.access_token).not.toBe(first.access_token);
  });

  const { token, ask } = setUp('strict');
  const { grant_type } = CLIENT;

  test('HTTP Basic will do, its parts form-encoded', async () => {
    const encoded = basic('app', 's%3Ae%2Bc+r%25');
    expect((await token({ grant_type }, { authorization: encoded })).status).toBe(200);
    expect((await token({ grant_type, client_id: 'app' }, { authorization: encoded })).status).toBe(200);
  });

  test.each<[string, Record<string, string>, Record<string, string>, number, string]>([
    ['a wrong secret', { ...CLIENT, client_secret: 'x' }, {}, 401, 'invalid_client'],
    ['an unknown client', { ...CLIENT, client_id: 'x' }, {}, 401, 'invalid_client'],
    ['no client', { grant_type }, {}, 401, 'invalid_client'],
    ['no secret', { grant_type, client_id: 'app' }, {}, 401, 'invalid_client'],
    ['an empty secret', { ...CLIENT, client_secret: '' }, {}, 401, 'invalid_client'],
    ['a wrong secret by HTTP Basic', { grant_type }, { authorization: basic('app', 'x') }, 401, 'invalid_client'],
    ['another authentication', { grant_type }, { authorization: 'Bearer x' }, 401, 'invalid_client'],
    ['no grant', { ...CLIENT, grant_type: '' }, {}, 400, 'invalid_request'],
    ['another grant', { ...CLIENT, grant_type: 'password' }, {}, 400, 'unsupported_grant_type'],
    ['an unknown scope', { ...CLIENT, scope: 'read fly' }, {}, 400, 'invalid_scope'],
    ['both ways at once', CLIENT, { authorization: basic('app', 's') }, 400, 'invalid_request'],
    ['JSON', CLIENT, { 'content-type': 'application/json' }, 400, 'invalid_request'],
  ])('%s', async (_name, fields, headers, status, error) => {
    const answer = await token(fields, headers);
    expect([answer.status, answer.json]).toEqual([status, { error, error_description: expect.stringMatching(/\.$/) }]);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json' });
    if (status === 401) expect(answer.headers['www-authenticate']).toMatch(/^Basic realm=/);
  });

  test('a parameter twice', async () => {
    const answer = await ask('POST /oauth/token', `${form(CLIENT)}&client_id=app`, FORM);
    expect([answer.status, answer.json.error]).toEqual([400, 'invalid_request']);
  });

  test('other methods, and preflights', async () => {
    expect(await ask('GET /oauth/token')).toMatchObject({ status: 405, headers: { allow: 'OPTIONS, POST' } });
    const preflight = { origin: 'https://app.test', 'access-control-request-method': 'POST' };
    const { status, headers } = await ask('OPTIONS /oauth/token', undefined, preflight);
    expect([status, headers['access-control-allow-origin']]).toEqual([204, 'https://app.test']);
  });
});

test.each([
  ['400', 400, { error: 'invalid_request', error_description: 'The parameter grant_type is missing.' }],
  ['401', 401, { error: 'invalid_client', error_description: 'The client or its secret is not known.' }],
  ['503', 503, expect.objectContaining({ title: 'Service unavailable' })],
])('a token endpoint that is to answer %s does so in its own words', async (code, status, body) => {
  for (const mode of ['off', 'strict'] as const) {
    const { token } = setUp(mode);
    const answer = await token(CLIENT, { prefer: `code=${code}` });
    expect([answer.status, answer.json]).toEqual([status, body]);
    expect((await token(CLIENT, { prefer: 'code=200' })).json.title).toBe('Impossible preference');
    expect((await token()).status).toBe(200);
  }
});
