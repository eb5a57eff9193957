import { join } from 'node:path';
import type { MockResponse } from '../mock/messages/message';
import { loadSpec } from '../openapi/load-spec';
import { SHIPPED_SPEC } from '../openapi/shipped-spec';
import { DRIFT_GROUPS, type Drift } from './catalogue/drift';
import { createDriftingMock } from './create-drifting-mock';
import { findDrifts, listDrifts, UnknownDriftError } from './list-drifts';

const foreign = (name: string): string => join(__dirname, '../../fixtures/specs', name);
const files = [SHIPPED_SPEC, foreign('bookshop.yaml'), foreign('customer-notes.yaml'), foreign('warehouse.yaml')];
const specs = files.map((file) => loadSpec(file));
const bookshop = specs[1]!;

describe.each(specs.map((spec) => [spec.document.info.title, spec] as const))('the drifts of %s', (_, spec) => {
  const drifts = listDrifts(spec);

  test('are many, of every group', () => {
    expect(drifts.length).toBeGreaterThan(200);
    expect([...new Set(drifts.map(({ group }) => group))]).toEqual([...DRIFT_GROUPS]);
  });

  test('have names of their own that a command line takes', () => {
    expect(new Set(drifts.map(({ name }) => name)).size).toBe(drifts.length);
    expect(drifts.filter(({ name }) => !/^[^\s,:]+:[\w-]+$/.test(name))).toEqual([]);
  });

  test('say what an app notices, which check finds it, and what is spoiled', () => {
    expect(drifts.filter(({ title }) => title.length < 8 || /[.\n]$/.test(title))).toEqual([]);
    expect(drifts.filter(({ check }) => check.length === 0 || !check.every((name) => /^[a-z-]+$/.test(name)))).toEqual(
      [],
    );
    expect(drifts.filter(({ injection }) => Object.keys(injection).length === 0)).toEqual([]);
  });

  test('are listed once', () => expect(listDrifts(spec)).toBe(drifts));
});

test.each([
  [0, 'body.label.maxLength:not-enforced'],
  [1, 'body.isbn.pattern:not-enforced'],
  [1, 'header.x-total-count:missing'],
  [2, 'notes.parent:ignored'],
  [2, 'cursor:ends-early'],
  [3, 'products.body.suppliers.*.delivery_days.*.enum:not-enforced'],
  [3, 'quote.body.lines.minItems:not-enforced'],
])('document %i has %s', (index, name) => {
  expect(listDrifts(specs[index]!).map((drift) => drift.name)).toContain(name);
});

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

test.each([
  ['body.titel.maxLength:not-enforced', /nearest are body\.title\.maxLength:not-enforced, /],
  ['response.tittle:missing', /nearest are response\.title:missing/],
  ['xyzzy', /There is no drift "xyzzy" for .*bookshop\.yaml\.$/],
])('the unknown name %s is refused', (name, message) => {
  expect(() => createDriftingMock({ spec: bookshop }, [name])).toThrow(UnknownDriftError);
  expect(() => findDrifts(bookshop, [name])).toThrow(message);
});
