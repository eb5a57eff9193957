import request from 'supertest';
import { createMock } from '../../mock/create-mock';
import { loadSpec, parseSpec } from '../../openapi/load-spec';
import { createApp } from '../http/create-app';

const spec = loadSpec('fixtures/specs/bookshop.yaml');
const app = createApp(createMock({ spec, count: 3, admin: {} }));
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', host: 'localhost:4010' };

describe('GET / of a browser', () => {
  test('is a page with the resources, links and command lines', async () => {
    const { status, type, text, headers } = await request(app).get('/').set(browser);
    expect([status, type]).toEqual([200, 'text/html']);
    expect(text).toContain('<title>Bookshop: mock</title>');
    expect(text).toContain('<a href="./books">books</a>');
    for (const link of ['__admin/', 'docs/', 'openapi.yaml', 'openapi.json']) expect(text).toContain(`href="${link}"`);
    expect(text).toContain('curl http://localhost:4010/books</code>');
    expect(text).not.toMatch(/curl [^<]*\{bookId\}/);
    expect(headers['content-security-policy']).toMatch(/style-src 'sha256-/);
    expect(headers.vary).toContain('Accept');
  });

  test('shows a command line for a create that the mock takes', async () => {
    const { text } = await request(app).get('/').set(browser);
    const [, body] = /-d &#39;(.*)&#39;<\/code>/.exec(text)!;
    const created = await request(app).post('/books').type('json').send(body!.replaceAll('&#34;', '"'));
    expect(created.status).toBe(201);
  });

  test.each([
    ['a session', '/~anna/', 'http://localhost:4010/~anna/books', 'session anna'],
    ['a base path', '/', 'http://localhost:4010/shop/books', './shop/books'],
  ])('keeps %s', async (title, path, url, shown) => {
    const basePath = title === 'a base path' ? '/shop' : undefined;
    const { text } = await request(createApp(createMock({ spec, count: 3, admin: {}, basePath })))
      .get(path)
      .set(browser);
    expect(text).toContain(url);
    expect(text).toContain(shown);
  });

  test('escapes what the document says', async () => {
    const info = { title: '<script>alert(1)</script>', version: '1', description: '# A "b"\n\nmore' };
    const hostile = createMock({ spec: parseSpec({ openapi: '3.1.0', info, paths: {} }), admin: {} });
    const { text } = await request(createApp(hostile)).get('/').set(browser);
    expect(text).not.toContain('<script>');
    expect(text).toContain('A &#34;b&#34;');
    expect(text).not.toContain('more');
  });
});

describe('GET / of another client', () => {
  test.each([
    ['one that asks for JSON', { accept: 'application/json' }, '/', ''],
    ['one that takes anything', { accept: '*/*' }, '/', ''],
    ['one in a session', {}, '/~anna/', '/~anna'],
  ])('is JSON for %s', async (_title, headers, path, prefix) => {
    const url = `http://mock.test${prefix}`;
    const { status, type, body } = await request(app)
      .get(path)
      .set({ host: 'mock.test', ...headers });
    expect([status, type]).toEqual([200, 'application/json']);
    expect(body).toMatchObject({
      title: 'Bookshop',
      operations: spec.operations.length,
      inspector: `${url}/__admin/`,
      reference: `${url}/docs/`,
      document: `${url}/openapi.json`,
    });
    expect(body.resources).toContainEqual({
      name: 'books',
      roles: ['list', 'read', 'create', 'replace', 'remove'],
      url: `${url}/books`,
    });
    expect(body.session).toBe(prefix === '' ? undefined : 'anna');
  });

  test('may be read by scripts of other pages', async () => {
    const { headers } = await request(app).get('/').set({ accept: 'application/json', origin: 'http://app.test' });
    expect(headers['access-control-allow-origin']).toBe('http://app.test');
    expect(headers.vary).toMatch(/Accept/);
  });
});

test('a mock without an admin API has no front door', async () => {
  const served = createApp(createMock({ spec, count: 3 }));
  for (const headers of [browser, { accept: 'application/json' }]) {
    expect((await request(served).get('/').set(headers)).status).toBe(404);
  }
});

test.each([
  ['a browser', browser],
  ['another client', { accept: 'application/json' }],
])('a document with / of its own keeps it for %s', async (_title, headers) => {
  const paths = { '/': { get: { responses: { 200: { description: 'Home.' } } } } };
  const own = createMock({
    spec: parseSpec({ openapi: '3.1.0', info: { title: 'Home', version: '1' }, paths }),
    admin: {},
  });
  const { status, type } = await request(createApp(own)).get('/').set(headers);
  expect([status, type]).toEqual([200, '']);
});
