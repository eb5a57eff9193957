import { buildRawRequest, buildRequest } from '../exchange/build-request';
import { curlLine } from '../exchange/curl';
import { notesSpec } from '../exchange/given-exchange.test-support';
import { maskSecrets } from '../exchange/secrets';
import {
  CredentialsError,
  credentialHeaders,
  credentialsFor,
  credentialsOf,
  type GivenCredentials,
} from './credentials';

const operation = notesSpec.operations[0]!;
const specWith = (...schemes: readonly (readonly [string, object])[]) => ({
  ...notesSpec,
  securitySchemes: Object.fromEntries(schemes) as unknown as typeof notesSpec.securitySchemes,
});
const key = (place: string, name: string) => ({ type: 'apiKey', in: place, name });

test.each<[string, readonly (readonly [string, object])[], GivenCredentials, Record<string, string>]>([
  ['a token', [], { token: 't' }, { authorization: 'Bearer t' }],
  ['a user', [], { user: 'ann:pw' }, { authorization: 'Basic YW5uOnB3' }],
  ['a header that wins', [], { token: 't', headers: { authorization: 'Custom x' } }, { authorization: 'Custom x' }],
  ['a key in a header', [['K', key('header', 'X-Key')]], { apiKeys: ['v'] }, { 'x-key': 'v' }],
  ['a key in the query', [['K', key('query', 'apiKey')]], { apiKeys: ['v'] }, { '?apiKey': 'v' }],
  [
    'a key in a cookie',
    [['K', key('cookie', 'sid')]],
    { apiKeys: ['v'], headers: { cookie: 'a=b' } },
    { cookie: 'sid=v; a=b' },
  ],
  [
    'two keys',
    [
      ['App', key('header', 'X-App')],
      ['User', key('query', 'u')],
    ],
    { apiKeys: ['App=1', 'User=a=b'] },
    { 'x-app': '1', '?u': 'a=b' },
  ],
])('%s', (_, schemes, given, expected) => {
  expect(credentialsOf(specWith(...schemes), given)).toEqual(expected);
});

test.each<[readonly (readonly [string, object])[], RegExp]>([
  [[], /has no security scheme of type apiKey/],
  [
    [
      ['App', key('header', 'X-App')],
      ['User', key('query', 'u')],
    ],
    /write App=KEY or User=KEY/,
  ],
])('a key without a place of its own is refused, and not repeated', (schemes, message) => {
  const give = () => credentialsOf(specWith(...schemes), { apiKeys: ['hunter2'] });
  expect(give).toThrow(CredentialsError);
  expect(give).toThrow(message);
  expect(give).not.toThrow(/hunter2/);
});

describe('a key in the query', () => {
  const credentials = { 'x-tenant': 'a', '?api key': 's3cr&t-key' };
  const spec = specWith(['K', key('query', 'api key')]);
  const request = buildRequest(operation, { path: { id: '1' }, query: [['a', 'b']] }, credentials);

  test('goes into the query of every request, not into its headers', () => {
    expect(request.path).toMatch(/\?a=b&api%20key=s3cr%26t-key$/);
    expect(Object.keys(request.headers)).toContain('x-tenant');
    expect(Object.keys(request.headers)).not.toContain('?api key');
    expect(buildRawRequest({ method: 'GET', path: '/x?y=1' }, credentials).path).toBe('/x?y=1&api%20key=s3cr%26t-key');
    expect(buildRawRequest({ method: 'GET', path: '/x' }, credentials).path).toBe('/x?api%20key=s3cr%26t-key');
  });

  test('is left out and changed as credentials in headers are', () => {
    const sent = (headers: Record<string, string>) =>
      buildRequest(operation, { path: { id: '1' }, anonymous: true, headers }, credentials).path;
    expect(sent({})).not.toContain('api%20key');
    expect(sent({ '?api key': 'wrong' })).toMatch(/\?api%20key=wrong$/);
  });

  test('belongs to the credentials of an operation', () => {
    const secured = { ...operation, security: [{ K: [] }] };
    expect(credentialHeaders(spec, secured)).toEqual(['?api key']);
    expect(credentialsFor(spec, secured, credentials)).toEqual({ '?api key': 's3cr&t-key' });
  });

  test('is a variable in the curl line, and masked elsewhere', () => {
    const line = curlLine('http://h', request, { spec });
    expect(line).toContain(`?a=b&api%20key='"$API_KEY"`);
    expect(line).not.toContain('s3cr');
    expect(maskSecrets(credentials, spec)('key s3cr&t-key, tenant a')).toBe('key ***, tenant a');
  });
});

test('a key in a header of any name is a secret', () => {
  const spec = specWith(['K', key('header', 'X-Pass')]);
  const request = buildRequest(operation, { path: { id: '1' } }, { 'x-pass': 'hunter2hunter2' });
  expect(curlLine('http://h', request, { spec })).toContain('"x-pass: $X_PASS"');
});
