import type { EffectiveSchema } from '../effective/effective-schema';
import type { JsonObject, JsonSchema, JsonType, JsonValue } from '../model/json-schema';
import { isJsonObject, typesOf } from '../model/json-value';
import type { PropertyPath, Schemas } from '../model/schemas';
import { fitsLeaf } from './fits-leaf';
import type { Generation, Trail } from './generation';
import { sampleArray } from './sample-array';
import { discriminatorValues, sampleObject } from './sample-object';

/** A documented value and the choice of branches that it is of. */
export interface FollowedExample {
  readonly effective: EffectiveSchema;
  readonly value: JsonValue;
  /** False when other schemas of the same value say nothing by it: a part of an `allOf`. */
  readonly whole: boolean;
}

/**
 * Finds the nearest documented value: what an example around it says, else the schema's own `examples`, `example` or
 * `default`, through `$ref`, `allOf`, `anyOf` and `oneOf`.
 *
 * @param variants - one effective schema for each choice of branches
 * @param given - what an example around it says
 */
export function findExample(
  schemas: Schemas,
  variants: readonly EffectiveSchema[],
  given: JsonValue | undefined,
): FollowedExample | undefined {
  if (given !== undefined) {
    const effective = mostAlike(schemas, variants, given);
    return effective && { effective, value: given, whole: true };
  }
  for (const read of [exampleOf, (schema: JsonSchema) => schema.default]) {
    for (const effective of variants) {
      const found = documented(effective, read);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function exampleOf({ examples, example }: JsonSchema): JsonValue | undefined {
  return Array.isArray(examples) && examples.length > 0 ? examples[0] : example;
}

function documented(
  effective: EffectiveSchema,
  read: (schema: JsonSchema) => JsonValue | undefined,
): FollowedExample | undefined {
  const saying = effective.parts.filter(({ schema }) => read(schema) !== undefined);
  const [first] = saying;
  if (first === undefined) return undefined;
  const value = read(first.schema)!;
  if (!isJsonObject(value) || first === effective.parts[0]) return { effective, value, whole: true };
  const values = saying
    .map(({ schema }) => read(schema))
    .filter((other) => isJsonObject(other ?? null)) as JsonObject[];
  return { effective, value: Object.assign({}, ...values.reverse()), whole: false };
}

/** The choice of branches whose types, constants and properties a value comes nearest to. */
function mostAlike(
  schemas: Schemas,
  variants: readonly EffectiveSchema[],
  value: JsonValue,
): EffectiveSchema | undefined {
  let [best, most] = [variants[0], Number.NEGATIVE_INFINITY];
  if (variants.length <= 1) return best;
  for (const variant of variants) {
    const likeness = likenessTo(schemas, variant, value);
    if (likeness > most) [best, most] = [variant, likeness];
  }
  return best;
}

function likenessTo(schemas: Schemas, effective: EffectiveSchema, value: JsonValue): number {
  if (!typesOf(value).some((type) => effective.types.includes(type))) return -1000;
  if (!isJsonObject(value)) return Array.isArray(value) || fitsLeaf(effective, value) ? 1 : 0;
  const names = new Set(effective.parts.flatMap(({ schema }) => Object.keys(schema.properties ?? {})));
  let likeness = 0;
  for (const name of effective.required.keys()) if (!Object.hasOwn(value, name)) likeness -= 10;
  for (const name of Object.keys(value)) likeness += names.has(name) ? 1 : -1;
  for (const [name, tag] of discriminatorValues(schemas, effective)) if (value[name] !== tag) likeness -= 50;
  for (const { schema } of effective.parts) {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (typeof property !== 'object' || value[name] === undefined) continue;
      const values = property.const === undefined ? property.enum : [property.const];
      if (values !== undefined && !values.includes(value[name])) likeness -= 20;
    }
  }
  return likeness;
}

/**
 * Makes the value that an example stands for: the example itself where it fits, and mended where it does not.
 *
 * @returns undefined when nothing of it can be kept
 */
export function followExample(
  generation: Generation,
  { effective, value, whole }: FollowedExample,
  path: PropertyPath,
  trail: Trail,
): JsonValue | undefined {
  const allows = (type: JsonType): boolean => effective.types.includes(type);
  // A choice that did not lead to a valid value twice is left to chance.
  if (generation.attempt >= STUBBORN_ATTEMPTS) return undefined;
  if (Array.isArray(value)) return allows('array') ? sampleArray(generation, effective, path, trail, value) : undefined;
  if (isJsonObject(value)) {
    return allows('object') ? sampleObject(generation, effective, path, trail, { value, whole }) : undefined;
  }
  return [value, ...otherSpellings(value)].find((candidate) => fitsLeaf(effective, candidate));
}

const STUBBORN_ATTEMPTS = 2;

/** The same scalar as another type: documents are written in YAML, and quotes are forgotten. */
function otherSpellings(value: JsonValue): JsonValue[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (value === 'true' || value === 'false') return [value === 'true'];
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? [Number(value)] : [];
}
