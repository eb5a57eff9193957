import fc from 'fast-check';
import { linearMatcher } from './linear-matcher';
import { parsePattern } from './parse-pattern';
import { patternMatcher, unfollowablePart } from './pattern-matcher';

const linear = (pattern: string, flags = 'u'): ((text: string) => boolean) =>
  linearMatcher(parsePattern(new RegExp(pattern, flags)), flags === 'u');

describe('a text that a pattern would take ages to refuse is refused at once', () => {
  test.each([
    ['^(a+)+$', `${'a'.repeat(40)}!`],
    ['^(a|a)*$', `${'a'.repeat(40)}!`],
    ['^(a|aa)+$', `${'a'.repeat(60)}!`],
    ['(.*)*x$', 'a'.repeat(60)],
    ['^([a-z0-9]+[-_.]?)+@$', 'a'.repeat(80)],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(80)],
    ['^(?=(a+)+$)', `${'a'.repeat(40)}!`],
    ['^(?!(a+)+b)a*c$', 'a'.repeat(40)],
    ['(?<=^(a+)+)!$', `${'a'.repeat(40)}?`],
    ['^(\\w+\\s?)*$', `${'word '.repeat(20)}!`],
    ['\\s+$', `${' '.repeat(200_000)}!`],
    ['^a*a*a*a*a*b$', 'a'.repeat(5000)],
    ['^(x{1,30}){1,30}$', `${'x'.repeat(200)}!`],
    ['^(\\w+)\\1+(\\w+)+$', `${'a'.repeat(60)}!`],
    ['^(-[-a]+)*$', `${'-'.repeat(60)}!`],
    ['^(.[a-z]+)+$', `${'a'.repeat(60)}!`],
    ['^([a-z]+-?)+$', `${'a'.repeat(60)}!`],
    ['^(-[a-z]+)*$', `${'-ab'.repeat(20_000)}!`],
    ['(?:(?=.*x)a)*b', 'a'.repeat(20_000)],
  ])('%s', (pattern, text) => {
    // Otherwise the test would not end in the time of a life.
    expect(patternMatcher(pattern).test(text)).toBe(false);
  });
});

describe('and what matches, matches', () => {
  test.each([
    ['^(a+)+$', 'a'.repeat(5000)],
    ['^[a-z]+(-[a-z]+)*$', 'a-long-slug-of-several-words-that-goes-on-and-on'],
    ['^(?=.*[A-Z])(?=.*\\d)(?!.*\\s).{8,}$', `${'x'.repeat(2000)}A1`],
    ['^[A-Za-z0-9+/]+={0,2}$', 'QUJD'.repeat(1_000_000)],
    ['(\\w+) \\1', 'to be be or not'],
    ['^(?:\\d{1,3}\\.){3}\\d{1,3}$', '192.168.100.200'],
  ])('%s', (pattern, text) => expect(patternMatcher(pattern).test(text)).toBe(true));
});

test.each([
  ['(\\w+) \\1', 'a back-reference'],
  ['(?<a>x)\\k<a>', 'a back-reference'],
  ['^(\\w{1,200}){1,200}$', 'counts that are too high'],
  ['^(?=a)(?<!b)\\p{L}{2,}[\\d]{100}\\/$', undefined],
])('the part of %s that cannot be followed without going back: %s', (pattern, part) => {
  expect(unfollowablePart(pattern)).toBe(part);
});

test('a text that takes too long with a back-reference counts as not matching, and those after it do not wait again', () => {
  const matcher = patternMatcher('^(\\w+)+\\1!$');
  const answers = Array.from({ length: 5000 }, () => matcher.test('a'.repeat(50)));
  expect(new Set(answers)).toEqual(new Set([false]));
});

describe('the linear matcher finds what the engine of the language finds', () => {
  const set = fc.constantFrom(
    'a',
    'b',
    '.',
    '\\d',
    '\\w',
    '\\s',
    '[ab]',
    '[^a]',
    '[a-c\\]-]',
    '\\.',
    '\\u0061',
    '😀',
    'é',
    '\\/',
    '\\n',
    '\\xe9',
    '\\cJ',
    '\\0',
  );
  const edge = fc.constantFrom('^', '$', '\\b', '\\B');
  const pattern = fc.letrec<{ choice: string; term: string }>((tie) => ({
    choice: fc.oneof(
      { depthSize: 'small' },
      fc.array(tie('term'), { maxLength: 4 }).map((terms) => terms.join('')),
      fc.tuple(tie('choice'), tie('choice')).map(([left, right]) => `${left}|${right}`),
    ),
    term: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      set,
      edge,
      fc
        .tuple(fc.constantFrom('(', '(?:', '(?<n>'), tie('choice'))
        .map(([open, inner]) => `${open}${inner.replaceAll('(?<n>', '(')})`),
      fc
        .tuple(fc.constantFrom('(?=', '(?!', '(?<=', '(?<!'), tie('choice'))
        .map(([open, inner]) => `${open}${inner.replaceAll('(?<n>', '(')})`),
      fc
        .tuple(
          fc.oneof(
            set,
            tie('choice').map((inner) => `(?:${inner.replaceAll('(?<n>', '(')})`),
          ),
          fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}', '*?', '+?', '{1,3}?'),
        )
        .map((parts) => parts.join('')),
    ),
  })).choice;
  const text = fc
    .array(
      fc.constantFrom(
        'a',
        'b',
        'c',
        '1',
        '.',
        ' ',
        '\n',
        '\u00a0',
        'é',
        '😀',
        '\ud83d',
        '\ude00',
        '-',
        ']',
        '/',
        '_',
        '\0',
      ),
      { maxLength: 7 },
    )
    .map((parts) => parts.join(''));

  test.each(['u', ''])('with the flags "%s"', (flags) => {
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 1, maxLength: 6 }), (source, texts) => {
        let expression: RegExp;
        try {
          expression = new RegExp(source, flags);
        } catch {
          return; // Two groups of one name.
        }
        const matches = linear(source, flags);
        for (const each of texts) expect([each, matches(each)]).toEqual([each, expression.test(each)]);
      }),
      { numRuns: 1000, seed: 7 },
    );
  });
});
