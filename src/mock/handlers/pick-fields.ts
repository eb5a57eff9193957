import type { JsonObject } from '../../json-schema/model/json-schema';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { Operation } from '../../openapi/model/model';
import { propertiesOf, requiredOf } from '../../openapi/model/schema-facts';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import { fieldsParameter } from '../../openapi/resources/list-conditions';
import type { ResourceContext } from './handler';

/** Leaves out of an item, given as JSON text, what a query does not ask for. */
export type PickFields = (json: string, query: ReadonlyMap<string, ParameterValue>) => string;

/**
 * Creates the function that picks the properties which a query names (`fields=name,age`). What the document requires stays, and
 * so does the id: an answer keeps its schema. A query that names no property of the item changes nothing.
 *
 * @param schema - of an item as it is answered
 * @returns undefined when the operation has no such parameter
 */
export function createPickFields(
  { spec, resource }: Pick<ResourceContext, 'spec' | 'resource'>,
  operation: Operation,
  schema: LocatedSchema,
): PickFields | undefined {
  const parameter = fieldsParameter(operation);
  if (parameter === undefined) return undefined;
  const known = propertiesOf(spec.schemas, schema);
  const always = new Set([...requiredOf(spec.schemas, schema), resource.idProperty]);
  return (json, query) => {
    const given = query.get(parameter.name);
    const wanted = [given ?? []]
      .flat()
      .flatMap((each) => String(each).split(','))
      .flatMap((name) => /^[\w$-]+/.exec(name.trim()) ?? [])
      .filter((name) => known.has(name));
    if (wanted.length === 0) return json;
    const item = JSON.parse(json) as JsonObject;
    return JSON.stringify(
      Object.fromEntries(Object.entries(item).filter(([name]) => always.has(name) || wanted.includes(name))),
    );
  };
}
