import type { JsonObject, JsonValue } from '../../../json-schema/model/json-schema';
import { createRandom } from '../../../json-schema/model/random';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import { sample } from '../../../json-schema/sample/sample';
import type { MediaTypeSpec, Operation, Parameter, Spec } from '../../../openapi/model/model';
import { propertiesOf } from '../../../openapi/model/schema-facts';
import { encodeParameter } from '../../../openapi/parameters/encode-parameter';
import type { QueryPair, RequestParts } from '../../exchange/build-request';
import { jsonBody } from '../../exchange/build-request';
import type { Expectation } from '../../exchange/expectation';
import { writeBody } from './write-body';

/** Extent of what is generated beyond the needed minimum. */
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
  return { path: { ...path, ...options.path }, query, headers, ...validBody(spec, operation, seed, key, options) };
}

// JSON where the operation takes it, as only JSON has every constraint; else the first type that a body can be written in.
function validBody(
  spec: Spec,
  operation: Operation,
  seed: number,
  key: string,
  { optional }: ValidRequestOptions,
): Pick<RequestParts, 'json' | 'bytes' | 'contentType'> {
  const sampled = ({ schema }: MediaTypeSpec): JsonValue | undefined =>
    schema === undefined ? undefined : validValue(spec, schema, seed, `${operation.id} ${key}`, optional);
  const json = jsonBody(operation);
  if (json !== undefined) return { json: sampled(json) };
  for (const mediaType of operation.body?.mediaTypes ?? []) {
    const written = writeBody(mediaType.name, mediaType.examples[0]?.value ?? sampled(mediaType));
    if (written !== undefined) return written;
  }
  return {};
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

/** The query and the headers that an operation requires, for a request that is addressed by hand. */
export function requiredParts(
  spec: Spec,
  operation: Operation,
  seed: number,
): { readonly query: readonly QueryPair[]; readonly headers: Readonly<Record<string, string>> } {
  const parameters = operation.parameters.filter(({ in: place }) => place !== 'path');
  const { query = [], headers = {} } = validRequest(
    spec,
    { ...operation, parameters, body: undefined },
    seed,
    'required',
  );
  return { query, headers };
}

/**
 * Adds the header and query parameters that an operation requires and that a case did not think of. A request that is to be
 * rejected keeps its query as it is, as what is missing there may be the point.
 */
export function withRequired(
  spec: Spec,
  operation: Operation,
  parts: RequestParts,
  { kind }: Expectation,
  seed: number,
): RequestParts {
  const named = new Set(parts.query?.map(([name]) => name));
  const missing = operation.parameters.filter(({ name, in: place, required }) => {
    if (!required) return false;
    return place === 'query' ? kind !== 'rejection' && !isGiven(name, named) : place === 'header';
  });
  if (missing.length === 0) return parts;
  const { query, headers } = requiredParts(spec, { ...operation, parameters: missing }, seed);
  const added: readonly QueryPair[] = query.filter(([name]) => !named.has(name));
  return {
    ...parts,
    query: [...added, ...(parts.query ?? [])],
    headers: { ...headers, ...parts.headers },
  };
}

// An object may be spread over several names: `filter[kind]`.
function isGiven(name: string, named: ReadonlySet<string>): boolean {
  return named.has(name) || [...named].some((each) => each.startsWith(`${name}[`));
}

/** The documented defaults of the properties of an operation's body. */
export function defaultsOf(spec: Spec, operation: Operation): JsonObject {
  const schema = jsonBody(operation)?.schema;
  if (schema === undefined) return {};
  const entries = [...propertiesOf(spec.schemas, schema)].flatMap(([name, property]) =>
    property.schema.default === undefined ? [] : [[name, property.schema.default] as const],
  );
  return Object.fromEntries(entries);
}
