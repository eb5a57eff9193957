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

test.each([
  ['another client', app, { accept: 'application/json' }],
  ['a client that takes anything', app, { accept: '*/*' }],
  ['a mock without an admin API', createApp(createMock({ spec, count: 3 })), browser],
])('%s gets what it got before', async (_title, served, headers) => {
  expect((await request(served).get('/').set(headers)).status).toBe(404);
});

test('a document with / of its own keeps it', async () => {
  const paths = { '/': { get: { responses: { 200: { description: 'Home.' } } } } };
  const own = createMock({
    spec: parseSpec({ openapi: '3.1.0', info: { title: 'Home', version: '1' }, paths }),
    admin: {},
  });
  const { status, type } = await request(createApp(own)).get('/').set(browser);
  expect([status, type]).toEqual([200, '']);
});
