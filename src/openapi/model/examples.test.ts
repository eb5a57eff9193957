import { readExamples } from './examples';

test.each<[example: unknown, isJson: boolean, value: unknown]>([
  ['{ "a": [1] }', true, { a: [1] }],
  [' [{ "a": 1 }]', true, [{ a: 1 }]],
  ['{ "a": [1] }', false, '{ "a": [1] }'],
  ['{ a: 1 }', true, '{ a: 1 }'],
  ['12', true, '12'],
  ['"a"', true, '"a"'],
  [{ a: '{}' }, true, { a: '{}' }],
])('the example %j (JSON: %s) says %j', (example, isJson, value) => {
  const shown = readExamples({}, { pointer: '#', node: { example, examples: { other: { value: example } } } }, isJson);
  expect(shown.map((one) => one.value)).toEqual([value, value]);
});
