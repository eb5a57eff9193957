import type { JsonValue } from '../../../json-schema/model/json-schema';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import type { Resource, Spec } from '../../../openapi/model/model';
import { normalizeName, singulars } from '../../../openapi/model/names';
import { propertiesOf } from '../../../openapi/model/schema-facts';
import { parameterExample, pathParameter } from '../fixtures/pinned-records';
import { wordsOf } from '../values/generator-for';
import { readSeedExtension, type SeedExtension } from '../values/seed-extension';

/** Something outside a record that the record refers to by id. */
export interface Reference {
  /** The property that holds the id; undefined when only the path does. */
  readonly property?: string;
  /** The path parameter that carries the id, for a nested collection. */
  readonly parameter?: string;
  /** The name of the pool of ids: of a resource, or of ids that nothing but this document knows. */
  readonly pool: string;
  /** The reference whose entry owns the entry of this one. */
  readonly within?: Reference;
  /** The schema of the id. */
  readonly schema: LocatedSchema;
  readonly nulls?: number;
  /** A documented id, the first of a pool that no resource stands for. */
  readonly example?: JsonValue | undefined;
}

/**
 * Finds what the records of a resource refer to: what its path hangs on, what `x-seed` says, and properties named after
 * another resource (`book_id` where there are `books`). Owners come before what they own.
 */
export function findReferences(
  spec: Spec,
  resource: Resource,
  properties: ReadonlyMap<string, LocatedSchema>,
  extensions: ReadonlyMap<string, SeedExtension>,
): Reference[] {
  const references: Reference[] = [];
  let chain: string | undefined;
  for (const link of resource.parents) {
    const held = link.property === undefined ? undefined : properties.get(link.property);
    const inPath = pathParameter(resource, link.parameter);
    const schema = held ?? inPath?.schema ?? idSchema(spec, link.resource);
    if (schema === undefined) continue;
    const owner = link.view === chain ? references.at(-1) : undefined;
    chain = link.view;
    const pool = link.resource ?? [...references.map(({ pool }) => pool), link.parameter].join('.');
    const { parameter, property } = link;
    references.push({ parameter, property, pool, schema, within: owner, example: parameterExample(inPath) });
  }
  const add = (property: string, trail: readonly string[]): Reference | undefined => {
    const known = references.find((reference) => reference.property === property);
    const schema = properties.get(property);
    if (known !== undefined || schema === undefined || trail.includes(property)) return known;
    const { pool = poolByName(spec, resource, property), within, nulls } = extensions.get(property) ?? {};
    if (pool === undefined) return undefined;
    const owner = within === undefined ? undefined : add(within, [...trail, property]);
    const reference: Reference = { property, pool, schema, within: owner, nulls };
    references.push(reference);
    return reference;
  };
  for (const property of properties.keys()) if (property !== resource.idProperty) add(property, []);
  return references;
}

/** Reads `x-seed` of each property that has one. */
export function readSeedExtensions(
  spec: Spec,
  properties: ReadonlyMap<string, LocatedSchema>,
): ReadonlyMap<string, SeedExtension> {
  const names = new Set(properties.keys());
  return new Map([...properties].map(([name, schema]) => [name, readSeedExtension(schema, names, spec.source)]));
}

function idSchema({ resources, schemas }: Spec, name: string | undefined): LocatedSchema | undefined {
  const pool = resources.find((resource) => resource.name === name);
  return pool && propertiesOf(schemas, pool.schema).get(pool.idProperty);
}

function poolByName(spec: Spec, resource: Resource, property: string): string | undefined {
  const [, stem] = /^(.+) (?:id|uuid|key|ref)$/.exec(wordsOf(property)) ?? [];
  if (stem === undefined) return undefined;
  const wanted = normalizeName(stem);
  const isNamed = ({ name }: Resource): boolean => singulars(normalizeName(name.split('.').at(-1)!)).includes(wanted);
  const found = spec.resources.filter(isNamed);
  return found.length === 1 && found[0] !== resource ? found[0]!.name : undefined;
}
