import { isReachable, PathTemplateError, parsePathTemplate, templateShape } from './path-template';

test.each([
  ['/', [{ kind: 'literal', text: '' }], []],
  ['/notes', [{ kind: 'literal', text: 'notes' }], []],
  [
    '/notes/',
    [
      { kind: 'literal', text: 'notes' },
      { kind: 'literal', text: '' },
    ],
    [],
  ],
  [
    '/notes/{id}',
    [
      { kind: 'literal', text: 'notes' },
      { kind: 'parameter', name: 'id', prefix: '', suffix: '' },
    ],
    ['id'],
  ],
  ['/{name}.json', [{ kind: 'parameter', name: 'name', prefix: '', suffix: '.json' }], ['name']],
  ['/v{major}', [{ kind: 'parameter', name: 'major', prefix: 'v', suffix: '' }], ['major']],
])('cuts %s at its slashes', (source, segments, parameterNames) => {
  expect(parsePathTemplate(source)).toEqual({ source, segments, parameterNames });
});

test('finds several parameters in one segment', () => {
  const { segments, parameterNames } = parsePathTemplate('/compare/{base}...{head}');
  expect(parameterNames).toEqual(['base', 'head']);
  expect(segments[1]).toMatchObject({ kind: 'compound', names: ['base', 'head'], literals: ['', '...', ''] });
});

test.each([
  ['notes', 'must start with a slash'],
  ['/notes/{id', 'brace without its partner'],
  ['/notes/id}', 'brace without its partner'],
  ['/notes/{}', 'a parameter without a name'],
  ['/a/{id}/b/{id}', 'the parameter {id} more than once'],
])('refuses %s', (source, reason) => {
  expect(() => parsePathTemplate(source)).toThrow(PathTemplateError);
  expect(() => parsePathTemplate(source)).toThrow(reason);
});

test.each([
  ['/a/{x}/b', '/a/{y}/b', true],
  ['/a/{x}', '/a/b', false],
  ['/a/{x}.json', '/a/{x}', false],
])('the shapes of %s and %s are alike: %s', (one, other, alike) => {
  expect(templateShape(parsePathTemplate(one)) === templateShape(parsePathTemplate(other))).toBe(alike);
});

test.each([
  ['/notes/{id}', true],
  ['/notes/{id}#shared', false],
  ['/?Action=ListNotes', false],
  ['x-comment', false],
])('%s can be reached: %s', (path, expected) => {
  expect(isReachable(path)).toBe(expected);
});
