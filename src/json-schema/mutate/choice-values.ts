import type { JsonType, JsonValue } from '../model/json-schema';
import { canonicalText, typesOf } from '../model/json-value';
import type { Place } from './places';
import type { Boundary, Breach } from './value-rules';

/** Values of a long enum that stand for all of it. */
const longEnum = 24;
const shownOfLongEnum = 8;

/** The values of an enum: all of a short one, of a long one the first, the last and some between. */
function shownOf(values: readonly JsonValue[]): readonly JsonValue[] {
  if (values.length <= longEnum) return values;
  const step = (values.length - 1) / (shownOfLongEnum - 1);
  return Array.from({ length: shownOfLongEnum }, (_, index) => values[Math.round(index * step)]!);
}

/** Null, true and false, and the values of an enum, whichever branch allows it. */
export function choiceBoundaries({ variants, conjunction }: Place): readonly Boundary[] {
  const fallback = conjunction[0]?.pointer ?? '#';
  return variants.flatMap(({ types, values, typePointer = fallback }): Boundary[] => {
    if (values) {
      return shownOf(values.value).map((value) => ({
        label: `the value ${JSON.stringify(value)}`,
        value,
        pointer: values.pointer,
      }));
    }
    const choices: Boundary[] = [];
    if (types.includes('null')) choices.push({ label: 'null', value: null, pointer: typePointer });
    if (types.includes('boolean')) {
      choices.push({ label: 'true', value: true, pointer: typePointer });
      choices.push({ label: 'false', value: false, pointer: typePointer });
    }
    return choices;
  });
}

/** Values of the right type that `enum` or `const` does not list: unknown ones, and known ones in the wrong spelling. */
export function choiceMutations({ variants, value }: Place): readonly Breach[] {
  if (variants.some(({ values, types }) => !values && types.some((type) => type !== 'null'))) return [];
  const listed = variants.flatMap(({ values }) => values?.value ?? []);
  if (listed.length === 0) return [];
  const known = new Set(listed.map(canonicalText));
  const keyword = variants.find(({ values }) => values)?.values?.pointer.endsWith('/const') ? 'const' : 'enum';
  const candidates = typesOf(value).includes('string') ? spellings(value as string) : neighbours(value);
  return candidates
    .filter((candidate) => !known.has(canonicalText(candidate.value)))
    .map((candidate) => ({ keyword, ...candidate }));
}

interface Candidate {
  readonly label: string;
  readonly value: JsonValue;
}

function spellings(text: string): Candidate[] {
  return [
    { label: 'an unknown value', value: 'no such value' },
    { label: 'in upper case', value: text.toUpperCase() },
    { label: 'in lower case', value: text.toLowerCase() },
    { label: 'with a space at the end', value: `${text} ` },
    { label: 'the empty string', value: '' },
  ];
}

function neighbours(value: JsonValue): Candidate[] {
  if (typeof value === 'number') {
    return [1, -1, 7919].map((distance) => ({ label: `${value + distance}`, value: value + distance }));
  }
  return typeof value === 'boolean' ? [{ label: String(!value), value: !value }] : [];
}

/** One value, or two where programs like to convert, of every type. */
const EXAMPLES: readonly { readonly label: string; readonly value: JsonValue }[] = [
  { label: 'null', value: null },
  { label: 'true', value: true },
  { label: 'false', value: false },
  { label: 'zero', value: 0 },
  { label: 'a number', value: 12345 },
  { label: 'a fraction', value: 1.5 },
  { label: 'a text', value: 'text' },
  { label: 'a number as text', value: '12345' },
  { label: 'true as text', value: 'true' },
  { label: 'an array', value: [] },
  { label: 'an object', value: {} },
];

/** Texts that only count as wrong where the type that they spell is asked for. */
const LOOK_ALIKES: Readonly<Record<string, readonly JsonType[]>> = {
  'a number as text': ['number', 'integer'],
  'true as text': ['boolean'],
  'a fraction': ['integer'],
};

/** Values of every type that is not allowed, null among them; a valid value inside an array where an array is not. */
export function typeMutations({ variants, value }: Place): readonly Breach[] {
  const allowed = new Set(variants.flatMap(({ types }) => types));
  const isAllowed = (candidate: JsonValue): boolean => typesOf(candidate).some((type) => allowed.has(type));
  const breaches = EXAMPLES.filter(({ label }) => LOOK_ALIKES[label]?.some((type) => allowed.has(type)) ?? true)
    .filter((example) => !isAllowed(example.value))
    .map((example) => ({ keyword: 'type', ...example }));
  if (allowed.has('array') || typesOf(value).includes('array')) return breaches;
  return [...breaches, { keyword: 'type', label: 'the value in an array', value: [value] }];
}
