import { compilePathGlob } from './path-glob';

describe('a path glob', () => {
  test.each([
    ['/notes', '/notes', true],
    ['/notes', '/notes/', false],
    ['/notes/*', '/notes/7', true],
    ['/notes/*', '/notes/', true],
    ['/notes/*', '/notes/7/tags', false],
    ['/notes/{id}', '/notes/7', true],
    ['/notes/{id}', '/notes/', false],
    ['/notes/{id}/tags', '/notes/7/tags', true],
    ['/**', '/notes/7/tags', true],
    ['/**/tags', '/notes/7/tags', true],
    ['/**/tags', '/notes/7/tag', false],
    ['**7*', '/notes/17b', true],
    ['/a.c', '/abc', false],
    ['/(a+)+{', '/(a+)+{', true],
    ['/{}*', '/x', true],
  ])('%s, %s: %j', (glob, path, meant) => {
    expect(compilePathGlob(glob)(path)).toBe(meant);
  });

  test('a dozen wildcards are no more trouble than one', () => {
    expect(compilePathGlob(`${'/**'.repeat(12)}/zz`)('/a'.repeat(2000))).toBe(false);
    expect(compilePathGlob(`/${'*a'.repeat(12)}b`)(`/${'a'.repeat(4000)}`)).toBe(false);
  });
});
