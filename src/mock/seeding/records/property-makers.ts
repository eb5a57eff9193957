import type { LocatedSchema } from '../../../json-schema/schemas';
import { requiredOf } from '../../../openapi/schema-facts';
import { isPlain } from '../values/plain-schema';
import { createPropertyMaker, type PropertyMaker } from '../values/property-maker';
import type { RecordParts } from './record-parts';

/**
 * Creates a maker for each property of a resource's records, in the order of the schema; none for what is only ever written.
 */
export function createPropertyMakers(parts: RecordParts): ReadonlyMap<string, PropertyMaker> {
  const { spec, resource, properties, extensions, plan, world, sample } = parts;
  const required = requiredOf(spec.schemas, resource.schema);
  const makerOf = (name: string, schema: LocatedSchema): PropertyMaker => {
    const isUuid = isPlain(schema.schema) && schema.schema.format === 'uuid';
    if (name === resource.idProperty) {
      return { make: ({ index }) => plan.idAt(index) ?? undefined, isSound: isUuid && plan.indexOf !== undefined };
    }
    const reference = plan.references.find(({ property }) => property === name);
    if (reference !== undefined) {
      return {
        make: ({ index }) => (plan.isNull(reference, index) ? null : plan.referredAt(reference, index)),
        isSound: isUuid && plan.refersToUuids(reference),
      };
    }
    const extension = extensions.get(name) ?? {};
    const place = { resource: resource.name, name, schema, required: required.has(name), extension };
    return createPropertyMaker(place, world.seed, sample);
  };
  const makers = new Map<string, PropertyMaker>();
  for (const name of new Set([resource.idProperty, ...properties.keys()])) {
    const schema = properties.get(name);
    if (schema !== undefined && schema.schema.writeOnly !== true) makers.set(name, makerOf(name, schema));
  }
  return makers;
}
