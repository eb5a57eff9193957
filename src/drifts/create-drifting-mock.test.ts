import { join } from 'node:path';
import { createAsk, documentOf } from '../mock/ask.test-support';
import type { MockResponse } from '../mock/messages/message';
import { loadSpec, parseSpec } from '../openapi/load-spec';
import type { Drift } from './catalogue/drift';
import { createDriftingMock } from './create-drifting-mock';
import { findDrifts, listDrifts } from './list-drifts';

const bookshop = loadSpec(join(__dirname, '../../fixtures/specs/bookshop.yaml'));

describe('a mock that drifts', () => {
  const bodies = { title: 'A', author: 'B', language: 'nl', price: 1 };
  const ask = async (drift: string | readonly string[], method: string, path: string, body?: object) => {
    const mock = createDriftingMock({ spec: bookshop, count: 30 }, [drift].flat());
    const bytes = body === undefined ? {} : { body: new TextEncoder().encode(JSON.stringify(body)) };
    const headers = { 'content-type': 'application/json' };
    const [at = '', query = ''] = path.split('?');
    return mock.handle({ method, path: at, query, headers, ...bytes });
  };
  const json = (answer: MockResponse) => JSON.parse(String(answer.body));

  test.each([
    ['body.title.maxLength:not-enforced', { title: 'x'.repeat(121) }, 201],
    ['body.title.maxLength:not-enforced', { title: '' }, 400],
    ['body.title.maxLength:one-less', { title: 'x'.repeat(120) }, 400],
    ['body.title.maxLength:one-less', { title: 'x'.repeat(119) }, 201],
    ['body.title.type:not-enforced', { title: 7 }, 201],
    ['body.title.type:not-enforced', { title: null }, 400],
    ['body.title.null:accepted', { title: null }, 201],
    ['body.title.required:not-enforced', { title: undefined }, 201],
    ['body.isbn.pattern:not-enforced', { isbn: 'none' }, 201],
    ['body.isbn.null:rejected', { isbn: null }, 400],
    ['body.language.enum:value-unknown', { language: 'fr' }, 400],
    ['length:counts-bytes', { title: 'é'.repeat(61) }, 400],
    ['malformed:500', {}, 201],
  ])('%s with %j answers %i', async (drift, change, status) => {
    expect((await ask(drift, 'POST', '/books', { ...bodies, ...change })).status).toBe(status);
  });

  test.each<[string, string, string, (answer: MockResponse) => unknown, unknown]>([
    ['unknown-id:500', 'GET', '/books/999999', ({ status }) => status, 500],
    ['query.per_page.maximum:not-enforced', 'GET', '/books?per_page=101', ({ status }) => status, 200],
    ['query.per_page.maximum:exclusive', 'GET', '/books?per_page=100', ({ status }) => status, 400],
    ['response.title:missing', 'GET', '/books/1', (answer) => 'title' in json(answer), false],
    ['response.id:renamed', 'GET', '/books/1', (answer) => json(answer).id_, 1],
    ['response.price:wrong-type', 'GET', '/books', (answer) => typeof json(answer)[0].price, 'string'],
    ['response.title:missing-in-lists', 'GET', '/books/1', (answer) => 'title' in json(answer), true],
    ['limit:one-more', 'GET', '/books?per_page=3', (answer) => json(answer).length, 4],
    ['page:ignored', 'GET', '/books?page=2&per_page=3', (answer) => json(answer)[0].id, 1],
    ['total:of-the-page', 'GET', '/books?per_page=3', ({ headers }) => headers['x-total-count'], '3'],
    ['header.x-total-count:missing', 'GET', '/books', ({ headers }) => headers['x-total-count'], undefined],
    ['wrong-method:404', 'PATCH', '/books/1', ({ status }) => status, 404],
    ['head:405', 'HEAD', '/books', ({ status }) => status, 405],
    ['error:leaks-sql', 'GET', '/books/999999', (answer) => /SELECT/.test(String(answer.body)), true],
    ['remove:204-with-a-body', 'DELETE', '/books/1', ({ body }) => body, '{"removed":true}'],
  ])('%s: %s %s', async (drift, method, path, see, expected) => {
    expect(see(await ask(drift, method, path))).toEqual(expected);
  });

  test('has several drifts at once', async () => {
    const answer = await ask(['response.title:missing', 'getBook:202-for-200'], 'GET', '/books/1');
    expect([answer.status, 'title' in json(answer)]).toEqual([202, false]);
  });

  test('HEAD drifts as GET does', async () => {
    const [get, head] = [
      await ask('response.title:missing', 'GET', '/books/1'),
      await ask('response.title:missing', 'HEAD', '/books/1'),
    ];
    expect(head.body).toBeUndefined();
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(String(get.body))));
  });

  test('starts with the records of a healthy mock, whatever is not enforced', async () => {
    const none: Drift[] = [];
    const healthy = createDriftingMock({ spec: bookshop, count: 30 }, none);
    const drifting = createDriftingMock({ spec: bookshop, count: 30 }, ['body.title.maxLength:not-enforced']);
    const request = { method: 'GET', path: '/books', query: 'per_page=100', headers: {} };
    expect((await drifting.handle(request)).body).toEqual((await healthy.handle(request)).body);
  });

  test('drifts in long lists, too, which are bytes', async () => {
    const drifting = createDriftingMock({ spec: bookshop, count: 100 }, ['json:two-values']);
    const { body } = await drifting.handle({ method: 'GET', path: '/books', query: 'per_page=100', headers: {} });
    expect(String(body)).toMatch(/\]\{\}$/);
  });

  test('remembers for itself', async () => {
    const [drift] = findDrifts(bookshop, ['remove:again-succeeds']);
    const [one, other] = [1, 2].map(() => createDriftingMock({ spec: bookshop, count: 3 }, [drift!]));
    const removal = { method: 'DELETE', path: '/books/1', query: '', headers: {} };
    const statuses = [
      await one!.handle(removal),
      await one!.handle(removal),
      await other!.handle({ ...removal, path: '/books/9' }),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([204, 204, 404]);
  });
});

const spec = parseSpec(
  documentOf(`
/notes: { get: { responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { type: object, required: [id], properties: { id: { type: integer } } } } } } } } } }
/notes/{id}: { get: { parameters: [{ name: id, in: path, required: true, schema: { type: integer } }], responses: { '200': { description: ok, content: { application/json: { schema: { type: object, required: [id], properties: { id: { type: integer } } } } } } } } }
`),
);

test('a drift is in every session, and the mock is controlled as ever', async () => {
  const ask = createAsk(createDriftingMock({ spec, count: 2, admin: {} }, ['unknown-id:500']));
  for (const path of ['/notes/9', '/~anna/notes/9']) expect((await ask(`GET ${path}`)).status).toBe(500);
  expect((await ask('GET /~anna/notes/1')).status).toBe(200);
  expect((await ask('GET /__admin/rules/none')).status).toBe(404);
});

test.each(listDrifts(spec).map(({ name }) => name))('%s leaves the control alone', async (name) => {
  const ask = createAsk(createDriftingMock({ spec, count: 2, admin: {} }, [name]));
  expect(await ask('GET /~anna/__admin/health')).toMatchObject({ status: 200, json: { status: 'ok' } });
});
