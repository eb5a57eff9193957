import fc from 'fast-check';
import { expandPath, isReachable, PathTemplateError, parsePathTemplate, templateShape } from './path-template';
import { createRouter } from './router';

describe('path template', () => {
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
    ['/?Action=ListNotes', true],
    ['x-comment', false],
  ])('%s can be reached: %s', (path, expected) => {
    expect(isReachable(path)).toBe(expected);
  });
});

describe('expand path', () => {
  test.each([
    ['/notes/{id}', { id: 'a/b c' }, '/notes/a%2Fb%20c'],
    ['/notes/{id}', { id: '..' }, '/notes/%2E%2E'],
    ['/notes/{id}', { id: '\ud800' }, '/notes/%EF%BF%BD'],
    ['/files/{name}.json', { name: 'x' }, '/files/x.json'],
    ['/compare/{base}...{head}', { base: 'a', head: 'b' }, '/compare/a...b'],
    ['/', {}, '/'],
    ['/a/{x}/b/{x2}/', { x: '1', x2: '2' }, '/a/1/b/2/'],
    ['/my notes/{id}/größe', { id: 'a' }, '/my%20notes/a/gr%C3%B6%C3%9Fe'],
    ['/a%20b/50%/{id}:go', { id: 'a' }, '/a%20b/50%25/a:go'],
  ])('fills %s in with %j', (source, values, path) => {
    expect(expandPath(parsePathTemplate(source), values)).toBe(path);
  });

  test.each([
    ['a value that is missing', {}],
    ['an empty value', { id: '' }],
    ['an inherited name', Object.create({ id: 'x' }) as Record<string, string>],
  ])('refuses %s', (_, values) => {
    expect(() => expandPath(parsePathTemplate('/notes/{id}'), values)).toThrow('/notes/{id} needs a value for {id}');
  });

  test('the router gives back what was filled in', () => {
    const template = parsePathTemplate('/a/{x}/b/{y}.json');
    const router = createRouter({ paths: [{ template, pointer: '', operations: new Map() }] });
    const text = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, (x, y) => {
        const match = router.match(expandPath(template, { x, y }));
        expect(match?.kind === 'found' && Object.fromEntries(match.parameters)).toEqual({ x, y });
      }),
    );
  });
});
