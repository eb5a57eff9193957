import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type Ask, createTestMock, documentOf } from '../ask.test-support';

const FORM = 'application/x-www-form-urlencoded';

const { ask } = createTestMock(
  documentOf(
    `
/people:
  get: { responses: { 200: { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Person' } } } } } } }
  post:
    requestBody:
      required: true
      content:
        application/x-www-form-urlencoded:
          schema: { $ref: '#/components/schemas/Person' }
          encoding: { codes: { style: pipeDelimited, explode: false }, extra: { contentType: application/json } }
        multipart/form-data:
          schema: { $ref: '#/components/schemas/Upload' }
          encoding: { photo: { contentType: 'image/png, image/jpeg' } }
        application/x-unknown: { schema: { $ref: '#/components/schemas/Person' } }
    responses: { 201: { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Person' } } } } }
/people/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
  get: { responses: { 200: { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Person' } } } }, 404: { description: no } } }
/notes:
  post:
    requestBody: { required: true, content: { text/plain: { schema: { type: string, maxLength: 3 } }, application/octet-stream: { schema: { type: string, format: binary, maxLength: 4 } }, application/x-ndjson: { schema: { type: array, items: { type: integer } } } } }
    responses: { 204: { description: ok } }
`,
    `
Person:
  type: object
  required: [name]
  properties:
    id: { type: integer, readOnly: true }
    name: { type: string, minLength: 2 }
    age: { type: integer, minimum: 0 }
    member: { type: boolean }
    codes: { type: array, items: { type: integer } }
    tags: { type: array, items: { type: string } }
    address: { type: object, properties: { zip: { type: integer }, lines: { type: array, items: { type: string } } } }
    cards: { type: array, items: { type: object, properties: { last: { type: integer } } } }
    extra: { type: object, required: [k], properties: { k: { type: integer } } }
Upload:
  type: object
  required: [name, photo]
  properties:
    name: { type: string, minLength: 2 }
    age: { type: integer }
    photo: { type: string, format: binary }
    files: { type: array, maxItems: 2, items: { type: string, format: binary } }
    extra: { type: object, required: [k], properties: { k: { type: integer } } }
`,
  ),
);

describe('a form stores', () => {
  test.each<[string, object]>([
    ['name=Ann&age=7&member=true', { name: 'Ann', age: 7, member: true }],
    ['name=1234', { name: '1234' }],
    ['name=Ann&tags=a&tags=b', { tags: ['a', 'b'] }],
    ['name=Ann&tags=a', { tags: ['a'] }],
    ['name=Ann&tags[]=a&tags[]=b', { tags: ['a', 'b'] }],
    ['name=Ann&codes=1|2', { codes: [1, 2] }],
    ['name=Ann&address[zip]=12&address[lines][]=x', { address: { zip: 12, lines: ['x'] } }],
    ['name=Ann&cards[0][last]=1&cards[1][last]=2', { cards: [{ last: 1 }, { last: 2 }] }],
    ['name=Ann&extra=%7B%22k%22%3A1%7D', { extra: { k: 1 } }],
    ['name=A%C3%A9+b', { name: 'Aé b' }],
  ])('%s', async (form, expected) => {
    const made = await ask('POST /people', form, { 'content-type': FORM });
    expect(made).toMatchObject({ status: 201, json: expected });
    expect((await ask(`GET /people/${made.json.id}`)).json).toEqual(made.json);
  });
});

describe('a form with faults tells all of them', () => {
  test.each<[string, string[]]>([
    ['age=x', ['name', 'age']],
    ['name=A&age=-1', ['name', 'age']],
    ['name=Ann&codes=1|b', ['codes']],
    ['name=Ann&address[zip]=b', ['zip']],
    ['name=Ann&extra={', ['extra']],
    ['name=Ann&member=yes&extra={}', ['member', 'k']],
    ['name=Ann&name=Bob', ['name']],
  ])('%s', async (form, names) => {
    const { status, violations } = await ask('POST /people', form, { 'content-type': FORM });
    expect(status).toBe(400);
    expect(violations!.map(({ path, in: part }) => [part, path.findLast((step) => typeof step === 'string')])).toEqual(
      expect.arrayContaining(names.map((name) => ['body', name])),
    );
  });
});

const part = (name: string, content: string, more = '', type = ''): string =>
  `--X\r\nContent-Disposition: form-data; name="${name}"${more}\r\n${type && `Content-Type: ${type}\r\n`}\r\n${content}\r\n`;
const PHOTO = part('photo', '\x00\xff', '; filename="a.png"', 'image/png');
const NAME = part('name', 'Ann');
const send = (text: string, type = 'multipart/form-data; boundary=X'): ReturnType<Ask> =>
  ask('POST /people', Buffer.from(text, 'latin1'), { 'content-type': type });

describe('a multipart body', () => {
  test.each<[string, string, number, string?]>([
    ['with a file', NAME + PHOTO, 201],
    ['with a number', NAME + PHOTO + part('age', '7'), 201],
    ['with a JSON part', NAME + PHOTO + part('extra', '{"k":1}', '', 'application/json'), 201],
    ['with a JSON part that has no type', NAME + PHOTO + part('extra', '{"k":1}'), 201],
    ['with one of several files', NAME + PHOTO + part('files', 'a', '; filename=a'), 201],
    ['without its file', NAME, 400, 'photo'],
    ['with a wrong JSON part', NAME + PHOTO + part('extra', '{"k":"x"}', '', 'application/json'), 400, 'k'],
    ['with a broken JSON part', NAME + PHOTO + part('extra', '{', '', 'application/json'), 400, 'extra'],
    ['with a file of another type', NAME + part('photo', 'a', '; filename="a"', 'text/plain'), 400, 'photo'],
    ['with too many files', NAME + PHOTO + part('files', 'a', '; filename=a').repeat(3), 400, 'files'],
    ['with a wrong field', part('name', 'A') + PHOTO, 400, 'name'],
  ])('%s', async (...[, text, status, name]) => {
    const answer = await send(`${text}--X--\r\n`);
    expect(answer.status).toBe(status);
    if (name !== undefined) expect(answer.violations!.map(({ path }) => path.at(-1))).toContain(name);
  });

  test.each<[string, string, string?]>([
    ['without a boundary', `${NAME}--X--`, 'multipart/form-data'],
    ['without its end', NAME],
    ['without parts', 'x'],
    ['with a part without a name', '--X\r\nContent-Type: a/b\r\n\r\nx\r\n--X--'],
    ['with a part without header fields', '--X\r\nx\r\n--X--'],
  ])('%s is malformed', async (...[, text, type]) => {
    const { status, violations } = await send(text, type);
    expect([status, violations]).toEqual([400, undefined]);
  });
});

test('a body of a type that cannot be read is told, and stores nothing', async () => {
  const before = (await ask('GET /people')).json;
  const { status, headers } = await ask('POST /people', 'Ann', { 'content-type': 'application/x-unknown' });
  expect([status, headers['mock-warning']]).toEqual([201, expect.stringContaining('application/x-unknown')]);
  expect((await ask('GET /people')).json).toEqual(before);
});

test.each<[string, string, number]>([
  ['text/plain', 'abc', 204],
  ['text/plain; charset=utf-8', 'abcd', 400],
  ['application/octet-stream', 'abcd', 204],
  ['application/octet-stream', 'abcde', 400],
  ['application/x-ndjson', '1\n2\n', 204],
  ['application/x-ndjson', '1\n"a"\n', 400],
  ['application/x-ndjson', '1\n{', 400],
])('%s %j answers %i', async (type, text, status) => {
  expect((await ask('POST /notes', text, { 'content-type': type })).status).toBe(status);
});

test.each<[string, (text: string) => Uint8Array, number]>([
  ['gzip', gzipSync, 201],
  ['deflate', deflateSync, 201],
  ['br', brotliCompressSync, 201],
  ['gzip', (text) => Buffer.from(text), 400],
  ['identity', (text) => Buffer.from(text), 201],
  ['zstd', (text) => Buffer.from(text), 415],
  ['gzip', () => gzipSync(Buffer.alloc(2_000_000, 97)), 413],
])('a body coded as %s (%#)', async (coding, encode, status) => {
  const answer = await ask('POST /people', encode('name=Ann'), { 'content-type': FORM, 'content-encoding': coding });
  expect(answer.status).toBe(status);
});
