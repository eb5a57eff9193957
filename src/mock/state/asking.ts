import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Operation, Parameter } from '../../openapi/model/model';
import { normalizeName } from '../../openapi/model/names';
import { isObjectSchema, propertiesOf } from '../../openapi/model/schema-facts';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import { inferListShape, type ListItems } from '../../openapi/resources/list-shape';
import { takenSchema } from '../../openapi/resources/resource-roles';
import type { ResourceContext, ValidRequest } from '../handlers/handler';

/** The ways in which an operation that is not the list of its resource asks for records. */
export interface Asking {
  /** The context and the operation of a list that is asked in the same way. */
  readonly context: ResourceContext;
  readonly operation: Operation;
  /** The request with everything that it asks for in its query. */
  complete(request: ValidRequest): ValidRequest;
}

/** Objects of a body whose properties say what is asked for. */
const AROUND: ReadonlySet<string> = new Set(['filter', 'filters', 'where', 'query', 'criteria', 'search']);

/**
 * Describes how an operation asks for records: by its query, by parameters of its path that a list does not have
 * (`/pets/findByName/{name}`), and, where it searches, by its body.
 *
 * @param items - the answered items; undefined where it answers something else
 * @param isSearch - false for an operation whose body says what to write
 */
export function describeAsking(
  context: ResourceContext,
  operation: Operation,
  items: ListItems | undefined,
  isSearch: boolean,
): Asking {
  const { resource, spec } = context;
  const around = new Set(resource.parents.flatMap(({ parameter, itemParameter }) => [parameter, itemParameter]));
  const inPath = operation.parameters.filter((each) => each.in === 'path' && !around.has(each.name));
  const inBody = isSearch ? bodyParameters(spec.schemas, takenSchema(operation)) : [];
  const told = [...operation.parameters, ...inPath.map((each): Parameter => ({ ...each, in: 'query' })), ...inBody];
  const asked = { ...operation, parameters: told };
  const answered = items ?? { schema: resource.schema, certain: true };
  const shape = inferListShape(spec.schemas, asked, resource.schema, answered, {});
  // Records are found by the keys that the usual list has; what else is asked for needs a look at each.
  const indexed = new Set(resource.list?.filters.map(({ property }) => property));
  const list = { ...shape, filters: shape.filters.filter(({ property }) => indexed.has(property)) };
  return {
    context: { ...context, resource: { ...resource, list } },
    operation: asked,
    complete(request) {
      const { path, query } = request.parameters;
      if (inPath.length + inBody.length === 0) return request;
      const all = new Map<string, ParameterValue>(query);
      for (const { name } of inPath) if (path.has(name)) all.set(name, path.get(name)!);
      if (isSearch && isJsonObject(request.body)) {
        for (const [name, value] of Object.entries(request.body)) {
          const inner = AROUND.has(normalizeName(name)) && isJsonObject(value) ? value : { [name]: value };
          for (const [each, own] of Object.entries(inner)) all.set(each, own);
        }
      }
      const message = { ...request.message, query: JSON.stringify([...all].map(([name, own]) => [name, String(own)])) };
      return { ...request, message, parameters: { ...request.parameters, query: all } };
    },
  };
}

/** The properties of a body, seen as parameters of a query. */
function bodyParameters(schemas: Schemas, schema: LocatedSchema | undefined): Parameter[] {
  if (schema === undefined || !isObjectSchema(schemas, schema)) return [];
  return [...propertiesOf(schemas, schema)].flatMap(([name, own]) => {
    if (AROUND.has(normalizeName(name)) && isObjectSchema(schemas, own)) return bodyParameters(schemas, own);
    const { pointer } = own;
    const style = { style: 'form', explode: true, json: false, allowEmptyValue: false };
    return [{ name, in: 'query', required: false, pointer, schema: own, examples: [], ...style } as const];
  });
}
