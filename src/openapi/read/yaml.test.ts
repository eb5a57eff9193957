import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFastYaml } from './fast-yaml';
import { parseYaml } from './parse-yaml';
import { readYaml, toYaml } from './yaml';

test('what is written is read as the same', () => {
  const shared = { type: 'string', pattern: '^\\d{4}-\\d\\d$', example: '2024-01-31', default: 'no' };
  const value = {
    openapi: '3.1.0',
    paths: { '/a: b': { one: shared, two: shared, '200': null, list: [[], {}, ''] } },
    long: 'x y '.repeat(100),
  };
  const text = toYaml(value);
  expect(parseYaml(text)).toEqual(value);
  expect(text).not.toMatch(/[&*]a1/);
  expect(text.split('\n').filter((line) => line.startsWith('long:'))).toHaveLength(1);
});

describe('the parser that is fast reads the same', () => {
  const root = join(__dirname, '../../..');
  const files = ['spec/contact-points.yaml', 'spec/admin.yaml'].concat(
    readdirSync(join(root, 'fixtures/specs')).map((name) => `fixtures/specs/${name}`),
  );
  test.each(files)('%s', (name) => {
    const text = readFileSync(join(root, name), 'utf8');
    expect(readFastYaml(text)).toEqual(readYaml(text));
  });

  test.each([
    'a: [no, yes, on, off, y, ~, null, NULL, true, True, false]',
    'a: [2024-02-29, 2024-02-29T12:00:00Z, 12:30:00, 1_000]',
    'a: [0x1F, 0o17, 017, 1e3, 1., .5, +1, -0, 9007199254740993]',
    'a: [1.10, "1.10", 3.0.3, =, "<", !!str 5]',
    'base: &base { a: 1, b: 2 }\none: { <<: *base, b: 3 }\ntwo: { b: 4, <<: *base }',
    'base: &base { a: 1 }\nlist: [*base, *base]',
    'a: |\n  one\n  two\nb: >-\n  three\n  four\nc: "five\\\n  six"',
    '? a b\n: 1\n"200": 2\n201: 3\n',
    '# a comment\n---\na: # another\n  b\n',
    '%YAML 1.2\n---\na: 1\n...\n',
    'a: {b: {c: [1, [2, {d: 3}]]}}',
    'ключ: значение\n"é": "\\u00e9"',
  ])('%j', (text) => {
    expect(readFastYaml(text)).toEqual(readYaml(text));
  });
});
