import type { Schemas } from '../../json-schema/schemas';
import type { BodyPlace } from './body-places';

/** A valid value that is taken for an invalid one. */
export type StricterJudgement = readonly [what: string, title: string, isRefused: (value: unknown) => boolean];

/** Strings in formats that lazy expressions do not take. */
const FORMATS: Readonly<Record<string, readonly [what: string, title: string, pattern: RegExp]>> = {
  uuid: ['format:lower-case-only', 'in upper case', /[A-F]/],
  email: ['format:no-plus', 'with a plus sign', /\+/],
  'date-time': ['format:utc-only', 'with another offset than Z', /[+-]\d\d:\d\d$/],
  uri: ['format:no-query', 'with a query', /\?/],
};

/**
 * The ways in which a place is judged more strictly than the document says: one off at a boundary, or without a form of
 * a value that is easily forgotten.
 */
export function* stricterJudgements(schemas: Schemas, place: BodyPlace): Iterable<StricterJudgement> {
  const { keywords, nullable, required, path, schema } = place;
  const { maxLength, minLength, maximum, minimum, maxItems, minItems, format, multipleOf } = keywords;
  const isValid = (value: unknown): boolean => schemas.validator(schema, 'request')(value).length === 0;
  const length = (value: unknown): number => (typeof value === 'string' ? [...value].length : Number.NaN);

  if (maxLength !== undefined) {
    yield ['maxLength:one-less', `with exactly ${maxLength} characters`, (value) => length(value) === maxLength];
  }
  if (minLength !== undefined && minLength > 0) {
    yield ['minLength:one-more', `with exactly ${minLength} characters`, (value) => length(value) === minLength];
  }
  if (isValid('') && keywords.enum === undefined) yield ['empty:rejected', 'when it is empty', (value) => value === ''];
  if (maximum !== undefined) yield ['maximum:exclusive', `of ${maximum}`, (value) => value === maximum];
  if (minimum !== undefined) yield ['minimum:exclusive', `of ${minimum}`, (value) => value === minimum];
  if (isValid(0) && minimum !== 0) yield ['zero:rejected', 'of 0', (value) => value === 0];
  if (isValid(false)) yield ['false:rejected', 'when it is false', (value) => value === false];
  if (maxItems !== undefined) {
    yield ['maxItems:one-less', `with ${maxItems} items`, (value) => Array.isArray(value) && value.length === maxItems];
  }
  if (minItems !== undefined && minItems > 0) {
    yield ['minItems:one-more', `with ${minItems} items`, (value) => Array.isArray(value) && value.length === minItems];
  }
  if (isValid([])) {
    yield ['empty:rejected', 'without items', (value) => Array.isArray(value) && value.length === 0];
  }
  if (multipleOf !== undefined && multipleOf < 1) {
    yield ['multipleOf:whole', 'with a fraction', (value) => typeof value === 'number' && !Number.isInteger(value)];
  }
  if (keywords.enum !== undefined && keywords.enum.length > 1) {
    const last = keywords.enum.filter((value) => value !== null).at(-1);
    yield ['enum:value-unknown', `of ${JSON.stringify(last)}`, (value) => value === last];
  }
  if (nullable) yield ['null:rejected', 'when it is null', (value) => value === null];
  if (!required && !path.endsWith('*'))
    yield ['required:surplus', 'when it is left out', (value) => value === undefined];
  const lazy = FORMATS[format ?? ''];
  if (lazy !== undefined) {
    yield [lazy[0], lazy[1], (value) => typeof value === 'string' && lazy[2].test(value)];
  }
}
