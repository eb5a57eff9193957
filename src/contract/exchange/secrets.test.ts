import { isWrongCredential, maskSecrets, secretsInPath, wrongCredential } from './secrets';

test.each([
  ['a token after its scheme', { authorization: 'Bearer s3cr3t-t0ken' }, 'is s3cr3t-t0ken?', 'is ***?'],
  ['the whole value', { authorization: 'Bearer s3cr3t-t0ken' }, '[Bearer s3cr3t-t0ken]', '[***]'],
  ['every time', { 'x-api-key': 'k-12345678' }, 'k-12345678k-12345678', '******'],
  ['not the value of another header', { 'x-tenant': 'acme-corporation' }, 'acme-corporation', 'acme-corporation'],
  ['not a short word', { 'x-api-key': 'test' }, 'a test', 'a test'],
])('%s', (_, headers, text, expected) => {
  expect(maskSecrets(headers)(text)).toBe(expected);
});

test.each([
  ['authorization', 'Basic YW5uOnMzY3IzdA==', 'Basic d3JvbmctY3JlZGVudGlhbDp3cm9uZy1jcmVkZW50aWFs'],
  ['authorization', 'bearer s3cr3t', 'bearer wrong-credential'],
  ['authorization', 's3cr3t', 'wrong-credential'],
  ['x-api-key', 's3cr3t', 'wrong-credential'],
  ['?key', 's3cr3t', 'wrong-credential'],
  ['cookie', 'a=s3cr3t; b=2', 'a=wrong-credential; b=wrong-credential'],
])('another value for %s: %s is %s, which may be shown', (name, right, wrong) => {
  expect(wrongCredential(name, right)).toBe(wrong);
  expect([right, wrong].map((value) => isWrongCredential(name, value))).toEqual([false, true]);
});

test.each([
  ['/notes?access_token=s3cr3t&a=1', ['access_token']],
  ['/notes?page_token=3&tokens=2', []],
  ['/notes', []],
])('%s has the secrets %j', (path, expected) => {
  expect(secretsInPath(path).flatMap((part) => ('secret' in part ? [part.secret] : []))).toEqual(expected);
});

test('the user may stay when the password is wrong', () => {
  const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
  const wrong = wrongCredential('authorization', basic('ann:secret'), true);
  expect(Buffer.from(wrong.slice(6), 'base64').toString()).toMatch(/^ann:(?!secret)/);
  expect(isWrongCredential('authorization', wrong)).toBe(true);
  expect(isWrongCredential('authorization', basic('ann:secret'))).toBe(false);
});
