import { createRandom } from '../../../json-schema/model/random';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import type { Operation, Resource, Spec } from '../../../openapi/model/model';
import { propertiesOf, schemaParts, typesOf } from '../../../openapi/model/schema-facts';
import { encodeParameter } from '../../../openapi/parameters/encode-parameter';
import { validValue } from './valid-request';

/** The largest id that every server can read. */
export const LARGEST_ID = 2_147_483_647;

/**
 * A valid id that hardly any record has, as text for a path: random where ids are texts, very large where they are numbers.
 *
 * @param key - names the id: the same seed and key give the same one
 * @returns undefined when the operation's path carries no id of the resource, and when ids are a choice of few
 */
export function unknownId(
  spec: Spec,
  resource: Pick<Resource, 'idParameter'> & Partial<Resource>,
  operation: Operation,
  seed: number,
  key: string,
): string | undefined {
  const parameter = operation.parameters.find((each) => each.in === 'path' && each.name === resource.idParameter);
  if (parameter === undefined) return undefined;
  const types = typesOf(spec.schemas, idSchema(spec, resource, parameter.schema));
  // Each value of a choice may be there, and is one of few.
  const isChoice = ({ schema }: LocatedSchema): boolean => schema.enum !== undefined || schema.const !== undefined;
  if (types.has('boolean') || schemaParts(spec.schemas, parameter.schema).some(isChoice)) return undefined;
  if (types.has('integer') || types.has('number')) {
    const { minimum = 0, maximum = LARGEST_ID } = parameter.schema.schema;
    const largest = Math.min(maximum, LARGEST_ID);
    const range = Math.max(0, Math.min(9_999, largest - minimum));
    return String(largest - createRandom(seed, 'unknown id', key).integer(0, range));
  }
  return encodeParameter(parameter, validValue(spec, parameter.schema, seed, `unknown id ${key}`))[0]?.[1];
}

// Where the path leaves the type open, the item's own id has one.
function idSchema(spec: Spec, { schema, idProperty }: Partial<Resource>, inPath: LocatedSchema): LocatedSchema {
  const types = typesOf(spec.schemas, inPath);
  const isOpen = types.size === 0 || (types.has('string') && types.has('integer'));
  if (schema === undefined || idProperty === undefined || !isOpen) return inPath;
  return propertiesOf(spec.schemas, schema).get(idProperty) ?? inPath;
}
