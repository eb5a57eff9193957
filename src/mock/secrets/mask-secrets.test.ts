import { createMask } from './mask-secrets';

const mask = createMask({
  securitySchemes: {
    a: { type: 'apiKey', in: 'header', name: 'X-Own-Key' },
    b: { type: 'apiKey', in: 'query', name: 'k' },
  },
});

test.each([
  ['authorization', 'Bearer abc', 'Bearer ***'],
  ['authorization', 'Basic YTpi', 'Basic ***'],
  ['authorization', 'abc', '***'],
  ['proxy-authorization', 'Basic YTpi', 'Basic ***'],
  ['cookie', 'sid=1', '***'],
  ['set-cookie', 'sid=1; Path=/', '***'],
  ['x-own-key', 'abc', '***'],
  ['accept', 'text/html', 'text/html'],
])('%s: %s', (name, value, shown) => expect(mask.headers({ [name]: value })).toEqual({ [name]: shown }));

test.each([
  ['k=1&x=2', 'k=***&x=2'],
  ['access_token=1', 'access_token=***'],
  ['api%5Fkey=1', 'api%5Fkey=***'],
  ['client_secret=a+b&grant_type=client_credentials', 'client_secret=***&grant_type=client_credentials'],
  ['limit=5&k', 'limit=5&k'],
  ['%E2=1', '%E2=1'],
  ['', ''],
])('?%s', (query, shown) => expect(mask.query(query)).toBe(shown));

test('members of any depth', () => {
  const value = {
    password: 'a',
    user: { newPassword: 'b', tokens: [{ access_token: 'c', token_type: 'Bearer' }] },
    n: 1,
  };
  expect(mask.json(value)).toEqual({
    password: '***',
    user: { newPassword: '***', tokens: [{ access_token: '***', token_type: 'Bearer' }] },
    n: 1,
  });
});
