import type { LocatedKeyword } from '../effective/effective-schema';
import { formats } from '../formats/formats';
import { countCodePoints, fitsLeaf, matches } from '../sample/fits-leaf';
import { samplePattern } from '../sample/sample-pattern';
import { lengthRange, textFormat } from '../sample/sample-text';
import type { Place, Walk } from './places';
import type { Boundary, Breach } from './value-rules';

/** Texts longer than this prove nothing more and make cases slow. */
const LONGEST = 20_000;

/** Characters of every size that UTF-8 and UTF-16 know; lengths count code points, so all go up to the same limit. */
const CHARACTERS = [
  { label: 'ASCII', character: 'a' },
  { label: '2-byte', character: 'é' },
  { label: '3-byte', character: '漢' },
  { label: '4-byte', character: '😀' },
  { label: 'combining', character: 'e\u0301' },
];

/** Texts that careless programs trim, escape, split or turn around. */
const UNUSUAL = [
  { label: 'spaces at both ends', text: ' text ' },
  { label: 'only a space', text: ' ' },
  { label: 'double spaces', text: 'two  spaces' },
  { label: 'both cases', text: 'Upper And lower' },
  { label: 'a leading plus', text: '+31201234567' },
  { label: 'a leading zero', text: '0123' },
  { label: 'right-to-left', text: 'שלום עולם' },
  { label: 'quotes', text: '"double" \'single\'' },
  { label: 'a backslash', text: 'back\\slash' },
  { label: 'a line break', text: 'two\nlines' },
  { label: 'a tab', text: 'a\ttab' },
  { label: 'markup', text: '<b>&amp;</b>' },
  { label: 'percent signs', text: '100%25 %s' },
  { label: 'a joined emoji', text: '👩‍👩‍👧' },
  { label: 'the word null', text: 'null' },
  { label: 'a decomposed accent', text: 'cafe\u0301' },
  { label: 'control characters', text: 'a\u0001b\u001bc\u007fd\u0085e' },
  { label: 'a null character', text: 'a\u0000b' },
  { label: 'invisible characters', text: 'a\u200bb\u2028c\ufeffd' },
];

/** Shortest, longest and unusual texts. */
export function textBoundaries(place: Place, { randomAt }: Walk): readonly Boundary[] {
  const { effective, path, conjunction } = place;
  if (!effective.types.includes('string') || effective.values) return [];
  const { min, max } = lengthRange(effective);
  const whole = effective.typePointer ?? conjunction[0]?.pointer ?? '#';
  const pointers = {
    min: effective.limits.minLength?.pointer ?? whole,
    max: effective.limits.maxLength?.pointer ?? '#',
  };
  const format = textFormat(effective);
  const formatPointer = effective.formats[0]?.pointer;
  if (format && formatPointer !== undefined) {
    // One below the longest as well: a format may have a limit of its own there (RFC 5321: 254 octets).
    const stretched = [...new Set([min, max - 1, max])].filter(
      (length) => length > 0 && length >= min && length <= LONGEST,
    );
    return [
      ...format.unusual.map(({ label, value }) => ({ label, value, pointer: formatPointer })),
      ...stretched.map((length) => {
        const value = format.sample(randomAt(path), { min: length, max: length });
        return { label: counted(value), value, pointer: length === min ? pointers.min : pointers.max };
      }),
      // Not every place of a format is checked by it: JSON Schema lets an unknown one pass.
      { label: 'empty', value: '', pointer: pointers.min },
    ];
  }
  const lengths = [...new Set([min, min + 1, max - 1, max])].filter(
    (length) => length >= min && length <= Math.min(max, LONGEST),
  );
  return [
    ...lengths.flatMap((length) =>
      inEveryWidth(length, length === max || length === max - 1 ? pointers.max : pointers.min),
    ),
    ...matching(effective.patterns, place, randomAt),
    ...UNUSUAL.map(({ label, text }) => ({ label, value: text, pointer: whole })),
  ];
}

function inEveryWidth(length: number, pointer: string): Boundary[] {
  if (length === 0) return [{ label: 'empty', value: '', pointer }];
  return CHARACTERS.flatMap(({ label, character }) => {
    const units = countCodePoints(character);
    const value = character.repeat(Math.floor(length / units)) + 'a'.repeat(length % units);
    return [{ label: `${counted(value)} (${label})`, value, pointer }];
  });
}

/** The shortest and the longest of several texts that match a pattern. */
function matching(patterns: readonly LocatedKeyword<string>[], place: Place, randomAt: Walk['randomAt']): Boundary[] {
  const [first] = patterns;
  if (!first) return [];
  const random = randomAt(place.path);
  const { max } = lengthRange(place.effective);
  const texts = Array.from({ length: 40 }, () => samplePattern(patterns, random, { min: 0, max }) ?? []).flat();
  const sorted = texts.toSorted((one, other) => countCodePoints(one) - countCodePoints(other));
  return sorted
    .map((value) => ({ label: `matching, ${counted(value)}`, value, pointer: first.pointer }))
    .filter(isAtEnd);
}

function isAtEnd(_: Boundary, index: number, all: readonly Boundary[]): boolean {
  return index < 2 || index >= all.length - 2;
}

function counted(text: string): string {
  const length = countCodePoints(text);
  return `${length} ${length === 1 ? 'character' : 'characters'}`;
}

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
  const lengths = new Set<number | undefined>();
  for (let attempt = 0; effective.patterns.length > 0 && attempt < 200 && texts.length === 0; attempt++) {
    // Of a pattern with one length only, there is no text of another one.
    if (attempt > 10 && lengths.size === 1) break;
    const text = samplePattern(effective.patterns, random, { min: length, max: Math.max(length * 2, 10) });
    lengths.add(text?.length);
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
