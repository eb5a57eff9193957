import { parseYaml } from './parse-yaml';
import { toYaml } from './yaml';

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
