import type { JsonValue } from '../../json-schema/model/json-schema';
import type { Resource, Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { idParameterSchema, pinRecords } from './fixtures/pinned-records';
import { readIdRules } from './ids/id-rules';
import { localeOf } from './locales/detect-locale';
import { createNameSource } from './names/name-source';
import { createSampler } from './random/sampler';
import { hasIndependentProperties } from './records/ensure-valid';
import { createRecordMaker, type RecordMaker, type RecordParts } from './records/record-maker';
import { createSeedPlan, type SeedPlan } from './records/seed-plan';
import { findReferences, readSeedExtensions } from './references/find-references';
import { createPools } from './references/pools';
import { SEED_DEFAULTS, type SeedOptions } from './seed-options';
import type { SeededResource } from './seeded-resource';

/**
 * Plans the records that each resource starts with. Planning is cheap: nothing is made before it is asked for, and then
 * it is a pure function of seed, resource and index.
 *
 * @param options - see {@link SeedOptions}
 * @returns one entry for each resource of the document, by name
 * @throws {@link ../../openapi/document-error.DocumentError} when an `x-seed` is not as documented
 * @example
 * const notes = planSeeding(spec, { seed: 7 }).get('notes')!;
 * for (let index = 0; index < notes.count; index++) save(notes.recordAt(index));
 */
export function planSeeding(spec: Spec, options: SeedOptions = {}): ReadonlyMap<string, SeededResource> {
  const { seed, count, fixtures, warn } = { ...SEED_DEFAULTS, ...options };
  const sample = createSampler(spec, warn);
  const names = createNameSource(seed, localeOf(spec, options.locale));
  const plans = new Map<string, SeedPlan>();
  const pools = createPools((name) => plans.get(name), spec.schemas, seed, sample);
  const isBranch = (name: string): boolean =>
    [...plans.values()].some(({ references }) => references.some(({ pool, within }) => pool === name && within));

  const seeded = new Map<string, SeededResource>();
  for (const resource of spec.resources) {
    const properties = propertiesOf(spec.schemas, resource.schema);
    const extensions = readSeedExtensions(spec, properties);
    const idSchema = properties.get(resource.idProperty) ?? resource.schema;
    const idRules = readIdRules(spec.schemas, idSchema, idParameterSchema(resource));
    const references = findReferences(spec, resource, properties, extensions);
    const pinned = pinRecords(resource, fixtures?.records.get(resource.name) ?? [], idRules, count > 0, spec.schemas);
    const plan = createSeedPlan({ resource, idRules, references, pinned, seed, count, warn }, pools, sample);
    plans.set(resource.name, plan);
    const parts = { spec, resource, properties, extensions, plan, names, sample, warn };
    seeded.set(resource.name, seededResource({ ...parts, isBranch: () => isBranch(resource.name) }));
  }
  return seeded;
}

function seededResource(parts: RecordParts): SeededResource {
  const { resource, plan } = parts;
  let made: RecordMaker | undefined;
  const maker = (): RecordMaker => {
    made ??= createRecordMaker(parts);
    return made;
  };
  return {
    name: resource.name,
    count: plan.count,
    pinnedCount: plan.pinned.records.length,
    isFindable: parts.properties.has(resource.idProperty),
    isIndependent: hasIndependentProperties(resource.schema),
    idAt: plan.idAt,
    indexOf: plan.indexOf,
    recordAt: (index) => maker().recordAt(index),
    valueAt: (name, index) => maker().valueAt(name, index),
    parentsAt: (index) => parentsOf(resource, plan, index),
  };
}

function parentsOf(resource: Resource, plan: SeedPlan, index: number): Record<string, JsonValue> {
  const parents: Record<string, JsonValue> = {};
  for (const { parameter } of resource.parents) {
    const reference = plan.references.find((candidate) => candidate.parameter === parameter);
    const id = reference && plan.referredIdAt(reference, index);
    if (id !== undefined) parents[parameter] = id;
  }
  return parents;
}
