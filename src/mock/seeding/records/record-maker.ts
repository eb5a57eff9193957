import type { JsonObject, JsonValue } from '../../../json-schema/json-schema';
import { createRandom } from '../../../json-schema/random';
import type { SampleOptions } from '../../../json-schema/sample-types';
import type { LocatedSchema, Schemas, Validator } from '../../../json-schema/schemas';
import { requiredOf, schemaParts } from '../../../openapi/schema-facts';
import { createCast, Subject } from '../names/record-profile';
import { proposeLeaf } from '../values/property-maker';
import { repairRecord } from './ensure-valid';
import { hasIndependentProperties } from './independent-properties';
import { createPropertyMakers } from './property-makers';
import type { RecordParts } from './record-parts';
import { createStandingFinder } from './standing';

/** Makes records, or parts of them. */
export interface RecordMaker {
  recordAt(index: number): JsonObject;
  /** What `recordAt(index)` holds for a property, without making more than need be. */
  valueAt(name: string, index: number): JsonValue | undefined;
}

/**
 * Creates the maker of a resource's records: pinned ones as they were written, generated ones property by property. Each is
 * checked against the resource's schema before it is given out, unless it is valid by the way it is made.
 */
export function createRecordMaker(parts: RecordParts): RecordMaker {
  const { spec, resource, properties, plan, world, sample } = parts;
  const { schemas } = spec;
  const makers = createPropertyMakers(parts);
  const cast = createCast(world, resource.name, createStandingFinder(resource.name, plan, parts.isBranch));
  const validate = lazyValidator(schemas, resource.schema);
  const kept = [resource.idProperty, ...plan.references.flatMap(({ property }) => property ?? [])];
  const isComposed = schemaParts(schemas, resource.schema).some(({ schema }) => schema.oneOf ?? schema.anyOf);
  const required = [...requiredOf(schemas, resource.schema)];
  const isIndependent = hasIndependentProperties(resource.schema);
  const isSound =
    isIndependent && required.every((name) => makers.has(name)) && [...makers.values()].every((maker) => maker.isSound);

  const recordAt = (index: number): JsonObject => {
    const given = plan.pinned.records[index];
    if (given !== undefined && validate(given).length === 0) return structuredClone(given);
    const subject = new Subject(cast, index);
    const sampleRecord = (): JsonObject => sample(resource.schema, wholeOptions(subject, resource.name)) as JsonObject;
    const record = isComposed ? sampleRecord() : {};
    for (const [name, maker] of makers) {
      if (isComposed && !kept.includes(name)) continue;
      const value = maker.make(subject);
      if (value !== undefined) record[name] = value;
    }
    if (isSound && given === undefined) return record;
    const complete = given === undefined ? record : { ...record, ...structuredClone(given) };
    return repairRecord(complete, validate, sampleRecord, kept);
  };

  const validators = new Map([...properties].map(([name, schema]) => [name, lazyValidator(schemas, schema)]));
  // A repair leaves a valid value alone when no constraint ties it to others.
  const isKept = (name: string, value: JsonValue | undefined): boolean =>
    value === undefined ? !required.includes(name) : validators.get(name)!(value).length === 0;
  const valueAt = (name: string, index: number): JsonValue | undefined => {
    const isPinned = plan.pinned.records[index] !== undefined;
    const maker = isIndependent && !isPinned ? makers.get(name) : undefined;
    const value = maker?.make(new Subject(cast, index));
    const isFinal = maker !== undefined && (isSound || isKept(name, value));
    return isFinal ? value : recordAt(index)[name];
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

function wholeOptions(subject: Subject, resource: string): SampleOptions {
  const { world, index } = subject;
  return {
    direction: 'response',
    optional: 'some',
    randomAt: (path) => createRandom(world.seed, resource, index, ...path),
    propose: proposeLeaf(subject, [resource]),
  };
}
