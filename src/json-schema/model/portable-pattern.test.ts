import { portablePattern } from './portable-pattern';
import { regularExpression } from './regular-expression';

test.each<[pattern: string, translation: string, matches: string, fails: string]>([
  ['(?i)^(all|none)$', '^([aA][lL][lL]|[nN][oO][nN][eE])$', 'NoNe', 'some'],
  ['(?i)^[0-9a-f]{8}$', '^[0-9a-fA-F]{8}$', '0123ABCD', '0123ABCG'],
  ['^(?i)[xyz-]\\d\\w$', '^[xXyYzZ-]\\d\\w$', 'Y7a', 'q7a'],
  ['(?s)^a.b$', '^a[\\s\\S]b$', 'a\nb', 'ab'],
  ['\\A\\w+\\z', '^\\w+$', 'abc', 'a c'],
  ['^(?P<year>\\d{4})-(?P=year)$', '^(?<year>\\d{4})-\\k<year>$', '2024-2024', '2024-2023'],
  ['^(?>a|ab)c++$', '^(?:a|ab)c+$', 'acc', 'bcc'],
  ['^[[:alpha:]_]+$', '^[a-zA-Z_]+$', 'aB_', 'a1'],
  ['^\\Qa.b\\E$', '^a\\.b$', 'a.b', 'axb'],
  ['(?i)^\\p{Lu}\\u0041$', '^\\p{Lu}\\u0041$', 'BA', 'ba'],
  ['^plain[a-z]+$', '^plain[a-z]+$', 'plainx', 'plain'],
])('%s becomes %s', (pattern, translation, matches, fails) => {
  expect(portablePattern(pattern)).toBe(translation);
  expect(regularExpression(translation).test(matches)).toBe(true);
  expect(regularExpression(translation).test(fails)).toBe(false);
});
