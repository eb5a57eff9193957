import { parseSpec } from '../load-spec';
import type { PathEntry } from '../model/model';
import { parsePathTemplate } from './path-template';
import { createRouter, twinMatch } from './router';

const templates = [
  '/',
  '/notes',
  '/notes/{id}',
  '/notes/latest',
  '/notes/{id}/tags/{tag}',
  '/notes/latest/archive',
  '/{kind}/all/old',
  '/files/{name}.json',
  '/files/{name}',
  '/compare/{base}...{head}',
  '/range/{from}-{to}.csv',
  '/caf\u00e9s/{id}',
  '/jobs/{id}',
  '/jobs/{id}:cancel',
  "/odata('{key}')",
  '/menus/{id}.caf\u00e9',
];
const paths = templates.map(
  (source): PathEntry => ({ template: parsePathTemplate(source), pointer: source, operations: new Map() }),
);
const router = createRouter({ paths });

test.each([
  ['/', '/', {}],
  ['/notes', '/notes', {}],
  ['/notes/7', '/notes/{id}', { id: '7' }],
  ['/notes/latest', '/notes/latest', {}],
  ['/notes/lates%74', '/notes/latest', {}],
  ['/notes/latest/tags/x', '/notes/{id}/tags/{tag}', { id: 'latest', tag: 'x' }],
  ['/notes/latest/archive', '/notes/latest/archive', {}],
  ['/notes/all/old', '/{kind}/all/old', { kind: 'notes' }],
  ['/notes/a%2Fb', '/notes/{id}', { id: 'a/b' }],
  ['/notes/a+b', '/notes/{id}', { id: 'a+b' }],
  ['/notes/%E2%82%AC', '/notes/{id}', { id: '\u20ac' }],
  ['/notes/%00', '/notes/{id}', { id: '\0' }],
  ['/notes/__proto__', '/notes/{id}', { id: '__proto__' }],
  ['/files/a.json', '/files/{name}.json', { name: 'a' }],
  ['/files/.json', '/files/{name}', { name: '.json' }],
  ['/files/a.xml', '/files/{name}', { name: 'a.xml' }],
  ['/range/1-2-3.csv', '/range/{from}-{to}.csv', { from: '1', to: '2-3' }],
  ['/range/--.csv.csv', '/range/{from}-{to}.csv', { from: '-', to: '.csv' }],
  ['/compare/main...feature...x', '/compare/{base}...{head}', { base: 'main', head: 'feature...x' }],
  ['/caf%C3%A9s/1', '/caf\u00e9s/{id}', { id: '1' }],
  ['/jobs/17:cancel', '/jobs/{id}:cancel', { id: '17' }],
  ['/jobs/17%3Acancel', '/jobs/{id}:cancel', { id: '17' }],
  ['/jobs/17%3acancel', '/jobs/{id}:cancel', { id: '17' }],
  ['/jobs/a%3Ab%2Fc%25%3Acancel', '/jobs/{id}:cancel', { id: 'a:b/c%' }],
  ['/jobs/17%3Astop', '/jobs/{id}', { id: '17:stop' }],
  ["/odata('a')", "/odata('{key}')", { key: 'a' }],
  ['/odata(%27a%27%27b%20c%27)', "/odata('{key}')", { key: "a''b c" }],
  ['/range/1%2D2.csv', '/range/{from}-{to}.csv', { from: '1', to: '2' }],
  ['/menus/1.caf%C3%A9', '/menus/{id}.caf\u00e9', { id: '1' }],
])('%s leads to %s', (path, template, parameters) => {
  const match = router.match(path);
  expect(match).toMatchObject({ kind: 'found', entry: { template: { source: template } } });
  expect(match?.kind === 'found' && Object.fromEntries(match.parameters)).toEqual(parameters);
});

test.each([
  '',
  'notes',
  '/notes/',
  '//notes',
  '/notes//tags/x',
  '/notes/7/tags',
  '/notes/7/tags/',
  '/compare/main',
  '/compare/...',
  '/compare/a...',
  '/compare/...b',
  '/range/1-.csv',
  '/range/-2.csv',
  '/range/1-2',
  '/constructor',
  '/nowhere/%zz',
])('"%s" leads nowhere', (path) => {
  expect(router.match(path)).toBeUndefined();
});

test.each([
  ['/notes/%', 'id'],
  ['/jobs/%zz%3Acancel', 'id'],
  ['/notes/%zz', 'id'],
  ['/notes/%FF', 'id'],
  ['/notes/%ED%A0%80', 'id'],
  ['/notes/7/tags/%C3', 'tag'],
])('%s is told apart as malformed', (path, parameter) => {
  expect(router.match(path)).toMatchObject({ kind: 'malformed', parameter });
});

test('a path of many slashes is matched in no time worth measuring', () => {
  expect(router.match('/notes'.repeat(50_000))).toBeUndefined();
});

test('variants of a path by a query are told apart by it', () => {
  const operation = (operationId: string) => ({ post: { operationId, responses: { 200: { description: 'ok' } } } });
  const spec = parseSpec({
    openapi: '3.0.3',
    info: { title: 'Queue', version: '1' },
    paths: {
      '/?Action=Send': operation('send'),
      '/?Action=Receive': operation('receive'),
      '/users/{id}/expire': operation('expire'),
      '/users/{id}/expire?now=true': operation('expireNow'),
    },
  });
  const found = (path: string, query: string): string | undefined => {
    const match = createRouter(spec).match(path);
    return match && twinMatch(match, 'post', query).entry.operations.get('post')?.id;
  };
  expect(found('/', 'Version=1&Action=Receive')).toBe('receive');
  expect(found('/', 'Action=Send')).toBe('send');
  expect(found('/users/7/expire', 'now=true')).toBe('expireNow');
  expect(found('/users/7/expire', 'now=false')).toBe('expire');
  expect(spec.warnings.filter(({ message }) => message.includes('has a query'))).toHaveLength(3);
});
