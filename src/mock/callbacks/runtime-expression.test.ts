import { type ExpressionSource, resolveAddress } from './runtime-expression';

const SOURCE: ExpressionSource = {
  request: {
    method: 'POST',
    path: '/v1/orders/a%20b',
    query: 'hook=http%3A%2F%2Flocalhost%3A1%2Fq&empty=',
    headers: { host: 'mock:4010', 'x-hook': 'http://localhost:2/h' },
  },
  path: new Map([['id', 'a b']]),
  body: { url: 'http://localhost:3/b?x=1', mail: 'a+b@c.nl', 'a/b': [{ '~': 7 }], nothing: null, list: [1] },
  response: { status: 201, headers: { location: '/v1/orders/9' }, note: '' },
  answer: { id: 9, paid: false },
};

test.each([
  ['$request.body#/url', 'http://localhost:3/b?x=1'],
  ['{$request.body#/url}', 'http://localhost:3/b?x=1'],
  ['{ $request.body#/url }', 'http://localhost:3/b?x=1'],
  ['{$request.query.hook}', 'http://localhost:1/q'],
  ['{$request.header.X-Hook}', 'http://localhost:2/h'],
  ['{$request.header.x-hook}/orders/{$response.body#/id}', 'http://localhost:2/h/orders/9'],
  ['http://h/{$request.path.id}', 'http://h/a%20b'],
  ['http://h/?mail={$request.body#/mail}&n={$request.body#/a~1b/0/~0}', 'http://h/?mail=a%2Bb%40c.nl&n=7'],
  [
    'http://h?from={$url}',
    `http://h?from=${encodeURIComponent(`http://mock:4010/v1/orders/a%20b?${SOURCE.request.query}`)}`,
  ],
  ['http://h/{$method}/{$statusCode}/{$response.body#/paid}', 'http://h/POST/201/false'],
  ['http://h{$response.header.Location}', 'http://h/v1/orders/9'],
  ['http://h/{$request.query.empty}', 'http://h/'],
  ['http://h/plain', 'http://h/plain'],
])('%s is %s', (address, url) => expect(resolveAddress(address, SOURCE)).toBe(url));

test.each([
  ['{$request.body#/missing}', '$request.body#/missing finds nothing'],
  ['{$request.body#missing}', '$request.body#missing finds nothing'],
  ['{$request.body#/nothing}', '$request.body#/nothing finds no text, but null'],
  ['{$request.body#/list}', '$request.body#/list finds no text, but [1]'],
  ['{$request.query.missing}', '$request.query.missing finds nothing'],
  ['{$request.header.missing}', '$request.header.missing finds nothing'],
  ['{$request.cookie.a}', '$request.cookie.a is no runtime expression'],
  ['{$request.bodyurl}', '$request.bodyurl is no runtime expression'],
  ['{url}', 'url is no runtime expression'],
])('%s: %s', (address, message) => expect(() => resolveAddress(address, SOURCE)).toThrow(message));
