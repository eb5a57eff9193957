import { isSafeHost } from './guard';

test.each<[string, string, boolean, boolean]>([
  ['localhost', '127.0.0.1', false, true],
  ['LOCALHOST:4010', '127.0.0.1', false, true],
  ['app.localhost:4010', '127.0.0.1', false, true],
  ['127.0.0.1:4010', '127.0.0.1', false, true],
  ['127.1.2.3', '::1', false, true],
  ['[::1]:4010', '127.0.0.1', false, true],
  ['localhost.:1', 'localhost', false, true],
  ['evil.example', '127.0.0.1', false, false],
  ['evil.example', '127.0.0.1', true, false],
  ['localhost.evil.example', '127.0.0.1', false, false],
  ['127.0.0.1.evil.example', '127.0.0.1', false, false],
  ['192.168.1.7:4010', '127.0.0.1', false, false],
  ['mock:4010', '127.0.0.1', false, false],
  ['', '127.0.0.1', false, false],
  ['192.168.1.7:4010', '0.0.0.0', false, true],
  ['[fe80::1]:4010', '::', false, true],
  ['mock:4010', '0.0.0.0', false, true],
  ['host.docker.internal:4010', '0.0.0.0', false, true],
  ['laptop.local', '0.0.0.0', false, true],
  ['evil.example', '0.0.0.0', false, false],
  ['evil.example', '0.0.0.0', true, true],
  ['mock.example', 'mock.example', false, true],
])('Host: %s, listening on %s, any name: %s is %s', (header, listening, anyName, safe) => {
  expect(isSafeHost(header, listening, anyName)).toBe(safe);
});
