import { isSecretName, secretNamesOf } from './secret-names';

const names = secretNamesOf({
  securitySchemes: {
    shop: { type: 'apiKey', in: 'header', name: 'X-Shop-Entry' },
    link: { type: 'apiKey', in: 'query', name: 'entry' },
    visit: { type: 'apiKey', in: 'cookie', name: 'visit' },
    login: { type: 'http', scheme: 'basic' },
  },
});

test.each([
  ['header', 'authorization', true],
  ['header', 'proxy-authorization', true],
  ['header', 'cookie', true],
  ['header', 'set-cookie', true],
  ['header', 'x-api-key', true],
  ['header', 'api-key', true],
  ['header', 'apikey', true],
  ['header', 'x-auth-token', true],
  ['header', 'x-access-token', true],
  ['header', 'x-client-secret', true],
  ['header', 'x-shop-entry', true],
  ['header', 'x-tenant', false],
  ['header', 'entry', false],
  ['query', 'access_token', true],
  ['query', 'api_key', true],
  ['query', 'entry', true],
  ['query', 'page_token', false],
  ['query', 'X-Shop-Entry', false],
  ['cookie', 'visit', true],
  ['cookie', 'session-token', true],
  ['cookie', 'theme', false],
] as const)('a %s called %s: %p', (place, name, expected) => {
  expect(names[place](name)).toBe(expected);
});

test('without a document the usual names count', () => {
  expect(secretNamesOf().header('x-api-key')).toBe(true);
  expect(secretNamesOf().header('x-shop-entry')).toBe(false);
});

test.each([
  ['password', true],
  ['newPassword', true],
  ['client_secret', true],
  ['refreshToken', true],
  ['token', true],
  ['apiKey', true],
  ['privateKey', true],
  ['client_assertion', true],
  ['nextPageToken', false],
  ['tokens', false],
  ['key', false],
  ['name', false],
])('a property called %s: %p', (name, expected) => {
  expect(isSecretName(name)).toBe(expected);
});
