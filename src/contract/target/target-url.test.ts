import { createTarget, TargetUrlError } from './target';

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
