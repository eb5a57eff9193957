import type { JsonValue } from '../../json-schema/model/json-schema';
import { parseSpec } from '../../openapi/load-spec';
import { documentOf } from '../ask.test-support';
import { writeBody } from './write-body';

const { schemas } = parseSpec(
  documentOf(
    '/x: { get: { responses: { "200": { description: "" } } } }',
    `
Person:
  type: object
  xml: { name: person }
  properties:
    id: { type: integer, xml: { attribute: true } }
    name: { type: string }
    tags: { type: array, xml: { name: labels, wrapped: true }, items: { type: string, xml: { name: label } } }
    nicks: { type: array, xml: { name: ignored }, items: { type: string } }
    same: { type: array, xml: { wrapped: true }, items: { type: string } }
    friend: { $ref: '#/components/schemas/Friend' }
    full: { type: string, xml: { prefix: p, namespace: 'http://p.example' } }
Friend: { type: object, xml: { name: pal }, properties: { age: { type: integer } } }
People: { type: array, items: { $ref: '#/components/schemas/Person' } }
Plain: { type: object, properties: { a: { type: string } } }
Note: { type: object, xml: { namespace: 'http://n.example' }, properties: { text: { type: string, xml: { nodeType: text } }, lang: { type: string, xml: { nodeType: attribute } } } }
`,
  ),
);

const written = (name: string, value: JsonValue, schema?: string): string =>
  String(writeBody(schemas, { name, schema: schema && schemas.at(`#/components/schemas/${schema}`) } as never, value));

describe('XML by the xml objects of a schema', () => {
  test.each<[string, string | undefined, JsonValue, string]>([
    ['attribute', 'Person', { id: 7, name: 'Ann' }, '<person id="7"><name>Ann</name></person>'],
    ['escapes', 'Person', { id: 1, name: 'A & <b>' }, '<person id="1"><name>A &amp; &lt;b&gt;</name></person>'],
    [
      'characters that XML has no way to write',
      'Plain',
      { a: 'a\u0001\u{1F600}\uD800\r"' },
      '<Plain><a>a\u{1F600}&#13;&quot;</a></Plain>',
    ],
    [
      'wrapped list',
      'Person',
      { tags: ['a', 'b'] },
      '<person><labels><label>a</label><label>b</label></labels></person>',
    ],
    ['wrapped list without other names', 'Person', { same: ['a'] }, '<person><same><same>a</same></same></person>'],
    ['list without a wrapper', 'Person', { nicks: ['a', 'b'] }, '<person><nicks>a</nicks><nicks>b</nicks></person>'],
    ['name of a referenced schema', 'Person', { friend: { age: 3 } }, '<person><pal><age>3</age></pal></person>'],
    ['prefix', 'Person', { full: 'x' }, '<person><p:full xmlns:p="http://p.example">x</p:full></person>'],
    ['text', 'Note', { text: 'hi', lang: 'en' }, '<Note lang="en" xmlns="http://n.example">hi</Note>'],
    ['list as root', 'People', [{ id: 1 }, { id: 2 }], '<People><person id="1"/><person id="2"/></People>'],
    ['name of the component', 'Plain', { a: 'b' }, '<Plain><a>b</a></Plain>'],
    ['null', 'Plain', { a: null }, '<Plain><a/></Plain>'],
    ['no schema', undefined, { 'a b': [1, true] }, '<root><a_b>1</a_b><a_b>true</a_b></root>'],
    ['a text', 'Plain', 'words', '<Plain>words</Plain>'],
  ])('%s', (_title, schema, value, expected) => {
    const [declaration, document] = written('application/xml', value, schema).split('\n');
    expect(declaration).toBe('<?xml version="1.0" encoding="UTF-8"?>');
    const sorted = (text = ''): string =>
      text.replace(
        /<(\w+)((?: [\w:]+="[^"]*")+)/g,
        (_, name, list: string) =>
          `<${name}${list
            .split(/ (?=\w)/)
            .sort()
            .join(' ')}`,
      );
    expect(sorted(document)).toBe(sorted(expected));
  });

  test('a written example stays', () => expect(written('text/xml', '<a/>', 'Plain')).toBe('<a/>'));
});

test.each<[string, JsonValue, string]>([
  ['application/json', 'a', '"a"'],
  ['application/vnd.a+json', { a: 1 }, '{"a":1}'],
  ['text/plain', 'a', 'a'],
  ['text/plain', 7, '7'],
  ['text/csv', 'a,b', 'a,b'],
  [
    'text/csv',
    [
      { a: 1, b: 'x,"y"' },
      { a: null, c: true },
    ],
    'a,b,c\r\n1,"x,""y""",\r\n,,true\r\n',
  ],
  ['text/csv', { total: 1, items: [{ a: 1 }] }, 'a\r\n1\r\n'],
  ['text/csv', { _embedded: { items: [{ a: 1 }] }, page: { size: 1 } }, 'a\r\n1\r\n'],
  ['text/csv', { id: 1, tags: ['x'] }, 'id,tags\r\n1,"[""x""]"\r\n'],
  ['text/csv', { id: 1, at: { lines: [{ a: 1 }] } }, 'id,at\r\n1,"{""lines"":[{""a"":1}]}"\r\n'],
  ['text/csv', { names: ['x', 'y'] }, 'x\r\ny\r\n'],
  ['text/csv', [1, 2], '1\r\n2\r\n'],
  ['text/csv', [], ''],
  ['text/tab-separated-values', [{ a: 'x,y', b: 2 }], 'a\tb\r\nx,y\t2\r\n'],
  ['application/x-ndjson', [{ a: 1 }, { a: 2 }], '{"a":1}\n{"a":2}\n'],
  ['application/jsonl', { a: 1 }, '{"a":1}\n'],
  ['application/json-seq', [1, 2], '\u001e1\n\u001e2\n'],
  ['application/geo+json-seq', [1], '\u001e1\n'],
  ['text/event-stream', [{ a: 1 }, 'two\nlines'], 'data: {"a":1}\n\ndata: two\ndata: lines\n\n'],
  ['text/event-stream', [{ event: 'tick', data: { a: 1 }, id: 3 }], 'event: tick\nid: 3\ndata: {"a":1}\n\n'],
  ['text/event-stream', 'event: a\ndata: b\n\n', 'event: a\ndata: b\n\n'],
  ['text/event-stream', 'words', 'data: words\n\n'],
  ['application/yaml', { a: [1] }, 'a:\n  - 1\n'],
  ['application/yaml', 'a: 1', 'a: 1'],
  ['application/x-www-form-urlencoded', { a: 'b c', d: [1, 2] }, 'a=b+c&d=1&d=2'],
  ['text/html', '<b>hi</b>', '<b>hi</b>'],
  ['text/html', { a: '<' }, '<pre>{\n  "a": "&lt;"\n}</pre>'],
  ['application/octet-stream', 'abc', 'abc'],
])('%s: %j is written %j', (name, value, expected) => expect(written(name, value)).toBe(expected));

test.each<[string, string]>([
  ['image/png', '89504e47'],
  ['image/jpeg', 'ffd8ff'],
  ['image/jpg', 'ffd8ff'],
  ['image/gif', '47494638'],
  ['image/webp', '52494646'],
  ['image/svg+xml', Buffer.from('<svg').toString('hex')],
  ['application/pdf', Buffer.from('%PDF').toString('hex')],
  ['application/zip', '504b0506'],
  ['audio/wav', '52494646'],
])('%s is a tiny valid file, whatever words were made up', (name, start) => {
  const body = Buffer.from(writeBody(schemas, { name }, 'lorem ipsum'));
  expect(body.toString('hex').slice(0, start.length)).toBe(start);
  expect(body.byteLength).toBeLessThan(400);
});

test('a PDF says where its objects begin', () => {
  const text = String(writeBody(schemas, { name: 'application/pdf' }, null));
  const table = Number(/startxref\n(\d+)/.exec(text)![1]);
  expect(text.slice(table)).toMatch(/^xref\n0 4\n/);
  const places = [...text.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) => Number(place));
  expect(places.map((place) => text.slice(place, place + 7))).toEqual(['1 0 obj', '2 0 obj', '3 0 obj']);
});
