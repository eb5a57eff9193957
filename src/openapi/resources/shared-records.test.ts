import { parseSpec } from '../load-spec';

const schema = {
  type: 'object',
  properties: { id: { type: 'string' }, name: { type: 'string' }, user_id: { type: 'string' } },
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (value: object) => ({ content: { 'application/json': { schema: value } } });
const ok = (value: object) => ({ 200: { description: 'ok', ...json(value) } });

/** `list create read replace remove`, of one path. */
function pathItem(path: string, words: string, name: string): object {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, each]) => ({
    ...{ name: each, in: 'path', required: true, schema: { type: 'string' } },
  }));
  const operations: Record<string, object> = {
    list: { get: { responses: ok({ type: 'array', items: ref(name) }) } },
    create: { post: { requestBody: json(ref(name)), responses: ok(ref(name)) } },
    read: { get: { responses: ok(ref(name)) } },
    replace: { put: { requestBody: json(ref(name)), responses: ok(ref(name)) } },
    remove: { delete: { responses: { 204: { description: 'gone' } } } },
  };
  return Object.assign({ parameters }, ...words.split(' ').map((word) => operations[word]));
}

const USERS = { '/users': 'list create User', '/users/{id}': 'read remove User' };
const NOTES = { '/notes': 'list create Note', '/notes/{id}': 'read remove Note' };

/** The path of the view; undefined where every path has records of its own. */
type Row = [because: string, view: string, paths: Record<string, string>, isView: boolean];

const rows: Row[] = [
  [
    'the items name what they hang on',
    '/users/{id}/notes',
    { ...USERS, ...NOTES, '/users/{id}/notes': 'list create Note' },
    true,
  ],
  [
    'they are read elsewhere',
    '/users/{id}/notes',
    { ...USERS, '/users/{id}/notes': 'list create Note', '/notes/{id}': 'read Note' },
    true,
  ],
  [
    'it lists members that are users',
    '/teams/{id}/members',
    { ...USERS, '/teams/{id}': 'read Team', '/teams/{id}/members': 'list User' },
    true,
  ],
  [
    'it only makes what is listed below others',
    '/users/{user_id}/notes',
    { ...USERS, '/users/{user_id}/notes': 'list Note', '/notes': 'create Note' },
    true,
  ],
  [
    'it only removes what is listed elsewhere',
    '/users/{user_id}/notes/{id}',
    { ...USERS, '/notes': 'list Note', '/users/{user_id}/notes/{id}': 'remove Note' },
    true,
  ],
  [
    'it is another version',
    '/v2/notes',
    {
      '/v1/notes': 'list create Note',
      '/v1/notes/{id}': 'read Note',
      '/v2/notes': 'list create Note',
      '/v2/notes/{id}': 'read Note',
    },
    true,
  ],
  ['it is a list of some of them', '/me/notes', { ...NOTES, '/me/notes': 'list Note' }, true],
  [
    'it finds by another property',
    '/users/name/{user_name}',
    { ...USERS, '/users/name/{user_name}': 'read User' },
    true,
  ],
  [
    'it has items of its own',
    '/admin/notes',
    { ...NOTES, '/admin/notes': 'list create Note', '/admin/notes/{id}': 'read Note' },
    false,
  ],
  [
    'members have properties of their own',
    '/teams/{id}/members',
    {
      ...USERS,
      '/teams/{id}': 'read Team',
      '/teams/{id}/members': 'list User',
      '/teams/{id}/members/{user}': 'read replace User',
    },
    false,
  ],
  [
    'the other list is one of a few',
    '/users/{id}/notes',
    { ...USERS, '/me/notes': 'list create Note', '/users/{id}/notes': 'list Note' },
    false,
  ],
  [
    'nothing says what they hang on',
    '/things/{thing}/users',
    { ...USERS, '/things/{thing}/users': 'list User' },
    false,
  ],
  [
    'the items are others',
    '/users/{id}/teams',
    { ...USERS, '/teams': 'list Team', '/teams/{id}': 'read Team', '/users/{id}/teams': 'list Note' },
    false,
  ],
];

function resourceAt(paths: Record<string, object>, path: string) {
  const components = {
    schemas: {
      User: schema,
      Note: schema,
      Team: { ...schema, properties: { id: { type: 'string' }, motto: { type: 'string' } } },
    },
  };
  const spec = parseSpec({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, components });
  return spec.resources.find(({ collection, item }) => (collection ?? item)!.template.source === path);
}

function pathsOf(table: Record<string, string>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(table).map(([path, words]) => {
      const name = words.split(' ').at(-1)!;
      return [path, pathItem(path, words.split(' ').slice(0, -1).join(' '), name)];
    }),
  );
}

test.each(rows)('%s: %s', (_, path, table, isView) => {
  const resource = resourceAt(pathsOf(table), path);
  expect(resource).toBeDefined();
  expect(resource?.recordsOf !== undefined).toBe(isView);
});

test.each([
  ['the same name', '/archive', { '/notes': 'notes', '/archive': 'notes' }, true],
  ['different names', '/me/notes', { '/notes': 'notes', '/me/notes': 'mine' }, false],
])('x-resource with %s decides', (_, path, names, isView) => {
  const paths = pathsOf({ ...NOTES, '/archive': 'list create Note', '/me/notes': 'list Note' });
  for (const [each, name] of Object.entries(names)) Object.assign(paths[each]!, { 'x-resource': name });
  expect(resourceAt(paths, path)?.recordsOf !== undefined).toBe(isView);
});
