import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { createLineFinder } from './find-lines';
import { parseYaml } from './parse-yaml';
import { createYamlLines } from './yaml';

const root = join(__dirname, '../../..');
const file = (name: string): string => readFileSync(join(root, name), 'utf8');

/** Every path of a value, the root's first. */
function pathsOf(value: JsonValue, path: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

test.each<[title: string, text: string]>([
  ['the shipped document', file('spec/contact-points.yaml')],
  ['a document with blocks of text', file('fixtures/specs/bookshop.yaml')],
  ['the same as JSON', JSON.stringify(parseYaml(file('fixtures/specs/bookshop.yaml')), null, 2)],
  ['JSON in one line', '{"a":{"b":[1,{"c,}":"d\\"]"}]},"e":[]}'],
  ['lists at the column of their name', 'a:\n- b: 1\n  c: 2\n-   d:\n      e: 3\n- - f\n  - g\nh: 4\n'],
  ['text that looks like names', 'a: |\n  b: 1\n   c: 2\nb: >-\n\n  d: 1\n\nc: "x\n  y: 1"\nd: x\n  y z\n# no\ne: 1\n'],
  ['quoted names', '"a b": 1\n\'c: d\':\n  "e\\"f": 1\n  ? g\n  : 2\n  200: { h: 1,\n    i: [2,\n    3] }\n'],
  ['comments and markers', '# c\n---\na: # c\n  # d: 1\n  b: &x # c\n    c: 1\n  d: !!map\n    e: 1\n'],
  ['braces over lines', 'a: {\n  b: {\n    c: 1\n  }\n}\nd:\n  [\n    1,\n    {\n      e: 1\n    }\n  ]\n'],
])('the lines of %s are those of the parser', (_, text) => {
  const [find, exact] = [createLineFinder(text), createYamlLines(text)];
  for (const path of pathsOf(parseYaml(text))) expect([path, find(path)]).toEqual([path, exact(path)]);
});
