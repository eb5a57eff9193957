import { parseSpec } from '../load-spec';
import type { Resource } from '../model/model';
import { describeResources } from './describe-resources';

type Json = Record<string, unknown>;

/** Short hand for documents: schemas, JSON bodies and responses. */
const string = { type: 'string' };
const integer = { type: 'integer' };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const answer = (schema: object, more: object = {}) => ({ 200: { description: 'ok', ...json(schema), ...more } });
const none = { 204: { description: 'done' } };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const query = (name: string, schema: object = string, more: object = {}) => ({ name, in: 'query', schema, ...more });
const inPath = (name: string, schema: object = string) => ({ name, in: 'path', required: true, schema });
const list = (schema: object, parameters: object[] = [], more: object = {}) => ({
  get: { parameters, responses: answer(schema, more) },
});
const create = (schema: object) => ({
  post: { requestBody: json(schema), responses: { 201: { description: 'made', ...json(schema) } } },
});
const item = (name: string, schema: object, idSchema: object = string) => ({
  parameters: [inPath(name, idSchema)],
  get: { responses: answer(schema) },
  put: { requestBody: json(schema), responses: answer(schema) },
  delete: { responses: none },
});
const Note = object({
  id: string,
  text: string,
  pinned: { type: 'boolean' },
  author_id: string,
  tags: { type: 'array', items: string },
});

function infer(paths: object, schemas: object = { Note }): readonly Resource[] {
  return parseSpec({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, components: { schemas } }).resources;
}

/** The inferred facts as plain values, operations by role as `method path`. */
function facts(resource: Resource): Json {
  const { roles, schema, collection: _, item: __, list: shape, wrappers, ...rest } = resource;
  const { paging, filters, echoes, itemSchema, ...envelope } = shape ?? { paging: undefined, filters: undefined };
  return {
    ...rest,
    ...(Object.keys(wrappers).length > 0 && { wrappers }),
    schema: schema.pointer,
    roles: Object.keys(roles).join(' '),
    ...(shape && {
      ...envelope,
      ...(echoes && {
        echoes: Object.fromEntries(echoes.map(({ property, parameter }) => [property, parameter.name])),
      }),
      ...(itemSchema && { itemSchema: itemSchema.pointer }),
      paging: Object.fromEntries(
        Object.entries(paging!).map(([role, value]) => [role, typeof value === 'object' ? value.name : value]),
      ),
      filters: Object.fromEntries(filters!.map(({ parameter, property }) => [parameter.name, property])),
    }),
  };
}

const notes = { name: 'notes', idProperty: 'id', parents: [], schema: '#/components/schemas/Note' };

test('a collection and its item are one resource', () => {
  const paths = {
    '/notes': { ...list(object({ items: { type: 'array', items: ref('Note') } })), ...create(ref('Note')) },
    '/notes/{id}': {
      ...item('id', ref('Note')),
      patch: { requestBody: json(ref('Note')), responses: answer(ref('Note')) },
    },
  };
  const [resource, ...others] = infer(paths);
  expect(others).toEqual([]);
  expect(facts(resource!)).toEqual({
    ...notes,
    idParameter: 'id',
    roles: 'list read create replace update remove',
    itemsProperty: 'items',
    paging: { kind: 'none' },
    filters: {},
  });
  expect(resource!.roles.update?.method).toBe('patch');
  expect(resource!.collection?.template.source).toBe('/notes');
  expect(resource!.item?.template.source).toBe('/notes/{id}');
});

test('without a read the item is whichever of list and create names more', () => {
  const paths = (listed: object, made: object) => ({
    '/notes': {
      ...list({ type: 'array', items: listed }),
      post: { requestBody: json(ref('Note')), responses: answer(made) },
    },
  });
  const schemas = { Note, Brief: object({ id: string }) };
  expect(infer(paths(ref('Brief'), ref('Note')), schemas)[0]?.schema.pointer).toBe(notes.schema);
  expect(infer(paths(ref('Note'), ref('Brief')), schemas)[0]?.schema.pointer).toBe(notes.schema);
});

test.each([[['/notes/{id}', '/notes/{id}.json']], [['/notes/{id}.json', '/notes/{id}']]])(
  'of %j the item is the one without a suffix',
  (templates) => {
    const [resource, ...others] = infer(
      Object.fromEntries(templates.map((template) => [template, item('id', ref('Note'))])),
    );
    expect(resource?.item?.template.source).toBe('/notes/{id}');
    expect(others).toEqual([]);
  },
);

describe('what is a resource', () => {
  const readable = item('id', ref('Note'));
  test.each<[title: string, paths: object, found: Record<string, string>]>([
    [
      'an item that can be read',
      { '/notes/{id}': { parameters: readable.parameters, get: readable.get } },
      { notes: 'read' },
    ],
    [
      'a list and a create',
      { '/notes': { ...list({ type: 'array', items: ref('Note') }), ...create(ref('Note')) } },
      { notes: 'list create' },
    ],
    ['a list alone', { '/notes': list({ type: 'array', items: ref('Note') }) }, { notes: 'list' }],
    [
      'a list in an envelope whose path ends in a parameter, with items below it',
      {
        '/notes/{owner}': {
          parameters: [inPath('owner')],
          ...list(object({ notes: { type: 'array', items: ref('Note') } })),
        },
        '/notes/{owner}/{id}': { parameters: [inPath('owner'), inPath('id')], get: readable.get },
      },
      { notes: 'list read' },
    ],
    [
      'an item that has lists, with others below it',
      {
        '/notes/{id}': {
          parameters: [inPath('id')],
          ...list(object({ id: string, text: string, notes: { type: 'array', items: ref('Note') } })),
        },
        '/notes/{id}/{part}': { parameters: [inPath('id'), inPath('part')], get: { responses: answer(string) } },
      },
      { notes: 'read' },
    ],
    [
      'a list below an item',
      {
        '/notes/{id}': readable,
        '/notes/{id}/parts': {
          parameters: readable.parameters,
          ...list(object({ items: { type: 'array', items: ref('Note') } })),
        },
      },
      { notes: 'read replace remove', parts: 'list' },
    ],
    [
      'a list of what is around it is none',
      {
        '/notes': list({ type: 'array', items: ref('Note') }),
        '/notes/latest': list({ type: 'array', items: ref('Note') }),
        '/notes:recent': list({ type: 'array', items: ref('Note') }),
      },
      { notes: 'list' },
    ],
    [
      'an object that has a list is none',
      { '/report': list(object({ id: string, title: string, lines: { type: 'array', items: ref('Note') } })) },
      {},
    ],
    [
      'an object that has several lists is none',
      {
        '/search': list(
          object({
            old: object({ items: { type: 'array', items: ref('Note') } }),
            young: object({ items: { type: 'array', items: ref('Note') } }),
          }),
        ),
      },
      {},
    ],
    [
      'a list beside an answer without an id',
      {
        '/notes': list({ type: 'array', items: ref('Note') }),
        '/notes/{id}': { parameters: [inPath('id')], get: list(object({ note: string })).get, delete: readable.delete },
      },
      { notes: 'list remove' },
    ],
    ['a list without ids is none', { '/notes': list({ type: 'array', items: object({ text: string }) }) }, {}],
    [
      'a short id',
      { '/notes': list({ type: 'array', items: object({ name: string, gid: string }) }) },
      { notes: 'list' },
    ],
    [
      'POST of an item is an update',
      { '/notes/{id}': { parameters: readable.parameters, get: readable.get, post: readable.put } },
      { notes: 'read update' },
    ],
    [
      'POST of an item beside PUT is none',
      { '/notes/{id}': { ...readable, post: readable.put } },
      { notes: 'read replace remove' },
    ],
    [
      'forms are bodies, too',
      {
        '/notes/{id}': {
          parameters: readable.parameters,
          get: readable.get,
          post: {
            requestBody: { content: { 'application/x-www-form-urlencoded': { schema: ref('Note') } } },
            responses: answer(ref('Note')),
          },
        },
      },
      { notes: 'read update' },
    ],
    [
      'paths with an extension',
      { '/Notes.json': list({ type: 'array', items: ref('Note') }), '/Notes/{id}.json': readable },
      { Notes: 'list read replace remove' },
    ],
    [
      'an item of two parameters',
      { '/notes/{owner}/{id}': { parameters: [inPath('owner'), inPath('id')], get: readable.get } },
      { notes: 'read' },
    ],
    [
      'a method of an item is none',
      { '/notes/{id}': readable, '/notes/{id}:publish': { parameters: readable.parameters, get: readable.get } },
      { notes: 'read replace remove' },
    ],
    [
      'x-role says so',
      {
        '/notes': {
          get: { ...list({ type: 'array', items: ref('Note') }).get, 'x-role': 'none' },
          post: {
            requestBody: json(object({ a: string })),
            responses: answer(object({ b: string })),
            'x-role': 'create',
          },
        },
        '/notes/{id}': { ...readable, post: { responses: none, 'x-role': 'update' } },
      },
      { notes: 'read create replace update remove' },
    ],
    [
      'a list of texts is none',
      { '/notes': { ...list({ type: 'array', items: string }), ...create(ref('Note')) } },
      {},
    ],
    [
      'a create and a remove alone are none',
      { '/notes': create(ref('Note')), '/notes/{id}': { parameters: readable.parameters, delete: readable.delete } },
      {},
    ],
    [
      'a search is no create',
      {
        '/notes/search': {
          post: { requestBody: json(object({ q: string })), responses: answer({ type: 'array', items: ref('Note') }) },
        },
      },
      {},
    ],
    [
      'an action on an item is none',
      {
        '/notes/{id}': readable,
        '/notes/{id}/publish': {
          parameters: readable.parameters,
          post: { requestBody: json(object({})), responses: none },
        },
      },
      { notes: 'read replace remove' },
    ],
    ['health and me are none', { '/health': list(object({ status: string })), '/me': list(ref('Note')) }, {}],
    [
      'a part of an item is none',
      {
        '/notes/{id}': readable,
        '/notes/{id}/owner': { parameters: readable.parameters, ...list(object({ id: string })) },
      },
      { notes: 'read replace remove' },
    ],
    ['an item without an id is none', { '/settings/{key}': item('key', object({ value: { type: 'boolean' } })) }, {}],
    ['an item that is no object is none', { '/files/{name}': item('name', string) }, {}],
    [
      'a create that answers something else',
      {
        '/notes': {
          post: {
            requestBody: json(ref('Note')),
            responses: answer(object({ job: string, state: string, eta: string })),
          },
        },
        '/notes/{id}': readable,
      },
      { notes: 'read create replace remove' },
    ],
    [
      'a create that takes nothing',
      {
        '/notes': { post: { responses: answer(ref('Note')) } },
        '/notes/{id}': readable,
      },
      { notes: 'read create replace remove' },
    ],
    [
      'a create that neither takes nor answers an item is none',
      {
        '/notes': {
          post: { requestBody: json(object({ job: string })), responses: answer(object({ state: string })) },
        },
        '/notes/{id}': readable,
      },
      { notes: 'read replace remove' },
    ],
    [
      'a create that answers the id only',
      {
        '/notes': { post: { requestBody: json(ref('Note')), responses: answer(object({ id: string })) } },
        '/notes/{id}': readable,
      },
      { notes: 'read create replace remove' },
    ],
    [
      'a create that answers nothing',
      {
        '/notes': { post: { requestBody: json(ref('Note')), responses: { 201: { description: 'made' } } } },
        '/notes/{id}': readable,
      },
      { notes: 'read create replace remove' },
    ],
    [
      'a create of many is none',
      {
        '/notes': { post: { requestBody: json({ type: 'array', items: ref('Note') }), responses: none } },
        '/notes/{id}': readable,
      },
      { notes: 'read replace remove' },
    ],
    ['a path of parameters only is none', { '/{id}': item('id', ref('Note')) }, {}],
    ['a file name as id', { '/notes/{id}.json': item('id', ref('Note')) }, { notes: 'read replace remove' }],
  ])('%s', (_, paths, found) => {
    expect(Object.fromEntries(infer(paths).map(({ name, roles }) => [name, Object.keys(roles).join(' ')]))).toEqual(
      found,
    );
  });
});

describe('which property identifies an item', () => {
  const uuid = { type: 'string', format: 'uuid' };
  test.each<[path: string, parameter: string, schema: object, properties: object, id: string | undefined]>([
    ['/notes', 'id', string, { id: string, uuid }, 'id'],
    ['/notes', 'slug', string, { id: integer, slug: string }, 'slug'],
    ['/users', 'username', string, { id: integer, username: string }, 'username'],
    ['/users', 'userName', string, { id: integer, user_name: string }, 'user_name'],
    ['/users', 'username', string, { id: integer, login: string, name: string }, 'login'],
    ['/orgs', 'org', string, { id: integer, name: string, login: string }, 'login'],
    ['/repos', 'repo', string, { id: integer, full_name: string, name: string }, 'name'],
    ['/repos', 'repo', string, { id: uuid, name: string }, 'id'],
    ['/pets', 'petId', string, { id: integer, name: string }, 'id'],
    ['/pets', 'pet', integer, { id: integer, name: string }, 'id'],
    ['/books', 'bookId', integer, { id: integer, title: string }, 'id'],
    ['/books', 'book_id', integer, { book_id: integer, id: integer }, 'book_id'],
    ['/companies', 'companyId', string, { company_id: string, name: string }, 'company_id'],
    ['/orders', 'orderNumber', string, { id: uuid, number: string }, 'number'],
    ['/orders', 'order', string, { key: string, id: string }, 'id'],
    ['/orders', 'order', string, { name: string, uuid }, 'uuid'],
    ['/orders', 'order', string, { order_id: string, uuid }, 'order_id'],
    ['/orders', 'id', string, { id: { type: ['string', 'null'] } }, 'id'],
    ['/books', 'bookId', integer, { id: uuid, number: integer }, 'number'],
    ['/books', 'ref', uuid, { a: uuid, b: string }, 'a'],
    ['/books', 'ref', uuid, { a: uuid, b: uuid }, undefined],
    ['/books', 'ref', string, { a: string }, undefined],
    ['/books', 'id', string, { id: object({}) }, undefined],
    ['/books', 'id', string, { id: { type: 'boolean' } }, undefined],
  ])('%s/{%s} %j of %j: %s', (path, parameter, schema, properties, id) => {
    const [resource] = infer({ [`${path}/{${parameter}}`]: item(parameter, object(properties), schema) }, {});
    expect(resource?.idProperty).toBe(id);
  });
});

test.each([
  ['/notes/', '/notes/{id}'],
  ['/notes/', '/notes/{id}/'],
  ['/notes', '/notes/{id}/'],
])('%s and %s are one resource', (collection, one) => {
  const resources = infer({
    [collection]: { ...list({ type: 'array', items: ref('Note') }), ...create(ref('Note')) },
    [one]: item('id', ref('Note')),
    [`${one.replace(/\/$/, '')}/comments/`]: {
      parameters: [inPath('id')],
      ...list({ type: 'array', items: object({ id: integer, comment: string }) }),
      ...create(object({ id: integer, comment: string })),
    },
  });
  expect(resources.map(({ name, roles, parents }) => [name, Object.keys(roles).join(' '), parents])).toEqual([
    ['notes', 'list read create replace remove', []],
    ['comments', 'list create', [{ parameter: 'id', resource: 'notes' }]],
  ]);
});

describe('what wraps the item', () => {
  const wrap = (name: string, schema: object = ref('Note'), more: object = {}) =>
    object({ [name]: schema, ...more }, { required: [name] });
  const both = { answer: 'data', body: 'data' };
  test.each<[title: string, paths: object, wrappers: Json | undefined, idProperty: string | undefined]>([
    [
      'in answers and bodies',
      { '/notes': create(wrap('data')), '/notes/{id}': item('id', wrap('data')) },
      { read: { answer: 'data' }, create: both, replace: both },
      'id',
    ],
    [
      'in answers only',
      {
        '/notes': { ...list({ type: 'array', items: ref('Note') }), ...create(ref('Note')) },
        '/notes/{id}': { get: { parameters: [inPath('id')], responses: answer(wrap('note')) } },
      },
      { read: { answer: 'note' } },
      'id',
    ],
    [
      'beside other properties',
      { '/notes/{id}': item('id', wrap('data', ref('Note'), { code: integer, message: string })) },
      { read: { answer: 'data' }, replace: both },
      'id',
    ],
    [
      'that another schema describes in a body',
      {
        '/notes': {
          post: { requestBody: json(wrap('data', object({ text: string }))), responses: answer(wrap('data')) },
        },
        '/notes/{id}': { get: { parameters: [inPath('id')], responses: answer(wrap('data')) } },
      },
      { read: { answer: 'data' }, create: both },
      'id',
    ],
    [
      'none where the item has an id of its own',
      { '/notes/{id}': item('id', object({ id: string, data: ref('Note') })) },
      undefined,
      'id',
    ],
    [
      'by the end of the name of the collection',
      { '/sticky_notes/{id}': item('id', wrap('note')) },
      { read: { answer: 'note' }, replace: { answer: 'note', body: 'note' } },
      'id',
    ],
    [
      'by any name where nothing but the outcome stands beside it',
      {
        '/notes/{id}': item(
          'id',
          object({ surprise: ref('Note'), errors: { type: 'array', items: object({ id: string }) } }),
        ),
      },
      { read: { answer: 'surprise' }, replace: { answer: 'surprise', body: 'surprise' } },
      'id',
    ],
    [
      'none by a name that says nothing beside another one',
      { '/notes/{id}': item('id', object({ surprise: ref('Note'), size: string })) },
      undefined,
      undefined,
    ],
  ])('%s', (_, paths, wrappers, idProperty) => {
    const [resource] = infer(paths);
    const found = resource && facts(resource);
    expect([found?.wrappers, found?.idProperty]).toEqual([wrappers, idProperty]);
    if (wrappers !== undefined) expect(found?.schema).toBe('#/components/schemas/Note');
  });
});

describe('a path whose last word says what is done', () => {
  const read = { parameters: [inPath('id')], get: { responses: answer(ref('Note')) } };
  const done = { responses: none };
  test.each<[string, object, string]>([
    ['makes an item', { '/notes/create': create(ref('Note')), '/notes/{id}': read }, 'read create'],
    ['lists them', { '/notes/all': list({ type: 'array', items: ref('Note') }), '/notes/{id}': read }, 'list read'],
    [
      'changes one',
      { '/notes/{id}': read, '/notes/{id}/update': { parameters: [inPath('id')], ...create(ref('Note')) } },
      'read update',
    ],
    [
      'removes one',
      { '/notes/{id}': read, '/notes/{id}/delete': { parameters: [inPath('id')], post: done } },
      'read remove',
    ],
    [
      'shows one',
      {
        '/notes/{id}': { parameters: [inPath('id')], delete: done },
        '/notes/{id}/json': read,
        '/notes/json': list({ type: 'array', items: ref('Note') }),
      },
      'list read remove',
    ],
    [
      'is about something else by another parameter',
      { '/notes/{id}': read, '/notes/{key}/delete': { parameters: [inPath('key')], post: done } },
      'read',
    ],
    [
      'changes nothing where the usual operation is there',
      { '/notes': create(ref('Note')), '/notes/create': create(ref('Note')), '/notes/{id}': read },
      'read create',
    ],
  ])('%s', (_, paths, roles) => {
    expect(infer(paths).map((resource) => facts(resource).roles)).toEqual([roles]);
  });
});

describe('how the list is answered', () => {
  test('errors beside the items are none of them', () => {
    const many = (schema: object) => ({ type: 'array', items: schema });
    const body = object({ errors: many(object({ id: string })), notes: many(ref('Note')), cursor: string });
    expect(infer({ '/me/notes': list(body) }).map(facts)).toMatchObject([{ itemsProperty: 'notes' }]);
    expect(infer({ '/me/note': list(object({ errors: many(object({ id: string })), size: integer })) })).toEqual([]);
  });

  test('a vendor may stand before each id', () => {
    const bill = object({ acme_id: string, acme_order_id: string, amount: integer });
    expect(infer({ '/bills': list({ type: 'array', items: bill }) }).map(facts)).toMatchObject([
      { idProperty: 'acme_id' },
    ]);
  });

  const items = { type: 'array', items: ref('Note') };
  const others = { type: 'array', items: object({ code: string }) };
  const limit = [query('limit', integer), query('offset', integer)];
  test.each<[title: string, schema: object, parameters: object[], more: object, shape: Json]>([
    ['a bare array', items, [], {}, {}],
    [
      'a total in a header',
      items,
      [],
      { headers: { 'x-total-count': { schema: integer } } },
      { totalHeader: 'x-total-count' },
    ],
    [
      'items by name',
      object({ data: items, total_count: integer }),
      [],
      {},
      { itemsProperty: 'data', totalProperty: 'total_count' },
    ],
    ["items by the collection's name", object({ warnings: others, notes: items }), [], {}, { itemsProperty: 'notes' }],
    ['items by their schema', object({ results: others, things: items }), [], {}, { itemsProperty: 'things' }],
    [
      'the only array',
      object({ things: items, links: { type: 'array', items: string } }),
      [],
      {},
      { itemsProperty: 'things' },
    ],
    [
      'a composed envelope',
      { allOf: [object({ total: integer }), object({ items })] },
      [],
      {},
      { itemsProperty: 'items', totalProperty: 'total' },
    ],
    [
      'the surer total',
      object({ items, count: integer, total: integer }),
      [],
      {},
      { itemsProperty: 'items', totalProperty: 'total' },
    ],
    [
      'a total named after the items',
      object({ items, notesCount: integer }),
      [],
      {},
      { itemsProperty: 'items', totalProperty: 'notesCount' },
    ],
    [
      'one of several counts is no total',
      object({ items, read_count: integer, unread_count: integer, page_count: integer }),
      [],
      {},
      { itemsProperty: 'items' },
    ],
    [
      'a total in a header of another name',
      items,
      [],
      { headers: { 'X-Total-Pages': { schema: integer }, 'Paging-Total-Records': { schema: integer } } },
      { totalHeader: 'Paging-Total-Records' },
    ],
    ['a total that is a text is none', object({ items, total: string }), [], {}, { itemsProperty: 'items' }],
    [
      'the query by what it holds',
      object({ items, applied: object({ limit: integer, offset: integer, more: string }) }),
      limit,
      {},
      { itemsProperty: 'items', queryProperty: 'applied' },
    ],
    [
      'the query by name',
      object({ items, query: object({}) }),
      limit,
      {},
      { itemsProperty: 'items', queryProperty: 'query' },
    ],
    [
      'an object that requires more is no query',
      object({ items, meta: object({ limit: integer, pages: integer }, { required: ['pages'] }) }),
      limit,
      {},
      { itemsProperty: 'items' },
    ],
    [
      'a repetition by name of another type is no query',
      object({ items, page: object({ limit: object({}) }) }),
      limit,
      {},
      { itemsProperty: 'items' },
    ],
    [
      'items and a total one level deeper',
      object({ data: object({ items }), meta: object({ total_count: integer }) }),
      [],
      {},
      { itemsProperty: 'items', itemsWithin: 'data', totalProperty: 'total_count', totalWithin: 'meta' },
    ],
    [
      'outer items before inner ones',
      object({ notes: items, data: object({ items: others }), total: integer, meta: object({ total: integer }) }),
      [],
      {},
      { itemsProperty: 'notes', totalProperty: 'total' },
    ],
    [
      'repeated paging parameters and the number of pages',
      object({ items, total: integer, page: integer, size: integer, pages: integer, has_more: { type: 'boolean' } }),
      [query('page', integer), query('size', integer)],
      {},
      {
        itemsProperty: 'items',
        totalProperty: 'total',
        pageCountProperty: 'pages',
        moreProperty: 'has_more',
        echoes: { page: 'page', size: 'size' },
      },
    ],
    [
      'a summary in the list',
      object({ items: { type: 'array', items: ref('Brief') } }),
      [],
      {},
      { itemsProperty: 'items', itemSchema: '#/components/schemas/Brief' },
    ],
  ])('%s', (_, schema, parameters, more, shape) => {
    const paths = { '/notes': list(schema, parameters, more), '/notes/{id}': item('id', ref('Note')) };
    const [resource] = infer(paths, { Note, Brief: object({ id: string }) });
    const { name, idProperty, idParameter, parents, schema: __, roles, paging, filters, ...found } = facts(resource!);
    expect(roles).toBe('list read replace remove');
    expect(found).toEqual(shape);
  });
});

describe('how the list is paged', () => {
  const nextIn = (name: string) =>
    object({ data: { type: 'array', items: ref('Note') }, [name]: { type: ['string', 'null'] } });
  const bare = { type: 'array', items: ref('Note') };
  test.each<[schema: object, parameters: object[], paging: Json]>([
    [bare, [], { kind: 'none' }],
    [bare, [query('sort')], { kind: 'none' }],
    [bare, [query('limit', integer), query('offset', integer)], { kind: 'offset', limit: 'limit', offset: 'offset' }],
    [bare, [query('take', integer), query('skip', integer)], { kind: 'offset', limit: 'take', offset: 'skip' }],
    [bare, [query('$top', integer), query('$skip', integer)], { kind: 'offset', limit: '$top', offset: '$skip' }],
    [bare, [query('limit', integer)], { kind: 'offset', limit: 'limit' }],
    [
      bare,
      [query('page', integer), query('per_page', integer)],
      { kind: 'page', page: 'page', size: 'per_page', firstPage: 1 },
    ],
    [
      bare,
      [query('page', { ...integer, default: 0 }), query('size', integer)],
      { kind: 'page', page: 'page', size: 'size', firstPage: 0 },
    ],
    [bare, [query('page', { ...integer, minimum: 0 })], { kind: 'page', page: 'page', firstPage: 0 }],
    [bare, [query('page', { ...integer, minimum: 0, default: 1 })], { kind: 'page', page: 'page', firstPage: 1 }],
    [
      bare,
      [query('page[number]', integer), query('page[size]', integer)],
      { kind: 'page', page: 'page[number]', size: 'page[size]', firstPage: 1 },
    ],
    [
      nextIn('next_cursor'),
      [query('cursor'), query('limit', integer)],
      { kind: 'cursor', cursor: 'cursor', size: 'limit', nextProperty: 'next_cursor' },
    ],
    [
      nextIn('nextPageToken'),
      [query('pageToken'), query('pageSize', integer)],
      { kind: 'cursor', cursor: 'pageToken', size: 'pageSize', nextProperty: 'nextPageToken' },
    ],
    [bare, [query('starting_after')], { kind: 'cursor', cursor: 'starting_after' }],
    [bare, [query('limit', string)], { kind: 'none' }],
    [bare, [query('after', integer)], { kind: 'none' }],
    [
      bare,
      [query('amount', integer, { 'x-paging': 'limit' }), query('begin', integer, { 'x-paging': 'offset' })],
      { kind: 'offset', limit: 'amount', offset: 'begin' },
    ],
    [bare, [query('limit', integer, { 'x-paging': 'none' })], { kind: 'none' }],
  ])('%#: %j', (schema, parameters, paging) => {
    const [resource] = infer({ '/notes': list(schema, parameters), '/notes/{id}': item('id', ref('Note')) });
    expect(facts(resource!).paging).toEqual(paging);
  });
});

test.each<[parameter: object, filters: Json]>([
  [query('text'), { text: 'text' }],
  [query('pinned', { type: 'boolean' }), { pinned: 'pinned' }],
  [query('authorId'), { authorId: 'author_id' }],
  [query('filter[author_id]'), { 'filter[author_id]': 'author_id' }],
  [query('author_id[eq]'), { 'author_id[eq]': 'author_id' }],
  [query('author_id_eq'), { author_id_eq: 'author_id' }],
  [query('text', integer), {}],
  [query('tags'), {}],
  [query('text', { type: 'array', items: string }), {}],
  [query('q'), {}],
  [query('author_id_gt'), {}],
  [query('by', string, { 'x-filter': 'author_id' }), { by: 'author_id' }],
  [query('text', string, { 'x-filter': false }), {}],
  [{ ...query('text'), in: 'header' }, {}],
])('%j filters by %j', (parameter, filters) => {
  const [resource] = infer({
    '/notes': list({ type: 'array', items: ref('Note') }, [parameter]),
    '/notes/{id}': item('id', ref('Note')),
  });
  expect(facts(resource!).filters).toEqual(filters);
});

test('a parameter that pages or sorts is no filter, even when a property is called the same', () => {
  const [resource] = infer(
    {
      '/notes': list({ type: 'array', items: ref('Note') }, [query('limit', integer), query('order')]),
      '/notes/{id}': item('id', ref('Note')),
    },
    { Note: object({ id: string, limit: integer, Order: string }) },
  );
  expect(facts(resource!).filters).toEqual({});
});

describe('nested collections', () => {
  const under = (path: string, parameters: string[], schema: object, idParameter: string) => ({
    [path]: {
      parameters: parameters.map((name) => inPath(name)),
      ...list({ type: 'array', items: schema }),
      ...create(schema),
    },
    [`${path}/{${idParameter}}`]: {
      ...item(idParameter, schema),
      parameters: [...parameters, idParameter].map((name) => inPath(name)),
    },
  });
  const owner = under('/owners', [], object({ id: string, name: string }), 'ownerId');

  test.each<[parameter: string, properties: object, link: Json]>([
    ['ownerId', { id: string, ownerId: string }, { parameter: 'ownerId', property: 'ownerId', resource: 'owners' }],
    ['ownerId', { id: string, owner_id: string }, { parameter: 'ownerId', property: 'owner_id', resource: 'owners' }],
    ['id', { id: string, owner_id: string }, { parameter: 'id', property: 'owner_id', resource: 'owners' }],
    ['owner', { id: string, owner_id: string }, { parameter: 'owner', property: 'owner_id', resource: 'owners' }],
    ['id', { id: string }, { parameter: 'id', resource: 'owners' }],
    ['ownerId', { id: string, ownerId: object({}) }, { parameter: 'ownerId', resource: 'owners' }],
  ])('{%s} and %j', (parameter, properties, link) => {
    const resources = infer({
      ...owner,
      ...under(`/owners/{${parameter}}/notes`, [parameter], object(properties), 'noteId'),
    });
    expect(resources.map(({ name, idProperty, parents }) => [name, idProperty, parents])).toEqual([
      ['owners', 'id', []],
      ['notes', 'id', [link]],
    ]);
  });

  test('several levels, one of them no resource', () => {
    const deep = under('/owners/{ownerId}/sites/{siteId}/notes', ['ownerId', 'siteId'], ref('Note'), 'id');
    expect(infer({ ...owner, ...deep })[1]?.parents).toEqual([
      { parameter: 'ownerId', resource: 'owners' },
      { parameter: 'siteId' },
    ]);
  });

  test('a parameter that the item path spells differently', () => {
    const paths = {
      '/owners/{id}/notes': {
        parameters: [inPath('id')],
        ...list({ type: 'array', items: ref('Note') }),
        ...create(ref('Note')),
      },
      '/owners/{ownerId}/notes/{id}': {
        ...item('id', ref('Note')),
        parameters: [inPath('ownerId'), inPath('id')],
      },
    };
    expect(infer(paths)[0]).toMatchObject({
      name: 'notes',
      idParameter: 'id',
      parents: [{ parameter: 'id', itemParameter: 'ownerId' }],
    });
  });

  test('an item path without a collection has parents, too', () => {
    const paths = {
      '/owners/{ownerId}/notes/{id}': {
        ...item('id', ref('Note')),
        parameters: [inPath('ownerId'), inPath('id')],
      },
    };
    expect(infer(paths)[0]?.parents).toEqual([{ parameter: 'ownerId' }]);
  });

  test('a list whose own path ends in a parameter, below which its items are', () => {
    const paths = {
      '/notes/{author}': { parameters: [inPath('author')], ...list({ type: 'array', items: ref('Note') }) },
      '/notes/{author}/{id}': { ...item('id', ref('Note')), parameters: [inPath('author'), inPath('id')] },
    };
    const [notes, ...others] = infer(paths);
    expect(others).toEqual([]);
    expect(facts(notes!)).toMatchObject({
      name: 'notes',
      roles: 'list read replace remove',
      parents: [{ parameter: 'author' }],
    });
  });

  test('a POST that answers what the list does makes nothing', () => {
    const found = ref('Found');
    const paths = {
      '/similar': { ...list(found), post: { requestBody: json(object({ id: string })), responses: answer(found) } },
    };
    const Found = object({ id: string, hits: { type: 'array', items: ref('Note') } });
    expect(infer(paths, { Note, Found })).toEqual([]);
  });

  test('names that would clash are told apart by what is before them', () => {
    const paths = {
      ...under('/notes', [], ref('Note'), 'id'),
      ...under('/owners/{ownerId}/notes', ['ownerId'], ref('Note'), 'id'),
      ...under('/v1/orders/{orderId}/notes', ['orderId'], ref('Note'), 'id'),
    };
    expect(infer(paths).map(({ name }) => name)).toEqual(['notes', 'owners.notes', 'orders.notes']);
  });
});

describe('extensions', () => {
  const collection = {
    ...list(
      object({
        a: { type: 'array', items: ref('Note') },
        b: { type: 'array', items: ref('Note') },
        n: integer,
        echo: object({}),
      }),
    ),
    ...create(ref('Note')),
  };
  const single = item('id', ref('Note'));

  test('x-resource names the resource and what names do not tell', () => {
    const override = { name: 'memos', id: 'text', items: 'b', total: 'n', query: 'echo' };
    const [resource] = infer({ '/notes': { ...collection, 'x-resource': override }, '/notes/{id}': single });
    expect(facts(resource!)).toMatchObject({
      name: 'memos',
      idProperty: 'text',
      itemsProperty: 'b',
      totalProperty: 'n',
      queryProperty: 'echo',
    });
  });

  test.each<[title: string, paths: object, found: string[]]>([
    ['a name on the item path', { '/notes/{id}': { ...single, 'x-resource': 'memos' } }, ['memos read replace remove']],
    [
      'false on both paths',
      { '/notes': { ...collection, 'x-resource': false }, '/notes/{id}': { ...single, 'x-resource': false } },
      [],
    ],
    [
      'false on an operation',
      { '/notes/{id}': { ...single, delete: { ...single.delete, 'x-resource': false } } },
      ['notes read replace'],
    ],
    ['an id that the item does not have', { '/notes/{id}': { ...single, 'x-resource': { id: 'nothing' } } }, []],
  ])('%s', (_, paths, found) => {
    expect(infer(paths).map(({ name, roles }) => [name, ...Object.keys(roles)].join(' '))).toEqual(found);
  });
});

test('schemas that contain themselves are no trouble', () => {
  const Tree = object({
    id: string,
    children: { type: 'array', items: ref('Tree') },
    parent: { anyOf: [ref('Tree'), { type: 'null' }] },
  });
  const Loop = { allOf: [object({ id: string }), { anyOf: [ref('Other'), { type: 'object' }] }] };
  const Other = { oneOf: [object({ id: string, loop: ref('Loop') })] };
  const resources = infer(
    { '/trees/{id}': item('id', ref('Tree')), '/loops/{id}': item('id', ref('Loop')) },
    { Tree, Loop, Other },
  );
  expect(resources.map(({ name, idProperty }) => `${name} ${idProperty}`)).toEqual(['trees id', 'loops id']);
});

test('a pet store of OpenAPI 3.0', () => {
  const Pet = object({
    id: { type: 'integer', format: 'int64', example: 10 },
    name: string,
    status: { type: 'string', nullable: true },
  });
  const parameter = (name: string, schema: object) => ({ parameters: [inPath(name, schema)] });
  const { resources } = parseSpec({
    openapi: '3.0.4',
    info: { title: 'Pets', version: '1' },
    paths: {
      '/pet': {
        put: { requestBody: json(ref('Pet')), responses: answer(ref('Pet')) },
        post: { requestBody: json(ref('Pet')), responses: answer(ref('Pet')) },
      },
      '/pet/findByStatus': list({ type: 'array', items: ref('Pet') }, [query('status')]),
      '/pet/{petId}': {
        get: { ...parameter('petId', integer), responses: answer(ref('Pet')) },
        post: { ...parameter('petId', integer), responses: answer(ref('Pet')) },
        delete: { ...parameter('petId', integer), responses: { 200: { description: 'gone' } } },
      },
      '/pet/{petId}/uploadImage': {
        post: { ...parameter('petId', integer), responses: answer(object({ code: integer })) },
      },
      '/store/inventory': list({ type: 'object', additionalProperties: integer }),
      '/store/order': { post: { requestBody: json(ref('Order')), responses: answer(ref('Order')) } },
      '/store/order/{orderId}': { get: { ...parameter('orderId', integer), responses: answer(ref('Order')) } },
      '/user': { post: { requestBody: json(ref('User')), responses: answer(ref('User')) } },
      '/user/createWithList': {
        post: { requestBody: json({ type: 'array', items: ref('User') }), responses: answer(ref('User')) },
      },
      '/user/login': list(string, [query('username')]),
      '/user/{username}': { ...item('username', ref('User')) },
    },
    components: {
      schemas: { Pet, Order: object({ id: integer, petId: integer }), User: object({ id: integer, username: string }) },
    },
  });
  expect(describeResources(resources)).toEqual([
    'pet    create read remove · id by `id` ({petId})',
    'order  create read · id by `id` ({orderId})',
    'user   create read replace remove · id by `username`',
  ]);
});
