import type { JsonObject } from '../../schema/json-schema';
import { createRandom } from '../../schema/random';
import type { SampleOptions } from '../../schema/sample-types';
import type { LocatedSchema } from '../../schema/schemas';
import type { Resource, Spec } from '../../spec/model';
import { requiredOf, schemaParts } from '../../spec/schema-facts';
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

/**
 * Creates the function that makes the records of a resource: pinned ones as they were written, generated ones property by
 * property. Each is checked against the resource's schema before it is given out.
 */
export function createRecordMaker(parts: RecordParts): (index: number) => JsonObject {
  const { spec, resource, plan, world, sample } = parts;
  const makers = [...makersOf(parts)];
  const cast = createCast(world, resource.name, createStandingFinder(resource.name, plan, parts.isBranch));
  const validate = spec.schemas.validator(resource.schema, 'response');
  const kept = [resource.idProperty, ...plan.references.flatMap(({ property }) => property ?? [])];
  const isComposed = schemaParts(spec.schemas, resource.schema).some(({ schema }) => schema.oneOf ?? schema.anyOf);

  return (index) => {
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
