import type { Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { findReferences, type Reference, readSeedExtensions } from '../seeding/references/find-references';

/** What the records of each resource refer to, by the resource's name. */
export type AllReferences = ReadonlyMap<string, readonly Reference[]>;

/** Finds what the records of all resources refer to, by the same rules by which they are seeded. */
export function findAllReferences(spec: Spec): AllReferences {
  return new Map(
    spec.resources.map((resource) => {
      const properties = propertiesOf(spec.schemas, resource.schema);
      return [resource.name, findReferences(spec, resource, properties, readSeedExtensions(spec, properties))];
    }),
  );
}

/** The properties of a resource by which its records have to be found, so that references to pools can be looked up. */
export function referringProperties(all: AllReferences, resource: string): string[] {
  return (all.get(resource) ?? []).flatMap(({ property }) => property ?? []);
}
