import { writeBody } from './write-body';

const text = (type: string, value: Parameters<typeof writeBody>[1]) =>
  new TextDecoder().decode(writeBody(type, value)?.bytes).replaceAll('\r\n', '|');

test.each<[type: string, value: Parameters<typeof writeBody>[1], body: string]>([
  ['application/x-www-form-urlencoded', { a: 1, b: 'x y&z', c: null }, 'a=1&b=x+y%26z'],
  ['application/x-www-form-urlencoded', { tags: ['a', 'b'], at: { x: 1 } }, 'tags=a&tags=b&at=%7B%22x%22%3A1%7D'],
  [
    'multipart/form-data',
    { file: 'bytes', 'a"b': true },
    '--contact-points-boundary|Content-Disposition: form-data; name="file"||bytes|' +
      '--contact-points-boundary|Content-Disposition: form-data; name="a%22b"||true|--contact-points-boundary--|',
  ],
  ['application/jsonl', [{ a: 1 }, { a: 'x' }], '{"a":1}\n{"a":"x"}\n'],
  ['application/x-ndjson', { a: 1 }, '{"a":1}\n'],
  ['text/plain', 'words', 'words'],
  ['application/octet-stream', 'bytes', 'bytes'],
])('%s of %j', (type, value, body) => expect(text(type, value)).toBe(body));

test('a type that cannot be written is left to the caller', () => {
  expect(writeBody('application/xml', { a: 1 })).toBeUndefined();
});
