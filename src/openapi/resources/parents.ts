import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { ParentLink, PathTemplate, Resource } from '../model/model';
import { normalizeName, singulars } from '../model/names';
import { isScalar } from '../model/schema-facts';
import { templateShape, withoutTrailingSlash } from '../operations/path-template';
import type { ResourcePlace } from './resource-places';

/**
 * Finds how a nested collection hangs on what is around it: for each path parameter before the id, the item's property
 * that holds the same value (`authorId`, `author_id`), and the resource that it identifies.
 *
 * @param properties - the item's properties by name
 * @param resources - all resources by the shape of their item path
 */
export function inferParents(
  schemas: Schemas,
  place: ResourcePlace,
  properties: ReadonlyMap<string, LocatedSchema>,
  resources: ReadonlyMap<string, Pick<Resource, 'name'>>,
): ParentLink[] {
  const outer = parentParameters(place.collection?.template ?? withoutLast(withoutTrailingSlash(place.item!.template)));
  const inItem = place.item === undefined ? undefined : parentParameters(withoutTrailingSlash(place.item.template));
  return outer.map(({ name, shape, noun }, index) => {
    const itemName = inItem?.[index]?.name;
    return {
      parameter: name,
      itemParameter: itemName === name ? undefined : itemName,
      property: findProperty(schemas, properties, name, noun),
      resource: resources.get(shape)?.name,
    };
  });
}

interface ParentParameter {
  readonly name: string;
  /** The shape of the path up to and with the parameter. */
  readonly shape: string;
  /** The literal before it. */
  readonly noun: string;
}

function parentParameters(template: PathTemplate): ParentParameter[] {
  const shapes = templateShape(template).split('/');
  return template.segments.flatMap((segment, index) => {
    if (segment.kind !== 'parameter') return [];
    const before = template.segments[index - 1];
    const shape = shapes.slice(0, index + 2).join('/');
    return [{ name: segment.name, shape, noun: before?.kind === 'literal' ? before.text : '' }];
  });
}

function withoutLast(template: PathTemplate): PathTemplate {
  const source = template.source.slice(0, template.source.lastIndexOf('/'));
  return { source, segments: template.segments.slice(0, -1), parameterNames: template.parameterNames.slice(0, -1) };
}

function findProperty(
  schemas: Schemas,
  properties: ReadonlyMap<string, LocatedSchema>,
  parameter: string,
  noun: string,
): string | undefined {
  const names = [...properties].filter(([, schema]) => isScalar(schemas, schema)).map(([name]) => name);
  const own = normalizeName(parameter);
  const qualified = singulars(normalizeName(noun)).map((singular) => singular + own);
  // `id` alone is the item's own id, not that of what it hangs on.
  const spellings = own === 'id' ? qualified : [own, ...qualified, `${own}id`];
  for (const spelling of spellings) {
    const found = names.find((name) => normalizeName(name) === spelling);
    if (found !== undefined) return found;
  }
  return undefined;
}
