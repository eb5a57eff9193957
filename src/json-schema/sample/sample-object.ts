import { isForeign, propertyNames, propertyOf } from '../effective/effective-children';
import type { EffectiveSchema } from '../effective/effective-schema';
import { discriminatorOf } from '../model/discriminator';
import type { JsonObject, JsonValue } from '../model/json-schema';
import type { PropertyPath, Schemas } from '../model/schemas';
import type { Generation, Trail } from './generation';
import { samplePattern } from './sample-pattern';

/** The number of entries in a map that names no properties. */
const MAP_ENTRIES = 2;

/** Makes an object: its required properties, and of the others as many as the options ask for and the limits allow. */
export function sampleObject(
  generation: Generation,
  effective: EffectiveSchema,
  path: PropertyPath,
  trail: Trail,
  example?: PartialExample,
): JsonObject {
  const names = chosenNames(generation, effective, path, trail, example);
  const object: JsonObject = {};
  const fixed = discriminatorValues(generation.schemas, effective);
  for (const name of names) {
    const place = [...path, name];
    const { conjunction } = propertyOf(generation.schemas, effective, name);
    const value = fixed.get(name) ?? generation.generate(conjunction, place, trail, given(example, name));
    // Not an assignment, which would set the prototype where a property is called `__proto__`.
    Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true });
  }
  return object;
}

/** An example of an object, or of a part of it. */
export interface PartialExample {
  readonly value: JsonObject;
  /** True when it is of the whole object, so that what it leaves out is left out. */
  readonly whole: boolean;
}

function given(example: PartialExample | undefined, name: string): JsonValue | undefined {
  return example !== undefined && Object.hasOwn(example.value, name) ? example.value[name] : undefined;
}

function chosenNames(
  generation: Generation,
  effective: EffectiveSchema,
  path: PropertyPath,
  trail: Trail,
  example: PartialExample | undefined,
): readonly string[] {
  const { schemas, options } = generation;
  const { required, limits } = effective;
  const optional = trail.closing || example?.whole ? 'none' : options.optional;
  const most = limits.maxProperties?.value ?? Number.POSITIVE_INFINITY;
  const least = limits.minProperties?.value ?? 0;
  const known = propertyNames(schemas, effective, options.direction).filter(
    (name) => propertyOf(schemas, effective, name).forbidden === undefined,
  );

  const chosen = new Set(known.filter((name) => required.has(name)));
  for (const name of Object.keys(example?.value ?? {})) {
    const { forbidden, conjunction } = propertyOf(schemas, effective, name);
    const isAllowed = forbidden === undefined && !isForeign(conjunction, schemas, options.direction);
    if (isAllowed && chosen.size < most) chosen.add(name);
  }
  const wanted = known.filter(
    (name) => optional === 'all' || (optional === 'some' && generation.randomAt([...path, name]).chance(0.5)),
  );
  for (const name of wanted) if (chosen.size < most) chosen.add(name);
  for (const name of known) if (chosen.size < least) chosen.add(name);
  for (const name of [...chosen]) for (const partner of dependents(effective, name)) chosen.add(partner);
  const entries = known.length === 0 && optional !== 'none' && isMap(effective) ? MAP_ENTRIES : 0;
  for (const name of inventedNames(generation, effective, path, Math.min(most, Math.max(least, entries)))) {
    if (chosen.size >= Math.min(most, Math.max(least, entries))) break;
    chosen.add(name);
  }
  if (example?.whole)
    return [...new Set([...Object.keys(example.value), ...chosen])].filter((name) => chosen.has(name));
  // In the order of the document, whatever made them chosen.
  return [...known.filter((name) => chosen.has(name)), ...[...chosen].filter((name) => !known.includes(name))];
}

function dependents(effective: EffectiveSchema, name: string): string[] {
  return effective.parts.flatMap(({ schema }) => schema.dependentRequired?.[name] ?? []);
}

function isMap(effective: EffectiveSchema): boolean {
  return effective.parts.some(
    ({ schema }) => typeof schema.additionalProperties === 'object' || schema.patternProperties !== undefined,
  );
}

/** Names that the document does not give, but allows: by a pattern where one is asked for. */
function inventedNames(
  generation: Generation,
  effective: EffectiveSchema,
  path: PropertyPath,
  count: number,
): readonly string[] {
  if (count === 0) return [];
  const random = generation.randomAt(path);
  const patterns = effective.parts.flatMap(({ schema, pointer }) => {
    const asked = [schema.propertyNames?.pattern, ...Object.keys(schema.patternProperties ?? {})];
    return asked.filter((pattern) => pattern !== undefined).map((value) => ({ value, pointer }));
  });
  const allowed = effective.parts.flatMap(({ schema }) => (schema.propertyNames?.enum ?? []) as string[]);
  const names = new Set<string>(allowed);
  for (let index = 1; index <= count; index++) names.add(`entry${index}`);
  for (let attempt = 0; patterns.length > 0 && attempt < count * 4; attempt++) {
    names.add(samplePattern(patterns, random, { min: 1, max: 40 }) ?? 'entry');
  }
  return [...names].filter((name) => {
    const { forbidden } = propertyOf(generation.schemas, effective, name);
    return forbidden === undefined && patterns.every(({ value }) => isFree(effective, name, value));
  });
}

/** True when a name obeys `propertyNames`; a pattern of `patternProperties` is no command. */
function isFree(effective: EffectiveSchema, name: string, pattern: string): boolean {
  const commanded = effective.parts.some(({ schema }) => schema.propertyNames?.pattern === pattern);
  return !commanded || new RegExp(pattern, 'u').test(name);
}

/**
 * Lists the values that discriminating properties have, given the branches that an effective schema was made of.
 *
 * @returns property names and their values; empty without a discriminator
 */
export function discriminatorValues(schemas: Schemas, effective: EffectiveSchema): Map<string, string> {
  const values = new Map<string, string>();
  for (const part of effective.parts) {
    const discriminator = discriminatorOf(schemas, part);
    if (discriminator === undefined) continue;
    const { property, targets, values: recommended } = discriminator;
    const tags = [...recommended, ...targets.keys()];
    // The outermost schema counts: one that extends it stands in for what it is made of.
    const chosen = effective.parts.find(
      ({ pointer }) =>
        pointer !== part.pointer && tags.some((tag) => schemas.at(targets.get(tag)!).pointer === pointer),
    );
    const wanted = chosen?.pointer ?? part.pointer;
    const tag = tags.find((name) => schemas.at(targets.get(name)!).pointer === wanted);
    if (tag !== undefined) values.set(property, tag);
  }
  return values;
}
