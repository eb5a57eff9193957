import { join } from 'node:path';
import { loadSpec, parseSpec } from '../../openapi/load-spec';
import { createTestMock, documentOf } from '../ask.test-support';

const NOTE = `
Note:
  type: object
  required: [id, color]
  properties:
    id: { type: integer, readOnly: true }
    color: { type: string }
    done: { type: boolean }
    owner: { type: [string, "null"], format: uuid }
`;
const OWNER = 'aaaaaaaa-0000-4000-8000-000000000000';

/** A collection of notes with these query parameters and this answer. */
function notes(parameters: string, schema: string, headers = '{}'): string {
  return documentOf(
    `
/notes:
  get:
    parameters: ${parameters.replaceAll('\n', ' ')}
    responses:
      '200':
        description: ok
        headers: ${headers}
        content: { application/json: { schema: ${schema} } }
  post:
    requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
    responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }
/notes/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
  get:
    responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }
`,
    NOTE,
  );
}

const ITEM = "{ $ref: '#/components/schemas/Note' }";
const BARE = `{ type: array, items: ${ITEM} }`;
const number = (name: string, rest = ''): string =>
  `{ name: ${name}, in: query, schema: { type: integer, minimum: 0${rest} } }`;
const envelope = (properties: string, required = ''): string =>
  `{ type: object, required: [items${required}], properties: { items: ${BARE}, ${properties} } }`;

const COLORS = [
  { color: 'red', done: true, owner: OWNER },
  { color: 'red', done: false, owner: null },
  { color: 'blue', done: true, owner: OWNER.toUpperCase() },
  { color: 'red', done: true },
  { color: 'green', done: false },
];

async function five(document: Parameters<typeof createTestMock>[0]) {
  const tested = createTestMock(document, { count: 0 });
  for (const body of COLORS) expect((await tested.ask('POST /notes', body)).status).toBe(201);
  return tested;
}

const idsOf = (items: readonly { id: number }[]): number[] => items.map(({ id }) => id);

describe('paging', () => {
  const offset = `[${number('limit', ', maximum: 4, default: 2')}, ${number('offset', ', default: 0')}]`;
  const page = `[${number('page', ', default: 1')}, ${number('per_page', ', default: 2')}]`;
  const zeroPage = `[${number('page', ', default: 0')}, ${number('size')}]`;

  test.each([
    [offset, '', [1, 2]],
    [offset, '?offset=1', [2, 3]],
    [offset, '?limit=4&offset=2', [3, 4, 5]],
    [offset, '?limit=0', []],
    [offset, '?offset=5', []],
    [offset, '?offset=9007199254740993', []],
    [page, '', [1, 2]],
    [page, '?page=3', [5]],
    [page, '?page=0', [1, 2]],
    [page, '?page=4', []],
    [page, '?page=2&per_page=3', [4, 5]],
    [page, '?page=2&per_page=0', []],
    [zeroPage, '?page=1&size=2', [3, 4]],
    [`[${number('limit')}]`, '', [1, 2, 3, 4, 5]],
    [`[${number('limit')}]`, '?limit=1', [1]],
    ['[]', '', [1, 2, 3, 4, 5]],
    // A default of -1 or 0 stands for the server's own.
    ['[{ name: limit, in: query, schema: { type: integer, default: -1 } }]', '', [1, 2, 3, 4, 5]],
    ['[{ name: limit, in: query, schema: { type: integer, default: -1 } }]', '?limit=1', [1]],
    [`[${number('limit', ', default: 0')}]`, '', [1, 2, 3, 4, 5]],
  ])('%#: GET /notes%s', async (parameters, query, ids) => {
    const { ask } = await five(notes(parameters, BARE));
    const { status, json } = await ask(`GET /notes${query}`);
    expect(status).toBe(200);
    expect(idsOf(json)).toEqual(ids);
  });

  test('where nothing says how long a page is, it is 25 items, within the limits of the document', async () => {
    const { ask } = createTestMock(notes(`[${number('limit')}, ${number('offset')}]`, BARE), { count: 40 });
    expect((await ask('GET /notes')).json).toHaveLength(25);
    const small = createTestMock(notes(`[${number('limit', ', maximum: 7')}, ${number('offset')}]`, BARE), {
      count: 40,
    });
    expect((await small.ask('GET /notes')).json).toHaveLength(7);
    const none = createTestMock(notes('[]', BARE), { count: 40 });
    expect((await none.ask('GET /notes')).json).toHaveLength(40);
  });

  test('by cursors joins up to the whole and ends', async () => {
    const cursor =
      '[{ name: cursor, in: query, schema: { type: string } }, { name: limit, in: query, schema: { type: integer, default: 2 } }]';
    const { ask } = await five(notes(cursor, envelope('next_cursor: { type: [string, "null"] }', ', next_cursor')));
    const seen: number[] = [];
    let next = '';
    for (let pages = 0; pages < 3; pages++) {
      const { json } = await ask(`GET /notes${next}`);
      seen.push(...idsOf(json.items));
      next = `?cursor=${json.next_cursor}`;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(next).toBe('?cursor=null');
  });

  test.each([
    ['next_cursor: { type: string }', '', undefined],
    ['next_cursor: { type: string }', ', next_cursor', ''],
    ['next_cursor: { type: [string, "null"] }', '', null],
  ])('the last cursor as { %s } is told as the schema allows', async (property, required, last) => {
    const cursor = '[{ name: cursor, in: query, schema: { type: string } }]';
    const { ask } = await five(notes(cursor, envelope(property, required)));
    expect((await ask('GET /notes')).json.next_cursor).toBe(last);
  });

  test('a cursor that no list gave is a violation', async () => {
    const { ask } = await five(
      notes('[{ name: cursor, in: query, schema: { type: string } }]', envelope('next: { type: string }')),
    );
    const { status, json } = await ask('GET /notes?cursor=mine');
    expect(status).toBe(400);
    expect(json.violations).toEqual([
      { property_path: 'cursor', in: 'query', detail: 'Value must be a cursor that an earlier answer gave.' },
    ]);
  });
});

describe('filters', () => {
  const parameters = `[
    { name: color, in: query, schema: { type: string } },
    { name: done, in: query, schema: { type: boolean } },
    { name: owner, in: query, schema: { type: string, format: uuid } },
    { name: "filter[color]", in: query, schema: { type: string, enum: [all, red, blue], default: all } },
    ${number('limit', ', default: 1')}, ${number('offset', ', default: 0')}]`;

  test.each([
    ['', 5, [1]],
    ['?color=red', 3, [1]],
    ['?color=red&offset=1&limit=9', 3, [2, 4]],
    ['?color=red&done=true&limit=9', 2, [1, 4]],
    ['?color=red&done=false', 1, [2]],
    ['?color=blue&done=false', 0, []],
    ['?color=RED', 0, []],
    ['?filter%5Bcolor%5D=all&limit=9', 5, [1, 2, 3, 4, 5]],
    ['?filter%5Bcolor%5D=blue', 1, [3]],
    ['?color=', 0, []],
    ['?color=__proto__', 0, []],
    [`?owner=${OWNER}&limit=9`, 2, [1, 3]],
    [`?owner=${OWNER.toUpperCase()}&limit=9`, 2, [1, 3]],
  ])('GET /notes%s has a total of %d', async (query, total, ids) => {
    const { ask } = await five(notes(parameters, envelope('total: { type: integer }')));
    const { json } = await ask(`GET /notes${query}`);
    expect({ total: json.total, ids: idsOf(json.items) }).toEqual({ total, ids });
  });
});

describe('the answer', () => {
  const paged = `[${number('limit', ', default: 2')}, ${number('offset', ', default: 0')}, { name: color, in: query, schema: { type: string } }]`;

  test('is a bare array, counted in the documented header', async () => {
    const { ask } = await five(notes(paged, BARE, '{ X-Total-Count: { schema: { type: integer } } }'));
    expect((await ask('GET /notes?color=red')).headers['x-total-count']).toBe('3');
  });

  test('links to the other pages where the document says so', async () => {
    const { ask } = await five(notes(paged, BARE, '{ Link: { required: true, schema: { type: string } } }'));
    expect((await ask('GET /notes?offset=4')).headers.link).toBe(
      '</notes?offset=0>; rel="first", </notes?offset=2>; rel="prev", </notes?offset=4>; rel="last"',
    );
    expect((await ask('GET /notes?color=green')).headers).not.toHaveProperty('link');
  });

  test('repeats the applied query, defaults included, filters when given', async () => {
    const { ask } = await five(notes(paged, envelope('query: { type: object }, total: { type: integer }')));
    expect((await ask('GET /notes')).json.query).toEqual({ limit: 2, offset: 0 });
    expect((await ask('GET /notes?color=red&offset=1&other=1')).json.query).toEqual({
      limit: 2,
      offset: 1,
      color: 'red',
    });
    expect((await ask('GET /notes?offset=9007199254740993')).text).toContain('"offset":9007199254740993');
  });

  test('repeats only what the schema of the query allows', async () => {
    const query = 'query: { type: object, additionalProperties: false, properties: { limit: { type: integer } } }';
    const { ask } = await five(notes(paged, envelope(query)));
    expect((await ask('GET /notes?color=red')).json.query).toEqual({ limit: 2 });
  });

  test.each([
    ['', { page: 1, per_page: 2, total: 5, total_pages: 3, has_more: true }],
    ['?page=3', { page: 3, per_page: 2, total: 5, total_pages: 3, has_more: false }],
    ['?per_page=5', { page: 1, per_page: 5, total: 5, total_pages: 1, has_more: false }],
  ])('says what is known about the page %s, one level deeper, too', async (query, expected) => {
    const members =
      'total: { type: integer }, page: { type: integer }, per_page: { type: integer }, total_pages: { type: integer }, has_more: { type: boolean }';
    const parameters = `[${number('page', ', default: 1')}, ${number('per_page', ', default: 2')}]`;
    const flat = await five(notes(parameters, envelope(members)));
    expect((await flat.ask(`GET /notes${query}`)).json).toMatchObject(expected);
    const deep = await five(notes(parameters, envelope(`meta: { type: object, properties: { ${members} } }`)));
    expect((await deep.ask(`GET /notes${query}`)).json.meta).toEqual(expected);
  });

  test('has what else the envelope requires, and nothing that it does not', async () => {
    const { ask } = await five(notes('[]', envelope('kind: { const: notes }, extra: { type: string }', ', kind')));
    const { json } = await ask('GET /notes');
    expect(json.kind).toBe('notes');
    expect(json).not.toHaveProperty('extra');
  });

  test('carries what the list promises for an item, when that is less', async () => {
    const summary = '{ type: array, items: { type: object, required: [id], properties: { id: { type: integer } } } }';
    const { ask } = await five(notes('[]', summary));
    expect((await ask('GET /notes')).json[0]).toEqual({ id: 1 });
    expect((await ask('GET /notes/1')).json).toMatchObject({ id: 1, color: 'red' });
  });
});

describe('nested collections', () => {
  const spec = loadSpec(join(__dirname, '../../../fixtures/specs/customer-notes.yaml'));

  test('hold what hangs on their parent only', async () => {
    const { ask } = createTestMock(spec, { count: 50 });
    const customers = (await ask('GET /customers')).json.data;
    let total = 0;
    for (const { id } of customers) {
      const { json } = await ask(`GET /customers/${id}/notes?page_size=200`);
      expect(json.data).toHaveLength(json.count);
      for (const item of json.data) expect(item.customerId).toBe(id);
      total += json.count;
    }
    expect(total).toBe(50);
  });

  test('of an unknown parent are not found', async () => {
    const { ask } = createTestMock(spec);
    expect(await ask('GET /customers/nobody/notes')).toMatchObject({ status: 404, note: 'unknown id' });
  });
});

test('an envelope in one of two forms is of one of them', async () => {
  const pages = `{ type: object, required: [page, pages], properties: { page: { type: integer }, pages: { type: integer } } }`;
  const scroll = `{ type: object, required: [offset, found], properties: { offset: { type: integer }, found: { type: integer } } }`;
  const schema = `{ required: [items], oneOf: [${pages}, ${scroll}], properties: { items: ${BARE} } }`;
  const { json } = await (await five(notes('[]', schema))).ask('GET /notes');
  expect(json.items).toHaveLength(5);
  expect([['items', 'page', 'pages'].join(), ['items', 'offset', 'found'].join()]).toContain(Object.keys(json).join());
});

test.each([
  ['what no parameter takes', '[]', 'next, previous, perPage', { next: null, previous: null, perPage: 25 }],
  ['one of two forms', `[${number('page')}]`, '', undefined],
])('what an envelope holds about its page is complete: %s', async (_, parameters, required, expected) => {
  const link = "{ type: [string, 'null'] }";
  const cursors = `{ type: object, additionalProperties: false, required: [next, previous, perPage], properties: { next: ${link}, previous: ${link}, perPage: { type: integer } } }`;
  const pages =
    '{ type: object, additionalProperties: false, required: [page, total], properties: { page: { type: integer }, total: { type: integer } } }';
  const meta = required === '' ? `{ oneOf: [${pages}, ${cursors}] }` : cursors;
  const spec = parseSpec(notes(parameters, envelope(`meta: ${meta}`, ', meta')));
  const { json } = await (await five(spec)).ask('GET /notes');
  const [operation] = spec.operations;
  const { schema } = operation!.responses[0]!.mediaTypes[0]!;
  expect(spec.schemas.validator(schema!, 'response')(json)).toEqual([]);
  if (expected !== undefined) expect(Object.keys(json.meta)).toEqual(Object.keys(expected));
});

test.each([
  ['a cursor', `{ name: cursor, in: query, schema: { type: string } }`],
  ['a number', number('page', ', minimum: 1')],
])('links to other pages in an envelope lead there, where pages are asked for by %s', async (_, parameter) => {
  const link = "{ type: [string, 'null'], format: uri }";
  const links = `{ type: object, properties: { prev: ${link}, next: ${link} } }`;
  const schema = envelope(`next: ${link}, links: ${links}`);
  const { ask } = await five(notes(`[${parameter}, ${number('limit')}]`, schema));
  const seen: number[][] = [];
  let line: string | null = '/notes?limit=2';
  while (line !== null) {
    const { json }: { json: { items: { id: number }[]; next: string | null; links: unknown } } = await ask(
      `GET ${line}`,
    );
    seen.push(idsOf(json.items));
    expect(json.links).toMatchObject({ next: json.next });
    line = json.next;
  }
  expect(seen).toEqual([[1, 2], [3, 4], [5]]);
});

test('a page has no more items than its schema allows, and a filter that is empty by default filters nothing', async () => {
  const color = '{ name: color, in: query, schema: { type: string, default: "" } }';
  const few = `{ type: object, required: [items], properties: { items: { maxItems: 2, ${BARE.slice(2)} } }`;
  const { ask } = await five(notes(`[${color}, ${number('limit')}, ${number('offset')}]`, few));
  expect(idsOf((await ask('GET /notes?limit=4')).json.items)).toEqual([1, 2]);
  expect(idsOf((await ask('GET /notes?offset=2')).json.items)).toEqual([3, 4]);
  expect(idsOf((await ask('GET /notes?color=blue')).json.items)).toEqual([3]);
});
