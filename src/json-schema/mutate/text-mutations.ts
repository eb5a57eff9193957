import { formats } from '../formats/formats';
import { countCodePoints, fitsLeaf, matches } from '../sample/fits-leaf';
import { samplePattern } from '../sample/sample-pattern';
import { textFormat } from '../sample/sample-text';
import type { Breach } from './mutation-rule';
import type { Place, Walk } from './places';

/** Texts longer than this prove nothing more and make cases slow. */
const LONGEST = 20_000;

/** Texts that are too long, too short, or miss the format or the pattern. */
export function textMutations(place: Place, walk: Walk): readonly Breach[] {
  if (typeof place.value !== 'string' || place.effective.values) return [];
  return [...lengthBreaches(place, walk), ...formatBreaches(place), ...patternBreaches(place)];
}

function lengthBreaches(place: Place, walk: Walk): Breach[] {
  const { maxLength, minLength } = place.effective.limits;
  const breaches: Breach[] = [];
  const add = (keyword: string, texts: readonly { text: string; kind: string }[]): void => {
    for (const { text, kind } of texts) {
      breaches.push({ keyword, label: `${countCodePoints(text)} characters${kind}`, value: text });
    }
  };
  if (maxLength && maxLength.value < LONGEST) add('maxLength', ofLength(place, walk, maxLength.value + 1));
  if (minLength && minLength.value > 0 && minLength.value < LONGEST) {
    add('minLength', ofLength(place, walk, minLength.value - 1));
  }
  return breaches;
}

/** Texts of a length that is not allowed but that break nothing else, as far as format and pattern leave a choice. */
function ofLength({ effective, path }: Place, { randomAt }: Walk, length: number): { text: string; kind: string }[] {
  const random = randomAt(path);
  const texts: { text: string; kind: string }[] = [];
  const format = textFormat(effective);
  if (format) texts.push({ text: format.sample(random, { min: length, max: length }), kind: '' });
  for (let attempt = 0; effective.patterns.length > 0 && attempt < 200 && texts.length === 0; attempt++) {
    const text = samplePattern(effective.patterns, random, { min: length, max: Math.max(length * 2, 10) });
    if (text !== undefined && countCodePoints(text) === length) texts.push({ text, kind: '' });
  }
  texts.push({ text: 'a'.repeat(length), kind: '' }, { text: '1'.repeat(length), kind: ' (digits)' });
  if (length > 0) {
    texts.push({ text: '😀'.repeat(length), kind: ' (4-byte)' });
    texts.push({ text: ' '.repeat(length), kind: ' (spaces)' });
  }
  return texts.filter(({ text }) => countCodePoints(text) === length);
}

function formatBreaches({ effective }: Place): Breach[] {
  return effective.formats.flatMap(({ value: name }) => {
    const format = formats.get(name);
    if (format?.type !== 'string') return [];
    // Programs take an empty text for none at all.
    const shapes = [...format.invalid, { label: 'empty', value: '' }];
    return shapes.map(({ label, value }) => ({ keyword: 'format', label, value }));
  });
}

/** Changes of the valid text that the pattern does not allow, then texts that few patterns allow. */
function patternBreaches({ effective, value }: Place): Breach[] {
  const text = value as string;
  const candidates = [
    { label: 'a character appended', value: `${text}!` },
    { label: 'a space appended', value: `${text} ` },
    { label: 'a line break appended', value: `${text}\n` },
    { label: 'a character put in front', value: `!${text}` },
    { label: 'the last character left out', value: text.slice(0, -1) },
    { label: 'the last character replaced', value: `${text.slice(0, -1)}!` },
    { label: 'the first character replaced', value: `!${text.slice(1)}` },
    { label: 'in upper case', value: text.toUpperCase() },
    { label: 'in lower case', value: text.toLowerCase() },
    { label: 'every character replaced', value: '!'.repeat(text.length) },
    { label: 'a letter instead of each digit', value: text.replace(/\d/g, 'x') },
    { label: 'a digit instead of each letter', value: text.replace(/\p{L}/gu, '0') },
    { label: 'empty', value: '' },
  ];
  return effective.patterns.flatMap((pattern) => {
    const others = { ...effective, patterns: effective.patterns.filter((other) => other !== pattern) };
    const broken = candidates.filter((candidate) => !matches(pattern.value, candidate.value));
    const clean = broken.filter((candidate) => fitsLeaf(others, candidate.value));
    return (clean.length > 0 ? clean : broken).map((candidate) => ({ keyword: 'pattern', ...candidate }));
  });
}
