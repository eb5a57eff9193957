import type { JsonType, JsonValue } from '../model/json-schema';
import { typesOf } from '../model/json-type';
import type { Breach } from './mutation-rule';
import type { Place } from './places';

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
