import { createTarget, TargetUrlError } from './target';
import { isLoopback, proxiesOf, proxyFor } from './target-url';

test.each(['localhost:4010', 'ftp://x', 'http://', 'http://x?y=1', 'http://x#y', 'http://ann:pw@x', ''])(
  'the base URL %j is refused',
  (url) => {
    expect(() => createTarget(url)).toThrow(TargetUrlError);
  },
);

test('a base URL is shown without a trailing slash', async () => {
  const target = createTarget('http://localhost:4010/api/');
  expect(target.url).toBe('http://localhost:4010/api');
  await target.close();
});

test.each<[string, string, string | undefined]>([
  ['http://a.example.com', '', 'http://proxy:1'],
  ['https://a.example.com', '', 'https://secure:2'],
  ['http://a.example.com', 'a.example.com', undefined],
  ['http://a.example.com', 'example.com', undefined],
  ['http://a.example.com', '.example.com', undefined],
  ['http://a.example.com', '*.example.com', undefined],
  ['http://a.example.com', 'b.example.com, c.org', 'http://proxy:1'],
  ['http://an-example.com', 'example.com', 'http://proxy:1'],
  ['http://a.example.com:81', 'example.com:80', 'http://proxy:1'],
  ['http://a.example.com', 'example.com:80', undefined],
  ['https://a.example.com', 'example.com:443', undefined],
  ['http://10.0.0.1', '10.0.0.1', undefined],
  ['http://[2001:db8::1]', '[2001:db8::1]', undefined],
  ['http://a.example.com', '*', undefined],
])('%s with NO_PROXY "%s" goes through %s', (url, none, proxy) => {
  const env = { HTTP_PROXY: 'http://ignored', http_proxy: 'proxy:1', HTTPS_PROXY: 'https://secure:2', NO_PROXY: none };
  expect(proxyFor(new URL(url), proxiesOf(env))).toBe(proxy);
});

test('a proxy that is no URL is refused without repeating it, as it may carry a password', () => {
  expect(() => proxyFor(new URL('http://a.example'), { http: 'socks5://u:hunter2@x' })).toThrow(
    /^(?!.*hunter2).*HTTP_PROXY/,
  );
});

test.each([
  ['http://localhost:4010', true],
  ['http://app.localhost', true],
  ['http://127.1.2.3', true],
  ['http://[::1]:80/x', true],
  ['http://[::ffff:127.0.0.1]', true],
  ['http://0.0.0.0:4010', true],
  ['http://LOCALHOST.', true],
  ['http://localhost.example.com', false],
  ['http://127.0.0.1.example.com', false],
  ['http://10.0.0.1', false],
  ['http://[::2]', false],
  ['https://example.com', false],
])('%s is this machine: %s', (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
});
