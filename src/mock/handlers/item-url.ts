import { encodeSegment, expandPath } from '../../openapi/expand-path';
import type { Operation, Resource } from '../../openapi/model';
import type { ValidRequest } from './handler';

/** The path-absolute URL of an item; undefined when the document has no path for it. */
export type ItemUrl = (request: ValidRequest, id: string) => string | undefined;

/**
 * Creates the function that says where an item is that a request to the collection made. The URL starts with the base
 * path that the request was sent to.
 *
 * @param operation - the operation on the collection
 */
export function createItemUrl(resource: Resource, operation: Operation): ItemUrl {
  const { item, idParameter, parents } = resource;
  if (item === undefined || idParameter === undefined) return () => undefined;
  const { template } = item;
  if (template.source === `${operation.template.source}/{${idParameter}}`) {
    return ({ message }, id) => `${message.path}/${encodeSegment(id)}`;
  }
  return ({ basePath, parameters }, id) => {
    const values: Record<string, string> = { [idParameter]: id };
    for (const { parameter, itemParameter = parameter } of parents) {
      const value = parameters.path.get(parameter);
      if (value !== undefined) values[itemParameter] = String(value);
    }
    if (!template.parameterNames.every((name) => values[name])) return undefined;
    return basePath + expandPath(template, values);
  };
}
