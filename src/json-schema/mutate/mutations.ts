import type { JsonValue } from '../model/json-schema';
import { canonicalText } from '../model/json-value';
import { formatPropertyPath } from '../model/pointer';
import type { Direction, LocatedSchema, PropertyPath, Schemas, SchemaViolation } from '../model/schemas';
import { arrayMutations } from './array-values';
import { choiceMutations, typeMutations } from './choice-values';
import { numberMutations } from './number-values';
import { objectMutations } from './object-values';
import { createChoice, placesOf, startWalk } from './places';
import { textMutations } from './text-values';
import { replaceAt } from './value-path';
import type { Breach, Mutation, MutationRule } from './value-rules';

/** One rule for each family of keywords. */
const RULES: readonly MutationRule[] = [
  typeMutations,
  choiceMutations,
  textMutations,
  numberMutations,
  arrayMutations,
  objectMutations,
];

/** A mutation and how many constraints it really breaks. */
interface Candidate {
  readonly mutation: Mutation;
  readonly breaches: number;
}

/**
 * Breaks a valid value in every way that its schema forbids, one constraint at a time, inside objects and arrays too:
 * wrong types, null, missing and surplus properties, too long, too short, too large, too small, broken formats and
 * patterns, unknown enum values, repeated items. Optional properties that the value lacks are filled in first.
 *
 * The validator confirms each one: all its violations are at the mutation's path. Where a constraint cannot be broken
 * alone (a number beyond `int32` under a `maximum`), the mutation breaks others at the same path as well; else it breaks
 * exactly one. Works for scalars (a parameter's value) too: their mutations have an empty path.
 *
 * @param base - a valid value; nothing can be learnt from an invalid one
 * @throws TypeError when the base is not valid
 * @example mutations(schemas, note, { text: 'hello' }, 'request').map(({ path, label }) => `${path}: ${label}`)
 */
export function mutations(schemas: Schemas, schema: LocatedSchema, base: JsonValue, direction: Direction): Mutation[] {
  const validate = schemas.validator(schema, direction);
  const [fault] = validate(base);
  if (fault)
    throw new TypeError(`the value to mutate is not valid: "${formatPropertyPath(fault.path)}" ${fault.detail}`);

  const walk = startWalk(schemas, schema, direction);
  const seen = new Set<string>();
  const candidates: Candidate[] = [];
  const choose = createChoice();
  for (const [index, place] of placesOf(walk, schema, base).entries()) {
    const breaches = RULES.flatMap((rule) => rule(place, walk));
    const described = place.conjunction.map(({ pointer }) => pointer).join(' ');
    const constraintOf = ({ keyword, property }: Breach): string => `${described} ${keyword} ${property}`;
    for (const { keyword, label, value, property } of choose(index, breaches, constraintOf)) {
      const path = property === undefined ? place.path : [...place.path, property];
      const whole = replaceAt(place.root, place.path, value);
      const violations = validate(whole);
      const told = tellingViolation(violations, path, keyword);
      const key = `${formatPropertyPath(path)} ${canonicalText(value)}`;
      if (!told || seen.has(key)) continue;
      seen.add(key);
      const mutation = { path, keyword: told.keyword, label, value: whole, pointer: told.pointer };
      candidates.push({ mutation, breaches: violations.length });
    }
  }
  return purest(candidates);
}

/** The violation that a mutation is about, if all of them are where they should be. */
function tellingViolation(
  violations: readonly SchemaViolation[],
  path: PropertyPath,
  keyword: string,
): SchemaViolation | undefined {
  const wanted = formatPropertyPath(path);
  if (!violations.every((violation) => formatPropertyPath(violation.path) === wanted)) return undefined;
  // A type of the wrong kind may be reported by the alternatives around it.
  return (
    violations.find((violation) => violation.keyword === keyword) ??
    (violations.length === 1 ? violations[0] : undefined)
  );
}

/** Keeps what breaks several constraints only where nothing breaks that one alone. */
function purest(candidates: readonly Candidate[]): Mutation[] {
  const place = ({ path, pointer }: Mutation): string => `${formatPropertyPath(path)} ${pointer}`;
  const pure = new Set(candidates.filter(({ breaches }) => breaches === 1).map(({ mutation }) => place(mutation)));
  return candidates
    .filter(({ mutation, breaches }) => breaches === 1 || !pure.has(place(mutation)))
    .map(({ mutation }) => mutation);
}
