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
  ['v1/', '/v1'],
  ['.', ''],
  ['', ''],
])('the base path of "%s" is "%s"', (url, basePath) => {
  expect(readServers({ servers: [{ url }] })).toEqual([{ url, basePath }]);
});

test.each([[{}], [{ servers: [] }]])('a document with %j has one server at the root', (document) => {
  expect(readServers(document)).toEqual([{ url: '/', basePath: '' }]);
});

test('a variable without a value is left in', () => {
  expect(readServers({ servers: [{ url: 'https://{x}.org/{y}', variables: { y: { default: 'v3' } } }] })).toEqual([
    { url: 'https://{x}.org/v3', basePath: '/v3' },
  ]);
});
