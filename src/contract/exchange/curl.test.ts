import { execFileSync } from 'node:child_process';
import { curlLine } from './curl';
import type { WireRequest } from './exchange';

const base = 'http://localhost:1';
const line = (request: Partial<WireRequest>, secrets = false) =>
  curlLine(base, { method: 'GET', path: '/notes', headers: {}, ...request }, { secrets });
const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ['a read', {}, "curl -i 'http://localhost:1/notes'"],
  ['a removal', { method: 'DELETE' }, "curl -i -X DELETE 'http://localhost:1/notes'"],
  ['HEAD', { method: 'HEAD' }, "curl -i --head 'http://localhost:1/notes'"],
  ['dots in the path', { path: '/notes/..' }, "curl -i --path-as-is 'http://localhost:1/notes/..'"],
  [
    'a body with a quote',
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: bytes(`{"a":"it's"}`) },
    `curl -i -X POST 'http://localhost:1/notes' -H 'content-type: application/json' --data-raw '{"a":"it'\\''s"}'`,
  ],
  [
    'a body without a type',
    { method: 'POST', body: bytes('1') },
    "curl -i -X POST 'http://localhost:1/notes' -H 'content-type:' --data-raw '1'",
  ],
  ['an empty header', { headers: { 'x-a': '' } }, "curl -i 'http://localhost:1/notes' -H 'x-a;'"],
])('%s', (_, request, expected) => expect(line(request)).toBe(expected));

test('secrets become shell variables', () => {
  const headers = { authorization: 'Bearer s3cret', 'x-api-key': 'k3y', 'x-other': 'shown' };
  expect(line({ headers })).toContain(
    `-H "authorization: $AUTHORIZATION" -H "x-api-key: $X_API_KEY" -H 'x-other: shown'`,
  );
  expect(line({ headers }, true)).toContain("-H 'authorization: Bearer s3cret'");
});

test('bytes that are no text go through a pipe, and come out as they were', () => {
  const body = new Uint8Array([0x7b, 0xff, 0x00, 0x27, 0x5c, 0x25, 0x7d]);
  const [printf] = line({ method: 'POST', body }).split(' | curl');
  expect([...execFileSync('sh', ['-c', printf!])]).toEqual([...body]);
});
