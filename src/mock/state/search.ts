import type { Operation } from '../../openapi/model/model';
import { successBody } from '../../openapi/operations/responses';
import { findListItems, inferListShape } from '../../openapi/resources/list-shape';
import { looksLike } from '../../openapi/resources/resource-roles';
import type { Handler, ResourceContext } from '../handlers/handler';
import { createListHandler } from '../handlers/list';

/**
 * Creates the handler of `/pets/findByStatus` or `/pets/search`: a further list of a resource's records, asked by parameters of its
 * own.
 *
 * @returns undefined when it answers something else than such items
 */
export function createSearchHandler(context: ResourceContext, operation: Operation): Handler | undefined {
  const { spec, resource } = context;
  const { schemas } = spec;
  const noun = operation.template.source.split('/').at(-1) ?? '';
  const items = findListItems(schemas, operation, noun, resource.schema, {});
  if (items === undefined || successBody(operation) === undefined) return undefined;
  if (!looksLike(schemas, items.schema, resource.schema)) return undefined;
  const shape = inferListShape(schemas, operation, resource.schema, items, {});
  // Records are found by the keys that the usual list has; what else is asked for needs a look at each.
  const indexed = new Set(resource.list?.filters.map(({ property }) => property));
  const list = { ...shape, filters: shape.filters.filter(({ property }) => indexed.has(property)) };
  return createListHandler({ ...context, resource: { ...resource, list } }, operation);
}
