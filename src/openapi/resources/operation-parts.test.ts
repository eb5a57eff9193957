import { parseSpec } from '../load-spec';
import { describeParts } from './describe-resources';
import { operationParts, singletonsOf } from './operation-parts';

/** Short hand for documents: schemas, JSON bodies and responses. */
const string = { type: 'string' };
const integer = { type: 'integer' };
const object = (properties: object) => ({ type: 'object', properties });
const array = (items: object) => ({ type: 'array', items });
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const ok = (schema: object, status = 200) => ({ responses: { [status]: { description: 'ok', ...json(schema) } } });
const done = { responses: { 204: { description: 'done' } } };
const takes = (schema: object, answer: object = done) => ({ requestBody: json(schema), ...answer });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const binary = { responses: { 200: { description: 'ok', content: { 'image/png': {} } } } };

const Order = object({ id: string, status: string, total: integer });
const Settings = object({ theme: string, locale: string });
const orders = {
  '/orders': { get: ok(array(ref('Order'))), post: takes(ref('Order'), ok(ref('Order'), 201)) },
  '/orders/{id}': { get: ok(ref('Order')), put: takes(ref('Order'), ok(ref('Order'))), delete: done },
};

function specOf(paths: Record<string, object>) {
  const withParameters = Object.entries(paths).map(([path, item]) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const parameters = names.map((name) => ({ name, in: 'path', required: true, schema: string }));
    return [path, { parameters, ...item }];
  });
  return parseSpec({
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    paths: Object.fromEntries(withParameters),
    components: { schemas: { Order, Settings } },
  });
}

function partsOf(paths: Record<string, object>): Record<string, string> {
  const parts = operationParts(specOf({ ...orders, ...paths }));
  return Object.fromEntries(
    parts.flatMap(({ operation: { method, template }, role, resource, reason }) =>
      template.source in orders
        ? []
        : [
            [
              `${method} ${template.source}`,
              [role ?? 'none', resource?.name, reason && `(${reason})`].filter(Boolean).join(' '),
            ],
          ],
    ),
  );
}

const unread = '(nothing reads or lists its items)';
const unmade = '(nothing reads or lists what it makes)';
const unlike = '(it neither takes nor answers something like an item of the list)';
const unnamed = '(its items have no property that identifies them)';

describe('an operation plays the part of', () => {
  test.each<[path: string, item: object, part: string]>([
    ['/me', { get: ok(ref('Settings')) }, 'singletonRead'],
    ['/me', { get: ok(ref('Settings')), put: takes(ref('Settings')) }, 'singletonRead, singletonReplace'],
    ['/me', { get: ok(ref('Settings')), patch: takes(ref('Settings')) }, 'singletonRead, singletonUpdate'],
    ['/me', { get: ok(ref('Settings')), post: takes(ref('Settings')) }, 'singletonRead, singletonUpdate'],
    [
      '/me',
      { get: ok(ref('Settings')), put: done, post: takes(object({ x: string })) },
      'singletonRead, singletonReplace, action',
    ],
    [
      '/me/photo',
      { get: binary, post: takes(string, ok(string, 201)), delete: done },
      'content, singletonCreate, singletonRemove',
    ],
    ['/orders/{id}/note', { get: ok(ref('Settings')), delete: done }, 'singletonRead orders, singletonRemove orders'],
    ['/orders/{id}/cancel', { post: done }, 'action orders'],
    ['/orders/{id}:cancel', { post: ok(ref('Order')) }, 'action orders'],
    ['/player/pause', { put: done }, 'action'],
    ['/organization', { put: takes(ref('Settings'), ok(ref('Settings'))) }, 'singletonReplace'],
    ['/archive/orders', { post: takes(object({ orders: array(ref('Order')) })) }, 'bulkCreate orders'],
    ['/login', { post: takes(object({ name: string }), ok(object({ token: string }))) }, 'action'],
    ['/orders/search', { post: takes(object({ q: string }), ok(array(ref('Order')))) }, 'search orders'],
    ['/orders/findByStatus', { get: ok(array(ref('Order'))) }, 'search orders'],
    ['/orders/recent', { get: ok(array(ref('Order'))) }, 'search orders'],
    ['/orders/count', { get: ok(object({ count: integer })) }, 'count orders'],
    ['/orders/total', { get: ok(integer) }, 'count orders'],
    ['/orders/feed', { get: ok(array(Order)) }, 'search orders'],
    ['/orders/createWithList', { post: takes(array(ref('Order'))) }, 'bulkCreate orders'],
    [
      '/orders/names',
      { get: ok(array(object({ id: string, first: string, last: string, age: integer }))) },
      'list names',
    ],
    ['/orders/bulk', { post: takes(array(ref('Order'))) }, 'bulkCreate orders'],
    ['/orders/{id}/invoice', { get: binary }, 'content orders'],
    ['/members/{id}', { put: done, delete: done }, `attach, remove ${unread}`],
    ['/members/{id}', { patch: takes(ref('Settings')) }, `update ${unread}`],
    ['/limits/{name}', { get: ok(ref('Settings')) }, 'read (its answer has no property that identifies an item)'],
    ['/limits', { get: ok(array(ref('Settings'))), delete: done }, `list ${unnamed}, collectionRemove`],
    ['/limits', { get: ok(array(ref('Settings'))), put: takes(array(ref('Settings'))) }, 'list, collectionReplace'],
    [
      '/limits',
      { get: ok(array(ref('Settings'))), post: takes(object({ a: string })) },
      `list ${unnamed}, create ${unlike}`,
    ],
    ['/genres', { get: ok(array(string)) }, 'list (its items are no objects)'],
    [
      '/messages',
      { post: takes(object({ text: string }), ok(object({ id: string, text: string }))) },
      `create ${unmade}`,
    ],
    [
      '/orders/{id}/tips',
      { post: takes(object({ sum: integer }), ok(object({ ok: string }), 201)) },
      `create orders ${unmade}`,
    ],
    ['/orders/{id}/check', { post: takes(object({ sum: integer }), ok(object({ ok: string }), 201)) }, 'action orders'],
    ['/ping', { get: done, head: done }, 'none (answers no body), none (HEAD keeps no state)'],
    [
      '/lists',
      {
        get: ok(
          object({ songs: object({ items: array(ref('Order')) }), books: object({ items: array(ref('Order')) }) }),
        ),
      },
      'singletonRead',
    ],
  ])('%s: %j', (path, item, part) => {
    expect(Object.values(partsOf({ [path]: item })).join(', ')).toBe(part);
  });

  test('an item that its body names', () => {
    const paths = { '/orders': { ...orders['/orders'], put: takes(ref('Order')), patch: takes(ref('Order')) } };
    const parts = operationParts(specOf({ ...orders, ...paths })).map(({ operation, role }) => [
      operation.method,
      role,
    ]);
    expect(parts).toContainEqual(['put', 'bodyReplace']);
    expect(parts).toContainEqual(['patch', 'bodyUpdate']);
  });

  test('the collection that it changes', () => {
    const paths = { '/orders': { ...orders['/orders'], delete: done, put: takes(array(ref('Order'))) } };
    const parts = operationParts(specOf({ ...orders, ...paths })).map(({ operation, role }) => [
      operation.method,
      role,
    ]);
    expect(parts).toContainEqual(['delete', 'collectionRemove']);
    expect(parts).toContainEqual(['put', 'collectionReplace']);
  });
});

describe('x-role', () => {
  test.each<[path: string, item: object, part: string]>([
    ['/orders/{id}/cancel', { post: { ...done, 'x-role': 'none' } }, 'none (`x-role` says so)'],
    ['/orders/{id}/cancel', { post: { ...done, 'x-role': 'singletonUpdate' } }, 'singletonUpdate orders'],
    [
      '/tables',
      { post: { ...takes(object({ q: string }), ok(array(ref('Order')))), 'x-role': 'list' } },
      'list tables',
    ],
    ['/tables', { get: { ...ok(array(ref('Order'))), 'x-role': 'search' } }, 'search'],
    ['/tables', { get: { ...ok(ref('Settings')), 'x-resource': false } }, 'none (`x-resource` says so)'],
  ])('%s: %j', (path, item, part) => {
    expect(Object.values(partsOf({ [path]: item })).join(', ')).toBe(part);
  });
});

test('singletons have a name, a schema, and the resource that they stand below', () => {
  const paths = {
    ...orders,
    '/settings': { get: ok(ref('Settings')), put: takes(ref('Settings')) },
    '/orders/{id}/settings': { get: ok(ref('Settings')), delete: done },
  };
  const told = singletonsOf(specOf(paths)).map(({ name, roles, schema, owner }) => [
    name,
    Object.keys(roles).join(' '),
    schema?.pointer,
    owner?.name,
  ]);
  expect(told).toEqual([
    ['settings', 'singletonRead singletonReplace', '#/components/schemas/Settings', undefined],
    ['orders.settings', 'singletonRead singletonRemove', '#/components/schemas/Settings', 'orders'],
  ]);
});

test('what has no state is described with the reason', () => {
  const paths = {
    ...orders,
    '/settings': { get: ok(ref('Settings')), put: takes(ref('Settings')) },
    '/orders/{id}/cancel': { post: done },
    '/orders/{id}/ship': { post: done },
    '/genres': { get: ok(array(string)) },
    '/ping': { get: done },
  };
  expect(describeParts(specOf(paths))).toEqual([
    'singletons  settings (read replace)',
    'further     action 2',
    'no state    its items are no objects: GET /genres',
    'no state    answers no body: GET /ping',
  ]);
});
