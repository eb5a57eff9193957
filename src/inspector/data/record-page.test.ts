import type { PageList } from '../../server/pages/page-model';
import { fitQuestion, hasNext, itemPath, type ListQuestion, listUrl, readPage } from './record-page';

const list = (part: Partial<PageList>): PageList => ({
  operation: 'listNotes',
  method: 'GET',
  path: '/notes',
  items: [],
  paging: { kind: 'none' },
  filters: [],
  ...part,
});
const question = (part: Partial<ListQuestion> = {}): ListQuestion => ({
  parents: {},
  filters: {},
  size: 10,
  page: 0,
  cursors: [],
  ...part,
});
const offset = { kind: 'offset', size: 'limit', position: 'offset' } as const;
const pages = { kind: 'page', size: 'per_page', position: 'page', firstPage: 1 } as const;
const cursor = { kind: 'cursor', size: 'limit', position: 'after', next: ['next'] } as const;

describe('what is asked', () => {
  test.each<[string, Partial<PageList>, Partial<ListQuestion>, string]>([
    ['no paging', {}, {}, '/notes'],
    ['filters, the empty ones left out', {}, { filters: { a: 'x y', b: '' } }, '/notes?a=x+y'],
    ['the first page by offset', { paging: offset }, {}, '/notes?limit=10'],
    ['the third page by offset', { paging: offset }, { page: 2 }, '/notes?limit=10&offset=20'],
    ['the third page by number', { paging: pages }, { page: 2 }, '/notes?per_page=10&page=3'],
    ['by number from zero', { paging: { ...pages, firstPage: 0 } }, { page: 2 }, '/notes?per_page=10&page=2'],
    ['the second page by cursor', { paging: cursor }, { page: 1, cursors: ['c1', 'c2'] }, '/notes?limit=10&after=c1'],
    ['a nested list', { path: '/a/{aId}/notes' }, { parents: { aId: 'x/y' } }, '/a/x%2Fy/notes'],
  ])('%s', (_, part, asked, url) => expect(listUrl(list(part), '', question(asked))).toBe(url));

  test('what another document does not have any more is not asked for', () => {
    const changed = list({
      filters: [{ name: 'a', types: ['string'], required: false }],
      paging: { ...offset, largest: 5 },
    });
    const fitted = fitQuestion(changed, question({ filters: { a: 'x', gone: 'y' }, page: 1 }));
    expect(listUrl(changed, '', fitted)).toBe('/notes?a=x&limit=5&offset=5');
  });

  test('below a base path', () => expect(listUrl(list({}), '/api', question())).toBe('/api/notes'));
});

describe('what is answered', () => {
  const answer = (body: unknown, headers: Record<string, string> = {}) => ({
    status: 200,
    headers: new Headers(headers),
    body,
  });
  test.each<[string, Partial<PageList>, unknown, Record<string, string>, unknown]>([
    ['a bare array', {}, [{ id: 1 }], {}, { records: [{ id: 1 }] }],
    ['a total in a header', { totalHeader: 'X-Total' }, [], { 'x-total': '7' }, { records: [], total: 7 }],
    [
      'an envelope',
      { items: ['data', 'items'], total: ['meta', 'total'] },
      { data: { items: [{ id: 1 }] }, meta: { total: 3 } },
      {},
      { records: [{ id: 1 }], total: 3 },
    ],
    ['a next cursor', { items: ['items'], paging: cursor }, { items: [], next: 'c' }, {}, { records: [], next: 'c' }],
    ['the end of the cursors', { items: ['items'], paging: cursor }, { items: [], next: null }, {}, { records: [] }],
    ['something else', { items: ['data', 'items'] }, { data: null }, {}, { records: [] }],
  ])('%s', (_, part, body, headers, page) => expect(readPage(list(part), answer(body, headers))).toEqual(page));
});

describe('whether there is more', () => {
  const ten = Array.from({ length: 10 }, (_, id) => ({ id }));
  test.each<[string, Partial<PageList>, Partial<ListQuestion>, Parameters<typeof hasNext>[2], boolean]>([
    ['by the total', { paging: offset }, {}, { records: ten, total: 11 }, true],
    ['at the end of the total', { paging: offset }, { page: 1 }, { records: ten, total: 20 }, false],
    ['a full page without a total', { paging: pages }, {}, { records: ten }, true],
    ['a page with room', { paging: pages }, {}, { records: ten.slice(1) }, false],
    ['a cursor', { paging: cursor }, {}, { records: [], next: 'c' }, true],
    ['no cursor', { paging: cursor }, {}, { records: ten }, false],
    ['no paging', {}, {}, { records: ten, total: 99 }, false],
  ])('%s', (_, part, asked, page, more) => expect(hasNext(list(part), question(asked), page)).toBe(more));
});

test('the path of a record, with the names that the item path has for its parents', () => {
  const resource = {
    name: 'notes',
    idProperty: 'id',
    idParameter: 'noteId',
    parents: [{ parameter: 'customerId', itemParameter: 'customer' }],
    columns: [],
  };
  expect(itemPath(resource, '/customers/{customer}/notes/{noteId}', { customerId: 'c 1' }, 7)).toBe(
    '/customers/c%201/notes/7',
  );
});
