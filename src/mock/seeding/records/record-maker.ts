import type { JsonObject, JsonValue } from '../../../json-schema/model/json-schema';
import { isJsonObject, isSameJson } from '../../../json-schema/model/json-value';
import { formatPropertyPath } from '../../../json-schema/model/pointer';
import { createRandom } from '../../../json-schema/model/random';
import type { LocatedSchema, Schemas, SchemaViolation, Validator } from '../../../json-schema/model/schemas';
import type { SampleOptions } from '../../../json-schema/sample/generation';
import type { Resource, Spec } from '../../../openapi/model/model';
import { propertiesOf, requiredOf, schemaParts } from '../../../openapi/model/schema-facts';
import type { NameSource } from '../names/name-source';
import { createProfiles, type RecordOwner, RecordProfile } from '../names/record-profile';
import type { Sampler } from '../random/sampler';
import type { Reference } from '../references/find-references';
import { createPropertyMaker, isPlain, type PropertyMaker, proposeLeaf } from '../values/property-maker';
import type { SeedExtension } from '../values/seed-extension';
import { hasIndependentProperties, repairRecord } from './ensure-valid';
import type { SeedPlan } from './seed-plan';

/** Everything that the records of a resource are made of. */
export interface RecordParts {
  readonly spec: Spec;
  readonly resource: Resource;
  readonly properties: ReadonlyMap<string, LocatedSchema>;
  readonly extensions: ReadonlyMap<string, SeedExtension>;
  readonly plan: SeedPlan;
  readonly names: NameSource;
  readonly sample: Sampler;
  /** Is told of documented records that break their schema. */
  readonly warn?: ((message: string) => void) | undefined;
  /** Tells whether other resources refer to this one as a branch of something; asked when the first record is made. */
  readonly isBranch: () => boolean;
}

/** Makes records, or parts of them. */
export interface RecordMaker {
  recordAt(index: number): JsonObject;
  /** The value that `recordAt(index)` holds for a property, without making more than need be. */
  valueAt(name: string, index: number): JsonValue | undefined;
}

/**
 * Creates the maker of a resource's records: pinned ones as they were written, generated ones property by property. Each is
 * checked against the resource's schema before it is given out, unless it is valid by the way it is made.
 */
export function createRecordMaker(parts: RecordParts): RecordMaker {
  const { spec, resource, properties, plan, names, sample } = parts;
  const { schemas } = spec;
  const makers = createPropertyMakers(parts);
  const series = createProfiles(names, resource.name, createOwnerFinder(resource.name, plan, parts.isBranch));
  const validate = lazyValidator(schemas, resource.schema);
  const kept = [resource.idProperty, ...plan.references.flatMap(({ property }) => property ?? [])];
  const isComposed = schemaParts(schemas, resource.schema).some(
    ({ schema }) => schema.oneOf ?? schema.anyOf ?? schema.discriminator,
  );
  const required = [...requiredOf(schemas, resource.schema)];
  const isIndependent = hasIndependentProperties(resource.schema);
  const isSound =
    isIndependent && required.every((name) => makers.has(name)) && [...makers.values()].every((maker) => maker.isSound);

  const told = new Set<number>();
  const tellMended = (record: JsonObject, index: number, { path, detail }: SchemaViolation): void => {
    // What a fixture leaves out is no fault.
    if (told.has(index) || path.length === 0 || !Object.hasOwn(record, String(path[0]))) return;
    told.add(index);
    const id = String(record[resource.idProperty]);
    parts.warn?.(
      `${resource.name}: ${formatPropertyPath(path)} of the documented record ${id} breaks its schema: it ${detail}. The mock keeps it mended; mend the example or the schema.`,
    );
  };

  const recordAt = (index: number): JsonObject => {
    const given = plan.pinned.records[index];
    if (given !== undefined && !plan.pinned.named.has(given)) {
      const [violation] = validate(given);
      if (violation === undefined) return structuredClone(given);
      tellMended(given, index, violation);
    }
    const profile = new RecordProfile(series, index);
    const sampleRecord = (): JsonObject => sampleObject(sample, resource.schema, wholeOptions(profile, resource.name));
    const record = isComposed ? sampleRecord() : {};
    for (const [name, maker] of makers) {
      if (isComposed && !kept.includes(name)) continue;
      const value = maker.make(profile);
      if (value !== undefined) record[name] = value;
    }
    if (isSound && given === undefined) return record;
    const complete = given === undefined ? record : { ...record, ...structuredClone(given) };
    const repaired = repairRecord(complete, validate, sampleRecord, kept);
    // An id that is unique and can be read is worth more than one that is valid and another record's.
    const id = plan.idAt(index);
    if (id !== undefined && properties.has(resource.idProperty)) repaired[resource.idProperty] = id;
    return repaired;
  };

  const validators = new Map([...properties].map(([name, schema]) => [name, lazyValidator(schemas, schema)]));
  // A repair leaves a valid value alone when no constraint ties it to others.
  const isKept = (name: string, value: JsonValue | undefined): boolean =>
    value === undefined ? !required.includes(name) : validators.get(name)!(value).length === 0;
  const valueAt = (name: string, index: number): JsonValue | undefined => {
    const isPinned = plan.pinned.records[index] !== undefined;
    const maker = isIndependent && !isPinned ? makers.get(name) : undefined;
    const value = maker?.make(new RecordProfile(series, index));
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

// Where an item may be null, some samples are; those with everything in them never.
function sampleObject(sample: Sampler, schema: LocatedSchema, options: SampleOptions): JsonObject {
  const value = sample(schema, options);
  if (isJsonObject(value)) return value;
  const full = sample(schema, { ...options, optional: 'all' });
  return isJsonObject(full) ? full : {};
}

function wholeOptions(profile: RecordProfile, resource: string): SampleOptions {
  const { names, index } = profile;
  return {
    direction: 'response',
    optional: 'some',
    randomAt: (path) => createRandom(names.seed, resource, index, ...path),
    propose: proposeLeaf(profile, [resource]),
  };
}

/**
 * Creates a maker for each property of a resource's records, in the order of the schema; none for what is only ever written.
 */
function createPropertyMakers(parts: RecordParts): ReadonlyMap<string, PropertyMaker> {
  const { spec, resource, properties, extensions, plan, names, sample } = parts;
  const required = requiredOf(spec.schemas, resource.schema);
  const itemSchema = resource.list?.itemSchema;
  const listedProperties = itemSchema ? propertiesOf(spec.schemas, itemSchema) : new Map<string, LocatedSchema>();
  const listedRequired = itemSchema ? requiredOf(spec.schemas, itemSchema) : new Set<string>();
  const makerOf = (name: string, schema: LocatedSchema): PropertyMaker => {
    const isUuid = isPlain(schema.schema) && schema.schema.format === 'uuid';
    if (name === resource.idProperty) {
      return { make: ({ index }) => plan.idAt(index) ?? undefined, isSound: isUuid && plan.indexOf !== undefined };
    }
    const reference = plan.references.find(({ property }) => property === name);
    if (reference !== undefined) {
      return {
        make: ({ index }) => (plan.isNull(reference, index) ? null : plan.referredIdAt(reference, index)),
        isSound: isUuid && plan.refersToUuids(reference),
      };
    }
    const extension = extensions.get(name) ?? {};
    const listed = listedProperties.get(name);
    const isRequired = required.has(name) || listedRequired.has(name);
    const place = { resource: resource.name, name, schema, required: isRequired, extension };
    const maker = createPropertyMaker(place, names.seed, sample);
    if (listed === undefined || isSameJson(listed.schema, schema.schema)) return maker;
    return ofBoth(maker, createPropertyMaker({ ...place, schema: listed }, names.seed, sample), [
      lazyValidator(spec.schemas, schema),
      lazyValidator(spec.schemas, listed),
    ]);
  };
  const makers = new Map<string, PropertyMaker>();
  // What only the list shows is remembered as well, unless an item must not have it.
  const further = resource.schema.schema.additionalProperties === false ? [] : listedRequired;
  for (const name of new Set([resource.idProperty, ...properties.keys(), ...further])) {
    const schema = properties.get(name) ?? listedProperties.get(name);
    if (schema !== undefined && schema.schema.writeOnly !== true) makers.set(name, makerOf(name, schema));
  }
  return makers;
}

/** Makes values that an item and an entry of a list may both have, where the document describes the two differently. */
function ofBoth(maker: PropertyMaker, listed: PropertyMaker, validators: readonly Validator[]): PropertyMaker {
  const isValid = (value: JsonValue | undefined): boolean =>
    value !== undefined && validators.every((validate) => validate(value).length === 0);
  const make = (profile: RecordProfile): JsonValue | undefined => {
    const value = maker.make(profile);
    if (value === undefined || isValid(value)) return value;
    const other = listed.make(profile);
    return isValid(other) ? other : value;
  };
  return { make, isSound: false };
}

/**
 * Creates the function that tells whose a record is. The company is the first thing that the record refers to, or the
 * record itself when it refers to nothing; the branch is what it refers to within the company, or the record itself when
 * others refer to it as a branch.
 *
 * @param name - of the resource
 * @param isBranch - whether the resource's records are branches of what they refer to; asked on use
 */
function createOwnerFinder(name: string, plan: SeedPlan, isBranch: () => boolean) {
  const root = plan.references.find(({ within }) => within === undefined);
  const branches = plan.references.filter(({ within }) => within !== undefined).reverse();
  const placeOf = (reference: Reference, index: number): readonly [string, number] | undefined => {
    const entry = plan.isNull(reference, index) ? undefined : plan.entryAt(reference, index);
    return entry === undefined ? undefined : [reference.pool, entry];
  };
  return (index: number): RecordOwner => {
    const company = root && placeOf(root, index);
    if (company === undefined) return { company: [name, index] };
    for (const reference of branches) {
      const branch = placeOf(reference, index);
      if (branch !== undefined) return { company, branch };
    }
    return { company, branch: isBranch() ? [name, index] : undefined };
  };
}
