import { createRandom } from '../../../json-schema/model/random';
import type { Operation, Resource, Spec } from '../../../openapi/model/model';
import { typesOf } from '../../../openapi/model/schema-facts';
import { encodeParameter } from '../../../openapi/parameters/encode-parameter';
import { validValue } from './valid-request';

/**
 * A valid id that no record has, as text for a path: random where ids are texts, very large where they are numbers.
 *
 * @param key - names the id: the same seed and key give the same one
 * @returns undefined when the operation's path carries no id of the resource
 */
export function unknownId(
  spec: Spec,
  resource: Resource,
  operation: Operation,
  seed: number,
  key: string,
): string | undefined {
  const parameter = operation.parameters.find((each) => each.in === 'path' && each.name === resource.idParameter);
  if (parameter === undefined) return undefined;
  const types = typesOf(spec.schemas, parameter.schema);
  if (types.has('integer') || types.has('number')) {
    const { maximum = 2_147_483_647 } = parameter.schema.schema;
    const value = Math.min(maximum, 2_147_483_647) - createRandom(seed, 'unknown id', key).integer(0, 9_999);
    return String(value);
  }
  return encodeParameter(parameter, validValue(spec, parameter.schema, seed, `unknown id ${key}`))[0]?.[1];
}
