import { regularExpression } from './regular-expression';

describe('regularExpression', () => {
  it.each([
    { pattern: '^.$', text: '😀', flags: 'u', matches: true },
    { pattern: '^\\p{Lu}+$', text: 'ÀÉ', flags: 'u', matches: true },
    { pattern: '^[\\w\\-\\.]+$', text: 'a-b.c', flags: 'u', matches: true },
    { pattern: '^\\w+\\-\\w+$', text: 'a b', flags: '', matches: false },
    { pattern: '^[A-Z]{2}\\-\\d{4}$', text: 'AB-1234', flags: '', matches: true },
    { pattern: '^[\\w-.]+$', text: 'a-b', flags: '', matches: true },
    { pattern: '^[^\\\'\\"]*$', text: "it's", flags: '', matches: false },
  ])('reads $pattern with the flags "$flags": $text matches: $matches', ({ pattern, text, flags, matches }) => {
    const expression = regularExpression(pattern);
    expect([expression.flags, expression.test(text)]).toEqual([flags, matches]);
  });

  it.each(['(', '[b-a]', '*', '\\p{Nonsense}', '^\\-\\p{L}$'])('refuses %s', (pattern) => {
    expect(() => regularExpression(pattern)).toThrow(SyntaxError);
  });
});
