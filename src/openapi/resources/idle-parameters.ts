import type { Schemas } from '../../json-schema/model/schemas';
import type { Operation, Parameter, Resource, Spec } from '../model/model';
import { itemsOf, propertiesOf, schemaParts } from '../model/schema-facts';
import { filterOverride } from './extensions';
import { fieldsParameter, listConditions } from './list-conditions';
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
  return spec.resources.flatMap((resource) => {
    const operation = resource.roles.list;
    if (operation === undefined) return [];
    const parameters = idleParametersOf(spec, resource, operation);
    return parameters.length === 0 ? [] : [{ operation, parameters }];
  });
}

/** The parameters of one list that change nothing. */
export function idleParametersOf(
  { schemas, securitySchemes }: Pick<Spec, 'schemas' | 'securitySchemes'>,
  resource: Resource,
  operation: Operation,
): readonly Parameter[] {
  const keys = Object.values(securitySchemes).map((scheme) => ('name' in scheme ? scheme.name : undefined));
  const used = usedParameters(schemas, resource, operation);
  return operation.parameters.filter(
    (parameter) =>
      parameter.in === 'query' &&
      parameter.style !== 'querystring' &&
      !used.has(parameter) &&
      !keys.includes(parameter.name) &&
      !namesProperties(schemas, parameter, resource) &&
      filterOverride(schemas, parameter) !== false,
  );
}

/** `include=lines,customer` asks for properties that every answer has. */
function namesProperties(schemas: Schemas, { schema }: Parameter, resource: Resource): boolean {
  const parts = [schema, itemsOf(schemas, schema)].flatMap((each) => (each ? schemaParts(schemas, each) : []));
  const values = parts.flatMap((part) => part.schema.enum ?? []);
  if (values.length === 0) return false;
  const known = propertiesOf(schemas, resource.schema);
  return values.every((value) => typeof value === 'string' && known.has(value));
}

/** The parameters by which a list is paged, filtered, searched and sorted. */
function usedParameters(schemas: Schemas, { list, schema }: Resource, operation: Operation): ReadonlySet<Parameter> {
  if (list === undefined) return new Set();
  const conditions = listConditions(schemas, operation, schema, list).flatMap((condition) =>
    condition.kind === 'sort' ? [condition.parameter, condition.direction] : [condition.parameter],
  );
  const named = [...pagingNames(list.paging), ...list.filters].map(({ parameter }) => parameter);
  return new Set([...named, ...conditions, fieldsParameter(operation)].filter((parameter) => parameter !== undefined));
}
