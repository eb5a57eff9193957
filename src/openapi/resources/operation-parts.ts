import type { Schemas } from '../../json-schema/model/schemas';
import type { Operation, PathEntry, Resource, Spec } from '../model/model';
import type { OperationPart, Singleton } from '../model/parts';
import { resourceOverride, roleOverride } from './extensions';
import { furtherPart, type Surroundings } from './further-roles';
import { ownedProperty } from './owned-properties';
import { nameResources, parentShape, placeShape } from './resource-places';
import { roleOf } from './role-of';
import { drawSingletons } from './singletons';

/** The fields of a model that the parts of its operations are inferred from. */
type Document = Pick<Spec, 'paths' | 'schemas' | 'resources'>;

/**
 * Tells of every operation of a document the part that it plays, or the reason why it plays none: on a resource, on a
 * singleton, or one of the further roles such as `action` and `search`. `x-role` corrects it. Worked out once for a document.
 *
 * @returns in the document's order
 * @example operationParts(spec).filter(({ role }) => role === undefined).map(({ operation, reason }) => [operation.id, reason])
 */
export function operationParts(spec: Document): readonly OperationPart[] {
  return inferred(spec).parts;
}

/**
 * Finds the singletons of a document: `GET` of one object at a path of its own, with what changes it.
 *
 * @returns in the document's order
 */
export function singletonsOf(spec: Document): readonly Singleton[] {
  return inferred(spec).singletons;
}

interface Inferred {
  readonly parts: readonly OperationPart[];
  readonly singletons: readonly Singleton[];
}

const known = new WeakMap<Spec['resources'], Inferred>();

function inferred(spec: Document): Inferred {
  const found = known.get(spec.resources) ?? inferAll(spec);
  known.set(spec.resources, found);
  return found;
}

function inferAll(spec: Document): Inferred {
  const around = createSurroundings(spec.resources);
  const parts = spec.paths.flatMap((entry) => {
    const place = around(entry);
    return [...entry.operations.values()].map((operation) => partOf(spec, entry, operation, place));
  });
  const drawn = drawSingletons(spec, parts, around);
  const names = nameResources(drawn.map(({ entry }) => ({ template: entry.template })));
  const singletons = drawn.map((singleton, index): Singleton => ({ name: names[index]!, ...singleton }));
  const byOperation = new Map(
    singletons.flatMap((singleton) =>
      Object.values(singleton.roles).map((operation) => [operation, singleton] as const),
    ),
  );
  return {
    parts: parts.map((part) => {
      const singleton = byOperation.get(part.operation);
      if (singleton === undefined) return part;
      return part.role === 'list' ? { ...part, singleton, reason: undefined } : { ...part, singleton };
    }),
    singletons,
  };
}

function partOf(spec: Document, entry: PathEntry, operation: Operation, place: Surroundings): OperationPart {
  const found = roleOf(spec, operation);
  if (found !== undefined) return { operation, ...found };
  const told = roleOverride(spec.schemas, operation);
  if (told === 'none') return { operation, reason: '`x-role` says so' };
  const owner = place.collection ?? place.item ?? place.owner ?? place.above;
  if (told !== undefined) return { operation, role: told, ...(owner && { resource: owner }) };
  if (isOutside(spec.schemas, entry, operation)) return { operation, reason: '`x-resource` says so' };
  const part = furtherPart(spec, entry, operation, place);
  const isBelow = place.owner !== undefined && place.collection === undefined && place.item === undefined;
  const property = isBelow ? ownedProperty(spec.schemas, entry, operation, place.owner) : undefined;
  if (property === undefined) return { operation, ...part };
  // `DELETE /wallets/{id}/metadata` removes, whatever else is done there.
  const role = operation.method === 'delete' && part.role === 'action' ? 'singletonRemove' : part.role;
  return { operation, ...part, role, resource: place.owner!, property, reason: undefined };
}

function isOutside(schemas: Schemas, entry: PathEntry, operation: Operation): boolean {
  return resourceOverride(schemas, entry) === false || resourceOverride(schemas, operation) === false;
}

/** Finds the resources on whose collection or item a path stands, and those around it. */
function createSurroundings(resources: readonly Resource[]): (entry: PathEntry) => Surroundings {
  const items = new Map<string, Resource>();
  const collections = new Map<string, Resource>();
  for (const resource of resources) {
    if (resource.item !== undefined) items.set(placeShape(resource.item), resource);
    if (resource.collection !== undefined) collections.set(placeShape(resource.collection), resource);
  }
  return (entry) => {
    const shape = placeShape(entry);
    const place = { collection: collections.get(shape), item: items.get(shape) };
    for (let outer = parentShape(shape); outer !== ''; outer = parentShape(outer)) {
      const owner = items.get(outer);
      if (owner !== undefined) return { ...place, owner };
      const above = collections.get(outer);
      if (above !== undefined) return { ...place, above };
    }
    return place;
  };
}
