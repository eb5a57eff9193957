import type { Schemas } from '../../json-schema/model/schemas';
import type { Operation, Parameter, Resource, Spec } from '../model/model';
import { filterOverride } from './extensions';
import { listConditions } from './list-conditions';
import { pagingNames } from './paging';

/** A list with query parameters that change nothing. */
export interface IdleParameters {
  readonly operation: Operation;
  readonly parameters: readonly Parameter[];
}

/**
 * Finds the query parameters of lists that are checked and then left alone, as nothing tells which property they mean.
 * `x-filter` says it, or that they mean none.
 *
 * @returns the lists that have some, in the document's order
 */
export function idleParameters(spec: Pick<Spec, 'resources' | 'schemas' | 'securitySchemes'>): IdleParameters[] {
  const keys = Object.values(spec.securitySchemes).map((scheme) => ('name' in scheme ? scheme.name : undefined));
  return spec.resources.flatMap((resource) => {
    const operation = resource.roles.list;
    if (operation === undefined) return [];
    const used = usedParameters(spec.schemas, resource, operation);
    const parameters = operation.parameters.filter(
      (parameter) =>
        parameter.in === 'query' &&
        parameter.style !== 'querystring' &&
        !used.has(parameter) &&
        !keys.includes(parameter.name) &&
        filterOverride(spec.schemas, parameter) !== false,
    );
    return parameters.length === 0 ? [] : [{ operation, parameters }];
  });
}

/** The parameters by which a list is paged, filtered, searched and sorted. */
function usedParameters(schemas: Schemas, { list, schema }: Resource, operation: Operation): ReadonlySet<Parameter> {
  if (list === undefined) return new Set();
  const conditions = listConditions(schemas, operation, schema, list).flatMap((condition) =>
    condition.kind === 'sort' ? [condition.parameter, condition.direction] : [condition.parameter],
  );
  const named = [...pagingNames(list.paging), ...list.filters].map(({ parameter }) => parameter);
  return new Set([...named, ...conditions].filter((parameter) => parameter !== undefined));
}
