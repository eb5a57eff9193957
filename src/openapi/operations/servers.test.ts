import { parseSpec } from '../load-spec';
import { readServers } from './servers';

test.each([
  ['https://example.org', ''],
  ['https://example.org/', ''],
  ['https://example.org/v1', '/v1'],
  ['https://example.org/v1/', '/v1'],
  ['http://localhost:4010/api/v2?x=1#y', '/api/v2'],
  ['//example.org/v1', '/v1'],
  ['/', ''],
  ['/v1', '/v1'],
  ['./v1', '/v1'],
  ['../v1', '/v1'],
  ['v1/', '/v1'],
  ['.', ''],
  ['..', ''],
  ['', ''],
])('the base path of "%s" is "%s"', (url, basePath) => {
  expect(readServers({ servers: [{ url }] })).toEqual([{ url, basePath }]);
});

test.each([[{}], [{ servers: [] }]])('a document with %j has one server at the root', (document) => {
  expect(readServers(document)).toEqual([{ url: '/', basePath: '' }]);
});

const base = { default: 'shop', enum: ['shop', 'store'] };
test.each<[url: string, variables: Record<string, { default: string; enum?: string[] }>, basePaths: string[]]>([
  ['https://{x}.org/{y}', { y: { default: 'v3' } }, ['/v3']],
  ['https://{x}.org/{y}', {}, ['/{y}']],
  ['https://{env}.org/{base}/v2', { env: { default: 'a', enum: ['a', 'b'] }, base }, ['/shop/v2', '/store/v2']],
  [
    '/{base}/{v}',
    { base, v: { default: 'v2', enum: ['v1', 'v2'] } },
    ['/shop/v2', '/shop/v1', '/store/v2', '/store/v1'],
  ],
  ['{scheme}://example.org/v1', { scheme: { default: 'https', enum: ['http', 'https'] } }, ['/v1']],
  ['https://example.org/{path}', { path: { default: 'a/b', enum: ['a/b', ''] } }, ['/a/b', '']],
])('%s with %j has the base paths %j', (url, variables, basePaths) => {
  expect(readServers({ servers: [{ url, variables }] }).map(({ basePath }) => basePath)).toEqual(basePaths);
});

test('variables of very many values stay within a limit', () => {
  const many = { default: '0', enum: Array.from({ length: 200 }, (_, index) => String(index)) };
  expect(readServers({ servers: [{ url: '/{a}/{b}', variables: { a: many, b: many } }] })).toHaveLength(100);
});

test('an operation has its own servers, else those of its path, else those of the document', () => {
  const responses = { 200: { description: 'ok' } };
  const servers = [{ url: 'https://files.example.org/upload' }];
  const spec = parseSpec({
    openapi: '3.1.0',
    info: { title: 'Files', version: '1' },
    servers: [{ url: '/v1' }],
    paths: {
      '/files': { servers, get: { responses }, post: { servers: [{ url: '/put' }], responses } },
      '/users': { servers: [], get: { responses } },
    },
  });
  expect(spec.operations.map((operation) => operation.servers?.map(({ basePath }) => basePath))).toEqual([
    ['/upload'],
    ['/put'],
    undefined,
  ]);
});
