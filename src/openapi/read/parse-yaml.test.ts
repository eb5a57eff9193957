import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLineFinder } from './find-lines';
import { parseYaml, preparedName, preparedValue } from './parse-yaml';
import { YamlError } from './yaml-error';

describe('parse yaml', () => {
  test.each([
    ['dates stay text', 'a: 2024-01-31', { a: '2024-01-31' }],
    ['yes and no stay text', 'a: [yes, no, on, off]', { a: ['yes', 'no', 'on', 'off'] }],
    ['numeric keys become names', '200: ok\n4XX: no', { 200: 'ok', '4XX': 'no' }],
    ['merge keys are resolved', 'x: &x { a: 1, b: 2 }\ny: { <<: *x, b: 3 }', { x: { a: 1, b: 2 }, y: { a: 1, b: 3 } }],
    ['aliases are copied', 'x: &x { a: 1 }\ny: *x', { x: { a: 1 }, y: { a: 1 } }],
    ['a byte order mark is ignored', '\uFEFFa: 1', { a: 1 }],
    ['JSON is read', '{"a": [1, "b: c", "d\\"e:"], "f": {"a": null}}', { a: [1, 'b: c', 'd"e:'], f: { a: null } }],
    ['JSON with a trailing comma is YAML', '{"a": 1,}', { a: 1 }],
    ['an empty text is null', '', null],
  ])('%s', (_, text, value) => {
    expect(parseYaml(text)).toEqual(value);
  });

  test('a quoted text may go on at the indentation of its key: it is told', () => {
    const faults: YamlError[] = [];
    const text = 'a:\n  b: "one\n  two\n  three"\n  c: 1';
    expect(parseYaml(text, (fault) => faults.push(fault))).toEqual({ a: { b: 'one two three', c: 1 } });
    expect(faults.map(({ line }) => line)).toEqual([3, 4]);
    expect(() => parseYaml(text)).toThrow(YamlError);
  });

  test('an alias does not share its object', () => {
    const value = parseYaml('x: &x { a: 1 }\ny: *x') as { x: object; y: object };
    expect(value.x).not.toBe(value.y);
  });

  test.each(['{"__proto__": {"polluted": true}}', '__proto__: { polluted: true }'])(
    '%s has a property like any other',
    (text) => {
      const value = parseYaml(text) as object;
      expect(Object.keys(value)).toEqual(['__proto__']);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  );

  test.each([
    ['a duplicate key', 'a: 1\nb: 2\na: 3', 'stands twice', 3],
    ['a duplicate key in JSON', '{\n "a": {"x": 1},\n "a": 2}', 'stands twice', 3],
    ['a duplicate key that is written differently', '{"a": 1,\n "\\u0061": 2}', 'stands twice', 2],
    ['bad indentation', 'a:\n  - b\n c: 1', 'is not valid YAML', 3],
    ['broken JSON', '{"a": [1, 2}', 'is not valid YAML', 1],
  ])('refuses %s with its line', (_, text, message, line) => {
    const read = () => parseYaml(text);
    expect(read).toThrow(YamlError);
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ line }));
  });

  test.each([
    ['an alias that contains itself', 'a: &a { b: *a }'],
    ['an alias of nothing', 'a: *b'],
    ['text that is nested too deeply', '['.repeat(20_000)],
    [
      'aliases that blow up',
      [
        'a: &a [x,x,x,x,x,x,x,x,x,x]',
        ...'bcdefgh'.split('').map((name, at) => {
          const before = 'abcdefgh'[at];
          return `${name}: &${name} [${Array(10).fill(`*${before}`).join()}]`;
        }),
      ].join('\n'),
    ],
  ])('refuses %s', (_, text) => {
    expect(() => parseYaml(text)).toThrow(YamlError);
  });

  test.each([
    [['paths'], 2],
    [['paths', '/a', 'get'], 4],
    [['paths', '/a', 'list', '1'], 7],
    [['paths', '/a', 'nowhere', 'deep'], 3],
    [[], 1],
    [['copy', 'get', 'x'], 5],
  ])('finds the line of %j', (tokens, line) => {
    const text = 'openapi: 3.1.0\npaths:\n  /a: &a\n    get:\n      x: 1\n    list: [0,\n      1]\ncopy: *a\n';
    expect(createLineFinder(text)(tokens)).toBe(line);
  });

  test('finds lines in JSON', () => {
    expect(createLineFinder('{\n "a": {\n  "b": 1\n }\n}')(['a', 'b'])).toBe(3);
  });
});

describe('prepared value', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prepared-'));
  const text = 'openapi: 3.1.0\n';
  writeFileSync(join(folder, preparedName(text)), '{"read":"from the file"}');

  afterAll(() => rmSync(folder, { recursive: true }));

  test.each<[title: string, text: string, folder: string, value: object | undefined]>([
    ['a text that was parsed by the build', text, folder, { read: 'from the file' }],
    ['a text that has changed since', `${text} `, folder, undefined],
    ['the sources, which nobody has built', text, join(folder, 'nowhere'), undefined],
  ])('what was prepared of %s', (_, given, where, value) => {
    expect(preparedValue(given, where)).toEqual(value);
  });
});
