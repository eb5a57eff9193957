import type { JsonObject, JsonValue } from '../../schema/json-schema';
import { createRandom } from '../../schema/random';
import type { SampleOptions } from '../../schema/sample-types';
import type { LocatedSchema, Schemas, Validator } from '../../schema/schemas';
import type { Resource, Spec } from '../../spec/model';
import { requiredOf, schemaParts } from '../../spec/schema-facts';
import { hasIndependentProperties } from './independent-properties';
import { createPropertyMaker, type PropertyMaker, proposeLeaf, type Sampler } from './property-maker';
import { repairRecord } from './repair-record';
import type { SeedExtension } from './seed-extension';
import type { SeedPlan } from './seed-plan';
import { createStandingFinder } from './standing';
import { createCast, Subject, type World } from './subject';

/** What the records of a resource are made of. */
export interface RecordParts {
  readonly spec: Spec;
  readonly resource: Resource;
  readonly properties: ReadonlyMap<string, LocatedSchema>;
  readonly extensions: ReadonlyMap<string, SeedExtension>;
  readonly plan: SeedPlan;
  readonly world: World;
  readonly sample: Sampler;
  /** Whether other resources refer to this one as a branch of something; asked when the first record is made. */
  readonly isBranch: () => boolean;
}

/** Makes records, or parts of them. */
export interface RecordMaker {
  recordAt(index: number): JsonObject;
  /** What `recordAt(index)` holds for a property, without making more than need be. */
  valueAt(name: string, index: number): JsonValue | undefined;
}

/**
 * Creates the maker of a resource's records: pinned ones as they were written, generated ones property by property. Each is
 * checked against the resource's schema before it is given out.
 */
export function createRecordMaker(parts: RecordParts): RecordMaker {
  const { spec, resource, properties, plan, world, sample } = parts;
  const makers = new Map(makersOf(parts));
  const cast = createCast(world, resource.name, createStandingFinder(resource.name, plan, parts.isBranch));
  const validate = spec.schemas.validator(resource.schema, 'response');
  const kept = [resource.idProperty, ...plan.references.flatMap(({ property }) => property ?? [])];
  const isComposed = schemaParts(spec.schemas, resource.schema).some(({ schema }) => schema.oneOf ?? schema.anyOf);

  const recordAt = (index: number): JsonObject => {
    const given = plan.pinned.records[index];
    if (given !== undefined && validate(given).length === 0) return structuredClone(given);
    const subject = new Subject(cast, index);
    const sampleRecord = (): JsonObject => sample(resource.schema, wholeOptions(subject, resource.name)) as JsonObject;
    const record = isComposed ? sampleRecord() : {};
    for (const [name, make] of makers) {
      if (isComposed && !kept.includes(name)) continue;
      const value = make(subject);
      if (value !== undefined) record[name] = value;
    }
    const complete = given === undefined ? record : { ...record, ...structuredClone(given) };
    return repairRecord(complete, validate, sampleRecord, kept);
  };

  const isIndependent = hasIndependentProperties(resource.schema);
  const required = requiredOf(spec.schemas, resource.schema);
  const validators = new Map([...properties].map(([name, schema]) => [name, lazyValidator(spec.schemas, schema)]));
  // A repair leaves a valid value alone when no constraint ties it to others; only what is pinned may be kept from it.
  const valueAt = (name: string, index: number): JsonValue | undefined => {
    const make = isIndependent && plan.pinned.records[index] === undefined ? makers.get(name) : undefined;
    const value = make?.(new Subject(cast, index));
    const isKept = value === undefined ? !required.has(name) : validators.get(name)?.(value).length === 0;
    return make !== undefined && isKept ? value : recordAt(index)[name];
  };
  return { recordAt, valueAt };
}

/** Compiled when it is first asked. */
function lazyValidator(schemas: Schemas, schema: LocatedSchema): Validator {
  let validate: Validator | undefined;
  return (value) => {
    validate ??= schemas.validator(schema, 'response');
    return validate(value);
  };
}

/** One maker for each property, in the order of the schema. */
function* makersOf({ spec, resource, properties, extensions, plan, world, sample }: RecordParts) {
  const required = requiredOf(spec.schemas, resource.schema);
  const names = new Set([resource.idProperty, ...properties.keys()]);
  for (const name of names) {
    const schema = properties.get(name);
    if (schema !== undefined && schema.schema.writeOnly !== true) yield [name, makerOf(name, schema)] as const;
  }
  function makerOf(name: string, schema: LocatedSchema): PropertyMaker {
    if (name === resource.idProperty) return ({ index }) => plan.idAt(index);
    const reference = plan.references.find(({ property }) => property === name);
    if (reference !== undefined) {
      return ({ index }) => (plan.isNull(reference, index) ? null : plan.referredAt(reference, index));
    }
    const extension = extensions.get(name) ?? {};
    const place = { resource: resource.name, name, schema, required: required.has(name), extension };
    return createPropertyMaker(place, world.seed, sample);
  }
}

function wholeOptions(subject: Subject, resource: string): SampleOptions {
  const { world, index } = subject;
  return {
    direction: 'response',
    optional: 'some',
    randomAt: (path) => createRandom(world.seed, resource, index, ...path),
    propose: proposeLeaf(subject, [resource]),
  };
}
