import type { Operation, Resource } from '../../openapi/model/model';
import { type Eventual, whenThere } from '../../store/interface/store';
import type { FoundItem } from '../handlers/find-item';
import { findItem } from '../handlers/find-item';
import type { Handler, ResourceContext, ValidRequest } from '../handlers/handler';

/** Finds the item below which a request's path stands. */
export type FindOwner = (request: ValidRequest) => Eventual<FoundItem>;

/**
 * Creates the finder of the item below which an operation stands: that of `/orders/{id}` for `/orders/{orderId}/cancel`.
 *
 * @returns undefined when its path is not below the path of an item
 */
export function createFindOwner(context: ResourceContext, operation: Operation): FindOwner | undefined {
  const names = sharedNames(context.resource, operation);
  if (names === undefined) return undefined;
  return (request) => {
    const { path } = request.parameters;
    const renamed = new Map([...path].map(([name, value]) => [names.get(name) ?? name, value]));
    return findItem(context, { ...request, parameters: { ...request.parameters, path: renamed } });
  };
}

/** Lets a handler answer only where the item above is there. */
export function belowItem(findOwner: FindOwner, handler: Handler): Handler {
  return (request) => whenThere(findOwner(request), (found) => ('kind' in found ? found : handler(request)));
}

/** The names of the item path's parameters, by those that the operation's path has in the same places. */
function sharedNames({ item }: Resource, { template }: Operation): ReadonlyMap<string, string> | undefined {
  if (item === undefined) return undefined;
  const own = template.segments;
  const names = new Map<string, string>();
  for (const [index, segment] of item.template.segments.entries()) {
    const other = own[index];
    if (other === undefined) return undefined;
    if (segment.kind === 'literal') {
      if (other.kind !== 'literal' || other.text !== segment.text) return undefined;
    } else if (segment.kind === 'parameter') {
      if (other.kind !== 'parameter') return undefined;
      names.set(other.name, segment.name);
    } else return undefined;
  }
  return names;
}
