import { DOUBTFUL_NULL, type JsonObject, type JsonSchema, type JsonType, type JsonValue } from '../model/json-schema';
import { JSON_TYPES, typesOf } from '../model/json-value';
import { childPointer } from '../model/pointer';
import type { LocatedSchema, Schemas } from '../model/schemas';
import { type Conjunction, collectParts } from './conjunction';

/** A keyword's value and where it stands. */
export interface LocatedKeyword<T> {
  readonly value: T;
  readonly pointer: string;
}

/** Keywords of which the largest value binds, and those of which the smallest does. */
const LOWER_LIMITS = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'] as const;
const UPPER_LIMITS = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'] as const;

export type LimitKeyword = (typeof LOWER_LIMITS)[number] | (typeof UPPER_LIMITS)[number];

/** The sum of schemas that apply together (`$ref` with siblings, `allOf`, one branch of each `anyOf` and `oneOf`). */
export interface EffectiveSchema {
  /** Every schema that was merged. */
  readonly parts: Conjunction;
  /** The types that all parts allow; `integer` only where `number` is not allowed. */
  readonly types: readonly JsonType[];
  /** The pointer of `type`; undefined when every type is allowed. */
  readonly typePointer?: string;
  /** The only values that `const` and `enum` leave. */
  readonly values?: LocatedKeyword<readonly JsonValue[]>;
  /** The tightest limit of each kind. */
  readonly limits: Readonly<Partial<Record<LimitKeyword, LocatedKeyword<number>>>>;
  readonly patterns: readonly LocatedKeyword<string>[];
  readonly formats: readonly LocatedKeyword<string>[];
  readonly divisors: readonly LocatedKeyword<number>[];
  /** The required names, and the `required` keyword of each. */
  readonly required: ReadonlyMap<string, string>;
  /** The `uniqueItems` keyword, where it is true. */
  readonly unique?: string;
}

/**
 * Reads the schemas that apply to one value as if they were one, without changing the document.
 *
 * @param conjunction - schemas that must all be satisfied
 * @returns one effective schema for each choice of `anyOf`, `oneOf` and `if` branches, contradictory ones left out; none at
 * all when no value can satisfy the schemas
 * @example effectiveSchemas(schemas, [schemas.at('#/components/schemas/Note')])[0]?.limits.maxLength?.value
 */
export function effectiveSchemas(schemas: Schemas, conjunction: Conjunction): readonly EffectiveSchema[] {
  const known = merged.get(schemas) ?? new Map<string, readonly EffectiveSchema[]>();
  merged.set(schemas, known);
  const key = conjunction.map(({ pointer }) => pointer).join('\n');
  const found = known.get(key) ?? collectParts(schemas, conjunction).map(merge).filter(isPossible);
  known.set(key, found);
  return found;
}

/** Schemas never change, so each place is read once; thousands of samples are made of the same one. */
const merged = new WeakMap<Schemas, Map<string, readonly EffectiveSchema[]>>();

/** True where null is accepted, but nothing promises it: see {@link DOUBTFUL_NULL}. */
export function hasDoubtfulNull({ parts }: EffectiveSchema): boolean {
  return parts.some(({ schema }) => schema[DOUBTFUL_NULL] === true);
}

function isPossible({ types, values }: EffectiveSchema): boolean {
  return types.length > 0 && values?.value.length !== 0;
}

function merge(parts: Conjunction): EffectiveSchema {
  const types = mergeTypes(parts);
  const typed = parts.find(({ schema }) => schema.type !== undefined);
  const unique = parts.find(({ schema }) => schema.uniqueItems === true);
  return {
    parts,
    types,
    limits: mergeLimits(parts),
    patterns: eachKeyword(parts, 'pattern'),
    formats: eachKeyword(parts, 'format'),
    divisors: eachKeyword(parts, 'multipleOf'),
    required: mergeRequired(parts),
    typePointer: typed && childPointer(typed.pointer, 'type'),
    values: mergeValues(parts, types),
    unique: unique && childPointer(unique.pointer, 'uniqueItems'),
  };
}

function mergeTypes(parts: Conjunction): JsonType[] {
  let types: readonly JsonType[] = JSON_TYPES;
  for (const { schema } of parts) {
    if (schema.type === undefined) continue;
    const allowed = [schema.type].flat();
    types = types.flatMap((type): JsonType[] => {
      if (allowed.includes(type)) return [type];
      if (type === 'number' && allowed.includes('integer')) return ['integer'];
      return type === 'integer' && allowed.includes('number') ? ['integer'] : [];
    });
  }
  return [...types];
}

function mergeValues(parts: Conjunction, types: readonly JsonType[]): LocatedKeyword<readonly JsonValue[]> | undefined {
  let merged: LocatedKeyword<readonly JsonValue[]> | undefined;
  const restrict = (values: readonly JsonValue[], pointer: string): void => {
    const texts = new Set(values.map((value) => JSON.stringify(value)));
    const before = merged?.value ?? values;
    merged = { value: before.filter((value) => texts.has(JSON.stringify(value))), pointer: merged?.pointer ?? pointer };
  };
  for (const { schema, pointer } of parts) {
    if (schema.const !== undefined) restrict([schema.const], childPointer(pointer, 'const'));
    if (schema.enum) restrict(schema.enum, childPointer(pointer, 'enum'));
  }
  return (
    merged && { ...merged, value: merged.value.filter((value) => typesOf(value).some((type) => types.includes(type))) }
  );
}

function mergeLimits(parts: Conjunction): EffectiveSchema['limits'] {
  const limits: Partial<Record<LimitKeyword, LocatedKeyword<number>>> = {};
  for (const part of parts) {
    for (const keyword of LOWER_LIMITS) tighten(limits, keyword, part, (value, known) => value > known);
    for (const keyword of UPPER_LIMITS) tighten(limits, keyword, part, (value, known) => value < known);
  }
  return limits;
}

function tighten(
  limits: Partial<Record<LimitKeyword, LocatedKeyword<number>>>,
  keyword: LimitKeyword,
  { schema, pointer }: LocatedSchema,
  isTighter: (value: number, known: number) => boolean,
): void {
  const value = schema[keyword];
  if (value === undefined) return;
  const known = limits[keyword];
  if (!known || isTighter(value, known.value)) limits[keyword] = { value, pointer: childPointer(pointer, keyword) };
}

function mergeRequired(parts: Conjunction): Map<string, string> {
  const required = new Map<string, string>();
  for (const { schema, pointer } of parts) {
    for (const name of schema.required ?? []) {
      if (!required.has(name)) required.set(name, childPointer(pointer, 'required'));
    }
  }
  return required;
}

function eachKeyword<K extends 'pattern' | 'format' | 'multipleOf'>(
  parts: Conjunction,
  keyword: K,
): LocatedKeyword<NonNullable<JsonSchema[K]>>[] {
  return parts.flatMap(({ schema, pointer }) => {
    const value = (schema as JsonObject)[keyword] as NonNullable<JsonSchema[K]> | undefined;
    return value === undefined ? [] : [{ value, pointer: childPointer(pointer, keyword) }];
  });
}
