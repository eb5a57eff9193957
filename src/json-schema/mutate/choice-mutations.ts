import { canonicalText } from '../model/has-duplicates';
import type { JsonValue } from '../model/json-schema';
import { typesOf } from '../model/json-type';
import type { Breach } from './mutation-rule';
import type { Place } from './places';

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
