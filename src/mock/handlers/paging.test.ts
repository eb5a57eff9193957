import { parseSpec } from '../../openapi/load-spec';
import type { Paging } from '../../openapi/model/model';
import { documentOf } from '../ask.test-support';
import { createPageLinks, decodeCursor, encodeCursor } from './paging';

describe('cursors', () => {
  test.each([0, 1, 25, 3255, 1_000_000_000])('lead back to %d', (offset) => {
    const cursor = encodeCursor(offset);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeCursor(cursor)).toBe(offset);
  });

  test.each([
    '',
    'foo',
    '25',
    encodeCursor(25).slice(1),
    `${encodeCursor(25)}=`,
    ` ${encodeCursor(25)}`,
    25,
    true,
    ['a'],
    null,
  ])('are not %j', (cursor) => {
    expect(decodeCursor(cursor)).toBeUndefined();
  });

  test.each(['from:', 'from:x', 'from:1.5', 'from:1e3', 'from: 1', 'to:1'])('are not made of %j', (text) => {
    expect(decodeCursor(Buffer.from(text).toString('base64url'))).toBeUndefined();
  });
});

function pagingBy(...names: string[]): Paging {
  const parameters = names.map(
    (name) => `{ name: ${name}, in: query, schema: { type: ${name === 'cursor' ? 'string' : 'integer'} } }`,
  );
  const item = '{ type: object, properties: { id: { type: integer }, text: { type: string } } }';
  const list = `{ '200': { description: ok, content: { application/json: { schema: { type: array, items: ${item} } } } } }`;
  const one = `{ '200': { description: ok, content: { application/json: { schema: ${item} } } } }`;
  const spec = parseSpec(
    documentOf(`
/notes: { get: { parameters: [${parameters.join(', ')}], responses: ${list} } }
/notes/{id}: { get: { parameters: [{ name: id, in: path, required: true, schema: { type: integer } }], responses: ${one} } }
`),
  );
  return spec.resources[0]!.list!.paging;
}

/** The links by relation, without the path. */
function linksOf(header: string | undefined): Record<string, string> {
  const links = header?.split(', ').map((link) => /^<\/notes\?(.*)>; rel="(.*)"$/.exec(link)!) ?? [];
  return Object.fromEntries(links.map(([, query, relation]) => [relation, query]));
}

describe('links of a page', () => {
  test.each([
    [
      ['page', 'per_page'],
      'page=2&per_page=2',
      { offset: 2, limit: 2, total: 5 },
      { first: 1, prev: 1, next: 3, last: 3 },
    ],
    [['page', 'per_page'], 'page=1&per_page=2', { offset: 0, limit: 2, total: 5 }, { first: 1, next: 2, last: 3 }],
    [['page', 'per_page'], 'page=3&per_page=2', { offset: 4, limit: 2, total: 5 }, { first: 1, prev: 2, last: 3 }],
    [['page', 'per_page'], 'page=9&per_page=2', { offset: 16, limit: 2, total: 5 }, { first: 1, prev: 3, last: 3 }],
    [['page', 'per_page'], 'page=1&per_page=2', { offset: 0, limit: 2, total: 4 }, { first: 1, next: 2, last: 2 }],
    [['page', 'per_page'], 'page=1&per_page=5', { offset: 0, limit: 5, total: 5 }, {}],
    [['page', 'per_page'], 'page=1&per_page=0', { offset: 0, limit: 0, total: 5 }, {}],
    [
      ['offset', 'limit'],
      'offset=2&limit=2',
      { offset: 2, limit: 2, total: 5 },
      { first: 0, prev: 0, next: 4, last: 4 },
    ],
    [
      ['offset', 'limit'],
      'offset=1&limit=2',
      { offset: 1, limit: 2, total: 5 },
      { first: 0, prev: 0, next: 3, last: 4 },
    ],
  ])('by %j at %s of %j', (names, query, page, expected) => {
    const links = linksOf(createPageLinks(pagingBy(...names))('/notes', query, page));
    const positions = Object.entries(links).map(([relation, target]) => [
      relation,
      Number(new URLSearchParams(target).get(names[0]!)),
    ]);
    expect(Object.fromEntries(positions)).toEqual(expected);
  });

  test('keep the other parameters', () => {
    const links = linksOf(
      createPageLinks(pagingBy('page', 'per_page'))('/notes', 'color=r%26d&page=1', { offset: 0, limit: 2, total: 3 }),
    );
    expect(links.next).toBe('color=r%26d&page=2');
  });

  test('lead to cursors', () => {
    const links = linksOf(
      createPageLinks(pagingBy('cursor', 'limit'))('/notes', '', { offset: 0, limit: 2, total: 3 }),
    );
    expect(links.next).toBe(`cursor=${encodeCursor(2)}`);
  });

  test('are none where the list is not paged', () => {
    expect(createPageLinks({ kind: 'none' })('/notes', '', { offset: 0, limit: 2, total: 3 })).toBeUndefined();
  });
});
