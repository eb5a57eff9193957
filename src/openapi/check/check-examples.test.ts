import { parseSpec } from '../load-spec';
import { exampleProblems } from './check-examples';

const problemsOf = (operation: object): string[] =>
  exampleProblems(
    parseSpec({ openapi: '3.1.0', info: { title: 't', version: '1' }, paths: { '/notes': { get: operation } } }),
  ).map(({ pointer, message }) => `${pointer} ${message}`);

const answer = (media: object): object => ({
  responses: { 200: { description: '', content: { 'application/json': media } } },
});
const schema = { type: 'object', properties: { id: { type: 'integer' } } };

test.each([
  [
    'an example of an answer',
    answer({ schema, example: { id: 'one' } }),
    /content.*id of the example breaks its schema/,
  ],
  [
    'one of several examples',
    answer({ schema, examples: { good: { value: {} }, bad: { value: 7 } } }),
    /bad.*The example/,
  ],
  [
    'an example of a parameter',
    { ...answer({}), parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' }, example: 'ten' }] },
    /parameters\/0.*breaks its schema/,
  ],
  [
    'an example of a schema, however deep',
    answer({ schema: { items: { properties: { id: { type: 'integer', examples: [1, 'two'] } } } } }),
    /schema\/items\/properties\/id\/examples\/1 The example breaks its schema: it must be a whole number/,
  ],
])('finds %s', (_name, operation, expected) => {
  const problems = problemsOf(operation);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(expected);
});

test.each([
  ['a sound one', answer({ schema, example: { id: 1 } })],
  ['one without a schema', answer({ example: 7 })],
  [
    'one of a schema that has what only answers have',
    answer({ schema: { ...schema, required: ['id'], examples: [{}], properties: { id: { readOnly: true } } } }),
  ],
])('finds nothing in %s', (_name, operation) => expect(problemsOf(operation)).toEqual([]));
