import request from 'supertest';
import { createMock } from '../../mock/create-mock';
import { loadSpec, parseSpec } from '../../openapi/load-spec';
import { createApp } from '../http/create-app';
import { inspectorAnswer } from './inspector-answer';

const spec = loadSpec('fixtures/specs/bookshop.yaml');
const app = createApp(createMock({ spec, count: 3, admin: {} }));

test.each([
  ['/__admin', '/__admin/'],
  ['/docs', '/docs/'],
  ['/~anna/docs', '/~anna/docs/'],
  ['/~anna/__admin/', '/__admin/#/requests?session=anna'],
])('%s leads to %s', async (path, location) => {
  const { status, headers } = await request(app).get(path);
  expect([status, headers.location]).toEqual([308, location]);
});

test('below a mount point the way leads there, too', async () => {
  const outer = (await import('express')).default();
  outer.use('/api', app);
  expect((await request(outer).get('/api/__admin')).headers.location).toBe('/api/__admin/');
});

test.each(['/__admin/page/model.json', '/docs/openapi.json'])('%s is JSON', async (path) => {
  const { status, type } = await request(app).get(path);
  expect([status, type]).toEqual([200, 'application/json']);
});

test.each([
  ['/docs/openapi.json', undefined, '..'],
  ['/~anna/docs/openapi.json', undefined, '..'],
  ['/docs/openapi.json', '/shop', '../shop'],
])('%s below %s is tried out at %s only', (path, basePath, url) => {
  const { body } = inspectorAnswer({ method: 'GET', path, query: '', headers: {} }, { spec, basePath })!;
  expect(JSON.parse(String(body)).servers).toEqual([{ url, description: 'This mock.' }]);
});

test('the reference gets a document without the parameters that were left out', () => {
  const parameters = [{ in: 'query' }, { name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
  const get = { parameters: [{ in: 'header' }], summary: 'A', responses: { 200: { description: 'ok' } } };
  const faulty = parseSpec({
    openapi: '3.1.0',
    info: { title: 'A', version: '1' },
    paths: { '/a/{id}': { parameters, get } },
  });
  const { body } = inspectorAnswer(
    { method: 'GET', path: '/docs/openapi.json', query: '', headers: {} },
    { spec: faulty },
  )!;
  expect(JSON.parse(String(body)).paths['/a/{id}']).toMatchObject({
    parameters: [parameters[1]],
    get: { ...get, parameters: [] },
  });
});

test.each(['/__admin/page/', '/__admin/page/..%2f..%2fpackage.json', '/docs/package.json', '/docs/__proto__'])(
  '%s is nothing',
  async (path) => expect((await request(app).get(path)).status).toBe(404),
);

test('only reading has an answer', async () => {
  expect((await request(app).post('/docs/')).status).toBe(404);
  expect((await request(app).head('/__admin/page/model.json')).status).toBe(200);
});

test('a document with /docs of its own keeps it', () => {
  const own = {
    ...spec,
    paths: [{ ...spec.paths[0]!, template: { ...spec.paths[0]!.template, source: '/docs/{name}' } }],
  };
  expect(inspectorAnswer({ method: 'GET', path: '/docs/', query: '', headers: {} }, { spec: own })).toBeUndefined();
});

describe('without an admin API', () => {
  const bare = createApp(createMock({ spec, count: 3 }));
  test.each(['/__admin/', '/__admin/page/inspector.js', '/docs/', '/docs/openapi.json'])(
    'there is no %s',
    async (path) => {
      expect((await request(bare).get(path)).status).toBe(404);
    },
  );
});

describe('with a token', () => {
  const guarded = createApp(createMock({ spec, count: 3, admin: { token: 'secret' } }));

  test.each([
    [{}, 401],
    [{ authorization: 'Bearer wrong' }, 401],
    [{ authorization: 'Bearer secret' }, 200],
    [{ authorization: 'Bearer secret', origin: 'http://evil.example' }, 403],
  ])('the model of the page with %j: %i', async (headers, status) => {
    const answer = await request(guarded)
      .get('/__admin/page/model.json')
      .set(headers as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(answer.text.includes('resources')).toBe(status === 200);
  });

  test('the page itself asks for it', async () => {
    expect([200, 503]).toContain((await request(guarded).get('/__admin/')).status);
  });
});

test('the reference gets texts without markup', () => {
  const hostile = {
    ...spec,
    document: { ...spec.document, info: { title: 'A', version: '1', description: '<img src=x>' } },
  };
  const { body } = inspectorAnswer(
    { method: 'GET', path: '/docs/openapi.json', query: '', headers: {} },
    { spec: hostile },
  )!;
  expect(JSON.parse(String(body)).info.description).toBe('<\u200bimg src=x>');
});
