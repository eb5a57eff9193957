import { digest } from './digest';

test('other content has another digest, the same content the same one', () => {
  const contents = ['', 'a', 'b', 'ab', 'ba', 'é', '[{"id":1}]', '[{"id":2}]', 'a'.repeat(10_000)];
  const digests = contents.map((content) => digest(content));
  expect(new Set(digests).size).toBe(contents.length);
  expect(contents.map((content) => digest(Buffer.from(content)))).toEqual(digests);
  expect(digests.filter((text) => !/^[a-z0-9]{28}$/.test(text))).toEqual([]);
});
