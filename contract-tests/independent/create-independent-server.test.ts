import type { Server } from 'node:http';
import request from 'supertest';
import { documentedExample } from './contact-point';
import { createIndependentServer } from './create-independent-server';
import type { Freedoms } from './freedoms';
import { credentials } from './gate';
import { profiles } from './profiles';

const COLLECTION = '/v2/customers/contact_points';
const NOBODY = '11111111-1111-4111-8111-111111111111';
const { id: EXAMPLE_ID, ...content } = documentedExample;

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close().closeAllConnections();
});

function start(choices: Partial<Freedoms> = {}) {
  const server = createIndependentServer(choices);
  running.push(server.listen(0, '127.0.0.1'));
  return request.agent(server);
}

const authorised = { authorization: `Bearer ${credentials.token}`, 'x-api-key': credentials.apiKey };

describe('every profile keeps the facts of the API', () => {
  test.each(profiles)('$standing: $name', async ({ choices }) => {
    const api = start(choices).set(authorised);
    const created = await api.post(COLLECTION).send(content);
    expect(created.status).toBe(201);
    expect(created.headers['content-type']).toMatch(/^application\/json(;|$)/);
    expect(created.body).toMatchObject(content);

    const path = `${COLLECTION}/${created.body.id}`;
    expect((await api.get(path.toUpperCase().replace(COLLECTION.toUpperCase(), COLLECTION))).body).toEqual(
      created.body,
    );

    const changed = { ...content, email_address: null, label: '😀'.repeat(255) };
    expect((await api.put(path).send(changed)).body).toEqual({ ...created.body, ...changed });

    const list = await api.get(`${COLLECTION}?customer_id=${content.customer_id}&limit=1000`);
    expect(list.body).toMatchObject({ query: { limit: 1000, offset: 0, customer_id: content.customer_id } });
    expect(list.body.result).toContainEqual({ ...created.body, ...changed });
    expect(list.body.total).toBe(list.body.result.length);

    const refused = await api.post(COLLECTION).send({ label: 'x'.repeat(256), email_address: 'nobody' });
    expect(refused.status).toBe(400);
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json(;|$)/);
    expect(refused.body).toMatchObject({ status: 400, type: expect.any(String), title: expect.any(String) });
    const told = refused.body.violations.map((violation: { property_path: string }) => violation.property_path);
    expect([...new Set(told)].sort()).toEqual(['customer_id', 'email_address', 'label', 'phone_number']);

    const removed = await api.delete(path);
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect((await api.delete(path)).status).toBe(404);
    expect((await api.get(path)).body).toMatchObject({ status: 404 });
  });
});

const body = JSON.stringify(content);
const json = { 'content-type': 'application/json' };

test.each<
  [status: number, what: string, choices: Partial<Freedoms>, call: [string, string, (string | undefined)?, object?]]
>([
  [200, 'the documented example', {}, ['get', `/${EXAMPLE_ID}`]],
  [404, 'an unknown id', {}, ['get', `/${NOBODY}`]],
  [404, 'an unknown path', {}, ['get', 's']],
  [400, 'an id that is no uuid', {}, ['get', '/42']],
  [404, 'an id that is no uuid', { idThatIsNoUuid: 404 }, ['put', '/42', '{}', json]],
  [400, 'a limit above the maximum', {}, ['get', '?limit=1001']],
  [200, 'the largest limit', {}, ['get', '?limit=1000']],
  [400, 'a fractional limit', {}, ['get', '?limit=1.5']],
  [400, 'a negative offset', {}, ['get', '?offset=-1']],
  [400, 'a filter that is no uuid', {}, ['get', '?location_id=1']],
  [200, 'a filter for nobody', { references: 'checked' }, ['get', `?customer_id=${NOBODY}`]],
  [
    400,
    'a filter for nobody',
    { references: 'checked', unknownReferenceInFilter: 'violation' },
    ['get', `?customer_id=${NOBODY}`],
  ],
  [405, 'an undocumented method', {}, ['patch', `/${EXAMPLE_ID}`, body, json]],
  [200, 'HEAD', {}, ['head', `/${EXAMPLE_ID}`]],
  [405, 'HEAD', { head: 'refused' }, ['head', `/${EXAMPLE_ID}`]],
  [204, 'a preflight', {}, ['options', '']],
  [200, 'a preflight', { preflight: 'echo' }, ['options', '']],
  [406, 'an Accept without JSON', {}, ['get', '', undefined, { accept: 'text/html, */*;q=0' }]],
  [406, 'an Accept that refuses JSON', {}, ['get', '', undefined, { accept: 'application/json;q=0, */*' }]],
  [200, 'an Accept for problems only', {}, ['get', '', undefined, { accept: 'application/problem+json' }]],
  [200, 'an empty Accept', {}, ['get', '', undefined, { accept: '' }]],
  [200, 'an unknown parameter', {}, ['get', '?sort=label']],
  [400, 'an unknown parameter', { unknownParameters: 'rejected' }, ['get', '?sort=label']],
  [200, 'an Accept without JSON', { accept: 'ignored' }, ['get', '', undefined, { accept: 'text/html' }]],
  [400, 'malformed JSON', {}, ['post', '', '{', json]],
  [400, 'an array', {}, ['post', '', '[]', json]],
  [400, 'an empty body', { emptyBody: 'violations' }, ['post', '', '', json]],
  [413, 'a body of more than a MiB', {}, ['post', '', ' '.repeat(2 ** 20 + 1), json]],
  [413, 'a body of more than 16 KiB', { largestBody: 2 ** 14 }, ['post', '', ' '.repeat(2 ** 14 + 1), json]],
  [201, 'a body of more than a MiB', { largestBody: 2 ** 24 }, ['post', '', body + ' '.repeat(2 ** 20), json]],
  [415, 'another content type', {}, ['post', '', body, { 'content-type': 'text/plain' }]],
  [400, 'another content type', { wrongContentType: 400 }, ['post', '', body, { 'content-type': 'text/plain' }]],
  [404, 'a bad body for an unknown id', {}, ['put', `/${NOBODY}`, '{}', json]],
  [400, 'a bad body for an unknown id', { badBodyForUnknownId: 400 }, ['put', `/${NOBODY}`, '{}', json]],
  [400, 'an empty e-mail address', {}, ['post', '', body.replace('support@jifeline.com', ''), json]],
  [
    201,
    'an empty e-mail address',
    { emptyEmail: 'accepted' },
    ['post', '', body.replace('support@jifeline.com', ''), json],
  ],
  [201, 'a domain of one label', {}, ['post', '', body.replace('jifeline.com', 'intranet'), json]],
  [
    400,
    'a domain of one label',
    { emailGrammar: 'strict' },
    ['post', '', body.replace('jifeline.com', 'intranet'), json],
  ],
  [
    400,
    'an unknown customer',
    { references: 'checked' },
    ['post', '', body.replace(content.customer_id, NOBODY), json],
  ],
  [201, 'an id in the body', {}, ['post', '', JSON.stringify(documentedExample), json]],
  [400, 'an id in the body', { idInBody: 'rejected' }, ['post', '', JSON.stringify(documentedExample), json]],
  [401, 'no credentials', { auth: 'enforced' }, ['get', '']],
])('%i for %s %j', async (status, _what, choices, [method, rest, sent, headers = {}]) => {
  const call = start(choices)
    [method as 'post'](COLLECTION + rest)
    .set(headers as Record<string, string>);
  const answer = await (sent === undefined ? call : call.send(sent));
  expect(answer.status).toBe(status);
  if (status >= 400 && method !== 'head') expect(answer.body.status).toBe(status);
});

const listed = async (choices: Partial<Freedoms>, query = '') => (await start(choices).get(COLLECTION + query)).body;

test('pages join into the whole in every order', async () => {
  for (const order of ['creation', 'newest', 'id', 'label', 'updated'] as const) {
    const api = start({ order });
    const pages = await Promise.all(
      [0, 15, 30, 45].map((offset) => api.get(`${COLLECTION}?limit=15&offset=${offset}`)),
    );
    const whole = await api.get(`${COLLECTION}?limit=1000`);
    expect(pages.flatMap((page) => page.body.result)).toEqual(whole.body.result);
    expect(whole.body.total).toBe(40);
  }
});

test('the order can be creation or newest first', async () => {
  expect((await listed({}, '?limit=1')).result[0].id).toBe(EXAMPLE_ID);
  expect((await listed({ order: 'newest' }, '?offset=39')).result[0].id).toBe(EXAMPLE_ID);
});

test.each<[Partial<Freedoms>, string, object]>([
  [{ extraQueryKeys: true }, '', { query: { limit: 25, offset: 0, sort: 'default' } }],
  [{ extraListMembers: true }, '?limit=0', { result: [], total: 40, next: null }],
  [{ extraProperties: true }, '?limit=1', { result: [{ ...documentedExample, revision: 1 }] }],
  [{ records: 0 }, '', { result: [], total: 0 }],
  [{ records: 3255 }, '?limit=0', { total: 3255 }],
])('%j shows in the list', async (choices, query, expected) => {
  expect(await listed(choices, query)).toMatchObject(expected);
});

test.each<[Partial<Freedoms>, number]>([
  [{}, 1],
  [{ violationsOfAProperty: 'each' }, 2],
])('%j tells %i of two constraints of a property', async (choices, count) => {
  const answer = await start(choices)
    .post(COLLECTION)
    .send({ ...content, email_address: 'x'.repeat(256) });
  expect(answer.body.violations.map((violation: { property_path: string }) => violation.property_path)).toEqual(
    Array(count).fill('email_address'),
  );
});

test.each<[Partial<Freedoms>, string]>([
  [{}, 'GET, HEAD, PUT, DELETE, OPTIONS'],
  [{ head: 'refused' }, 'GET, PUT, DELETE, OPTIONS'],
])('%j allows the same methods in 405 and in a preflight', async (choices, allow) => {
  const api = start(choices);
  expect((await api.patch(`${COLLECTION}/${EXAMPLE_ID}`)).headers.allow).toBe(allow);
  expect((await api.options(`${COLLECTION}/${EXAMPLE_ID}`)).headers['access-control-allow-methods']).toBe(allow);
});

test('a token from the token endpoint opens the gate', async () => {
  const api = start({ auth: 'enforced' });
  const refused = await api.get(COLLECTION).set({ ...authorised, 'x-api-key': 'wrong' });
  expect([refused.status, refused.headers['www-authenticate']]).toEqual([401, expect.stringContaining('Bearer')]);
  const form = {
    grant_type: 'client_credentials',
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
  };
  const granted = await api.post('/oauth2/token').type('form').send(form);
  expect(granted.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
  const headers = { authorization: `Bearer ${granted.body.access_token}`, 'x-api-key': credentials.apiKey };
  expect((await api.get(COLLECTION).set(headers)).status).toBe(200);
});

test('a rate limit answers 429 with Retry-After', async () => {
  const api = start({ rateLimit: 2 });
  const answers = [];
  for (let n = 0; n < 6; n += 1) answers.push(await api.get(COLLECTION));
  const limited = answers.filter((answer) => answer.status === 429);
  expect(limited.length).toBeGreaterThan(0);
  expect(limited[0]!.headers['retry-after']).toBe('1');
});

test.each<[Partial<Freedoms>, string, string | undefined]>([
  [{}, 'content-length', String(JSON.stringify(documentedExample).length)],
  [{ framing: 'chunked' }, 'transfer-encoding', 'chunked'],
  [{ charset: true }, 'content-type', 'application/json; charset=utf-8'],
  [{ keepAlive: false }, 'connection', 'close'],
  [{ extraHeaders: true }, 'x-request-id', '8472'],
  [{ preflight: 'echo' }, 'access-control-allow-origin', 'http://a.example'],
])('%j shows in the header %s', async (choices, name, value) => {
  const answer = await start(choices).get(`${COLLECTION}/${EXAMPLE_ID}`).set('origin', 'http://a.example');
  expect(answer.headers[name]).toBe(value);
});

test.each<[Partial<Freedoms>, RegExp]>([
  [{}, /^\{"id"/],
  [{ json: 'pretty' }, /^\{\n {2}"id"/],
  [{ keyOrder: 'reversed' }, /^\{"phone_number"/],
])('%j shows in the bytes', async (choices, expected) => {
  expect((await start(choices).get(`${COLLECTION}/${EXAMPLE_ID}`)).text).toMatch(expected);
});

test.each<[Partial<Freedoms>, RegExp | undefined]>([
  [{}, /^\/v2\//],
  [{ location: 'absolute' }, /^http:\/\/127.0.0.1:\d+\/v2\//],
  [{ location: 'none' }, undefined],
])('%j shows in Location', async (choices, expected) => {
  const { location } = (await start(choices).post(COLLECTION).send(content)).headers;
  expect(location).toEqual(expected && expect.stringMatching(expected));
});

test.each<[Partial<Freedoms>, object]>([
  [{}, { type: '/problems/not-found', title: 'Not found' }],
  [{ problemType: 'blank' }, { type: 'about:blank', title: 'Not Found' }],
  [
    { problemType: 'absolute', wording: 'dutch' },
    { type: 'https://errors.example.com/v1/not-found', title: 'Fout 404' },
  ],
  [{ extraProblemMembers: true }, { instance: '/requests/8472' }],
])('%j shows in a problem', async (choices, expected) => {
  expect((await start(choices).get(`${COLLECTION}/${NOBODY}`)).body).toMatchObject(expected);
});

test.each<[Partial<Freedoms>, string]>([
  [{}, 'abcdefab'],
  [{ uuidCase: 'kept' }, 'ABCDEFAB'],
])('%j shows in the case of a uuid', async (choices, start8) => {
  const sent = { ...content, customer_id: `ABCDEFAB${NOBODY.slice(8)}` };
  const answer = await start(choices).post(COLLECTION).send(sent);
  expect(answer.body.customer_id.slice(0, 8)).toBe(start8);
});
