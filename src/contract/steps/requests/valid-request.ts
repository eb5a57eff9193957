import type { JsonValue } from '../../../json-schema/json-schema';
import { createRandom } from '../../../json-schema/random';
import { sample } from '../../../json-schema/sample';
import type { LocatedSchema } from '../../../json-schema/schemas';
import { encodeParameter } from '../../../openapi/encode-parameter';
import { isJson } from '../../../openapi/media-types';
import type { MediaTypeSpec, Operation, Parameter, Spec } from '../../../openapi/model';
import type { QueryPair, RequestParts } from '../../exchange/build-request';

/** What is generated beyond the needed minimum. */
export interface ValidRequestOptions {
  /** Path parameters that are known already, such as the id of a record. */
  readonly path?: Readonly<Record<string, string>>;
  /** Which optional properties of the body are filled; `all` by default. */
  readonly optional?: 'all' | 'none' | 'some';
}

/**
 * Generates a request that keeps every promise: required parameters, and a body where there is one. Optional parameters
 * are left out.
 *
 * @param key - names the request: the same seed and key give the same one
 */
export function validRequest(
  spec: Spec,
  operation: Operation,
  seed: number,
  key: string,
  options: ValidRequestOptions = {},
): RequestParts {
  const path: Record<string, string> = {};
  const query: QueryPair[] = [];
  const headers: Record<string, string> = {};
  for (const parameter of operation.parameters) {
    if (!parameter.required || (parameter.in === 'path' && options.path?.[parameter.name] !== undefined)) continue;
    const value = parameterValue(spec, parameter, seed, `${operation.id} ${key}`);
    if (parameter.in === 'path') path[parameter.name] = encodeParameter(parameter, value)[0]?.[1] ?? '';
    if (parameter.in === 'query') query.push(...encodeParameter(parameter, value));
    if (parameter.in === 'header')
      headers[parameter.name.toLowerCase()] = encodeParameter(parameter, value)[0]?.[1] ?? '';
  }
  const schema = jsonBody(operation)?.schema;
  const body =
    schema === undefined ? undefined : validValue(spec, schema, seed, `${operation.id} ${key}`, options.optional);
  return {
    path: { ...path, ...options.path },
    ...(query.length === 0 ? {} : { query }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(body === undefined ? {} : { json: body }),
  };
}

/** The JSON media type of an operation's request body; undefined when it takes none. */
export function jsonBody(operation: Operation): MediaTypeSpec | undefined {
  return operation.body?.mediaTypes.find(({ name }) => isJson(name));
}

/** Generates a valid value of a schema for a request. */
export function validValue(
  spec: Spec,
  schema: LocatedSchema,
  seed: number,
  key: string,
  optional: 'all' | 'none' | 'some' = 'all',
): JsonValue {
  return sample(spec.schemas, schema, {
    direction: 'request',
    optional,
    randomAt: (path) => createRandom(seed, key, ...path),
  });
}

// An example is the best guess at a value that names something that exists.
function parameterValue(spec: Spec, parameter: Parameter, seed: number, key: string): JsonValue {
  return (
    parameter.examples[0]?.value ?? validValue(spec, parameter.schema, seed, `${key} ${parameter.in} ${parameter.name}`)
  );
}
