import { Stream } from '../random/stream';
import { cutTo, foreignText, hasLongest, isLongEnough, longestText } from './boundary-values';

test.each([
  ['abc', 2, 'ab'],
  ['abc', 3, 'abc'],
  ['abc', undefined, 'abc'],
  ['🌈🌈🌈', 2, '🌈🌈'],
  ['🌈🌈🌈', 3, '🌈🌈🌈'],
])('%s cut to %s characters is %s', (text, maxLength, cut) => {
  expect(cutTo(text, maxLength)).toBe(cut);
});

test.each(['a', 'Receptie', '🌈', 'ends with space '])('"%s" prolonged has exactly the longest length', (words) => {
  for (const maxLength of [1, 2, 7, 255]) {
    const text = longestText(words, { maxLength });
    expect([...text]).toHaveLength(maxLength);
    expect(text).toBe(text.trimEnd());
  }
});

test.each([
  [{ maxLength: 255 }, true],
  [{ maxLength: 0 }, false],
  [{ maxLength: 1_000_000 }, false],
  [{}, false],
])('%j has a longest text: %s', (schema, expected) => {
  expect(hasLongest(schema)).toBe(expected);
});

test.each([
  ['abc', 3, true],
  ['abc', 4, false],
  ['🌈🌈', 3, false],
  ['🌈🌈', 2, true],
])('"%s" has %d characters: %s', (text, minLength, expected) => {
  expect(isLongEnough(text, { minLength })).toBe(expected);
});

test('foreign texts have combining characters, astral ones and both directions, within the limit', () => {
  const all = Array.from({ length: 200 }, (_, index) => foreignText({ maxLength: 20 }, new Stream(1, index))).join('');
  for (const script of [/\p{M}/u, /\p{Emoji_Presentation}/u, /\p{Script=Arabic}/u, /\p{Script=Hebrew}/u])
    expect(all).toMatch(script);
  expect([...foreignText({ maxLength: 3 }, new Stream(1, 1))]).toHaveLength(3);
});
