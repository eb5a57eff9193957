import fc from 'fast-check';
import { expandPath } from './expand-path';
import { parsePathTemplate } from './path-template';
import { createRouter } from './router';

test.each([
  ['/notes/{id}', { id: 'a/b c' }, '/notes/a%2Fb%20c'],
  ['/notes/{id}', { id: '..' }, '/notes/%2E%2E'],
  ['/notes/{id}', { id: '\ud800' }, '/notes/%EF%BF%BD'],
  ['/files/{name}.json', { name: 'x' }, '/files/x.json'],
  ['/compare/{base}...{head}', { base: 'a', head: 'b' }, '/compare/a...b'],
  ['/', {}, '/'],
  ['/a/{x}/b/{x2}/', { x: '1', x2: '2' }, '/a/1/b/2/'],
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
