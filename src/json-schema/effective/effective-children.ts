import { childPointer } from '../model/pointer';
import type { Direction, LocatedSchema, Schemas } from '../model/schemas';
import type { Conjunction } from './conjunction';
import type { EffectiveSchema } from './effective-schema';

/** The schemas of one property of an effective schema. */
export interface EffectiveProperty {
  /** The schemas that its value must satisfy; empty when any value will do. */
  readonly conjunction: Conjunction;
  /** The keyword that forbids the property, where one does. */
  readonly forbidden?: string;
}

/** The properties already read of effective schemas; thousands of samples ask for the same ones. */
interface Remembered {
  readonly names: Partial<Record<Direction, readonly string[]>>;
  readonly properties: Map<string, EffectiveProperty>;
}

const memory = new WeakMap<EffectiveSchema, Remembered>();

function remembered(effective: EffectiveSchema): Remembered {
  const known = memory.get(effective) ?? { names: {}, properties: new Map() };
  memory.set(effective, known);
  return known;
}

/**
 * Lists the properties that schemas name, the ones that the other side owns (`readOnly` in a request, `writeOnly` in a
 * response) left out, in the order of the document.
 */
export function propertyNames(schemas: Schemas, effective: EffectiveSchema, direction: Direction): readonly string[] {
  const known = remembered(effective).names;
  known[direction] ??= listNames(schemas, effective, direction);
  return known[direction];
}

function listNames(schemas: Schemas, effective: EffectiveSchema, direction: Direction): string[] {
  const names = new Set<string>();
  for (const { schema } of effective.parts) for (const name of Object.keys(schema.properties ?? {})) names.add(name);
  for (const name of effective.required.keys()) names.add(name);
  return [...names].filter((name) => !isForeign(propertyOf(schemas, effective, name).conjunction, schemas, direction));
}

/**
 * Finds the schemas that apply to a property, from `properties`, `patternProperties` and, where neither has it, from
 * `additionalProperties` (JSON Schema core, section 10.3.2); each part of a composed schema sees only its own.
 */
export function propertyOf(schemas: Schemas, effective: EffectiveSchema, name: string): EffectiveProperty {
  const { properties } = remembered(effective);
  let property = properties.get(name);
  if (!property) {
    property = readProperty(schemas, effective, name);
    // Names that the document does not give come from values, and there is no end to them.
    if (effective.parts.some(({ schema }) => Object.hasOwn(schema.properties ?? {}, name)))
      properties.set(name, property);
  }
  return property;
}

function readProperty(schemas: Schemas, effective: EffectiveSchema, name: string): EffectiveProperty {
  const conjunction: LocatedSchema[] = [];
  let forbidden: string | undefined;
  let evaluated = false;
  const apply = (part: LocatedSchema, ...tokens: string[]): void => {
    const found = schemas.below(part, ...tokens);
    if (!found) return;
    evaluated = true;
    if (isFalse(found)) forbidden ??= childPointer(part.pointer, ...tokens);
    else conjunction.push(found);
  };
  for (const part of effective.parts) {
    const { properties = {}, patternProperties = {} } = part.schema;
    const named = Object.hasOwn(properties, name);
    const matching = Object.keys(patternProperties).filter((pattern) => new RegExp(pattern, 'u').test(name));
    if (named) apply(part, 'properties', name);
    for (const pattern of matching) apply(part, 'patternProperties', pattern);
    if (!named && matching.length === 0) apply(part, 'additionalProperties');
  }
  for (const part of effective.parts) if (!evaluated) apply(part, 'unevaluatedProperties');
  return { conjunction, forbidden };
}

/** True for a property that belongs to the other side, which alone gives it a value (OpenAPI 3.1: `readOnly`, `writeOnly`). */
export function isForeign(conjunction: Conjunction, schemas: Schemas, direction: Direction): boolean {
  const keyword = direction === 'request' ? 'readOnly' : 'writeOnly';
  const seen = new Set<string>();
  const pending = [...conjunction];
  for (const part of pending) {
    if (part.schema[keyword] === true) return true;
    if (seen.has(part.pointer)) continue;
    seen.add(part.pointer);
    if (part.schema.$ref !== undefined) pending.push(schemas.at(part.schema.$ref));
    for (const index of (part.schema.allOf ?? []).keys()) pending.push(schemas.below(part, 'allOf', String(index))!);
  }
  return false;
}

function isFalse({ schema }: LocatedSchema): boolean {
  return typeof schema.not === 'object' && Object.keys(schema.not).length === 0 && Object.keys(schema).length === 1;
}

/**
 * Gives the schemas that apply to the item at an index: its `prefixItems` entry, else `items` (JSON Schema core, section
 * 10.3.1).
 */
export function itemAt(schemas: Schemas, effective: EffectiveSchema, index: number): Conjunction {
  return effective.parts.flatMap((part) => {
    const prefix = part.schema.prefixItems ?? [];
    const found =
      index < prefix.length ? schemas.below(part, 'prefixItems', String(index)) : schemas.below(part, 'items');
    return found ? [found] : [];
  });
}

/** The number of `prefixItems`. */
export function prefixLength(effective: EffectiveSchema): number {
  return Math.max(0, ...effective.parts.map(({ schema }) => schema.prefixItems?.length ?? 0));
}

/** The largest length that `maxItems` and a closing `items: false` leave, with the keyword that says so. */
export function longestArray(effective: EffectiveSchema): { readonly value: number; readonly pointer?: string } {
  let longest: { value: number; pointer?: string } = effective.limits.maxItems ?? { value: Number.POSITIVE_INFINITY };
  for (const { schema, pointer } of effective.parts) {
    const length = schema.prefixItems?.length ?? 0;
    if (schema.items === false && length < longest.value)
      longest = { value: length, pointer: childPointer(pointer, 'items') };
  }
  return longest;
}
