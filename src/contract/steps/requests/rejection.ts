import type { JsonValue } from '../../../json-schema/model/json-schema';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import type { Operation, Spec } from '../../../openapi/model/model';
import { typesOf } from '../../../openapi/model/schema-facts';
import { responseFor } from '../../../openapi/operations/responses';
import { createParameterDecoder } from '../../../openapi/parameters/decode-parameters';
import { type QueryPair, queryOf } from '../../exchange/build-request';
import type { ExpectedViolation, FixedStatus } from '../../exchange/expectation';
import { uncontested } from '../../exchange/tolerances';

/**
 * Lists the violations of a body once it has gone over the wire.
 *
 * @returns undefined when a target may see it otherwise, and when nothing is wrong after all
 */
export function bodyViolations(spec: Spec, schema: LocatedSchema, body: JsonValue): ExpectedViolation[] | undefined {
  const received = JSON.parse(JSON.stringify(body)) as JsonValue;
  const all = spec.schemas.validator(schema, 'request')(received);
  if (all.length === 0 || uncontested(spec.schemas, all, received).length < all.length) return undefined;
  return onePerPlace(all.map(({ path, keyword, pointer }) => ({ in: 'body', path, keyword, pointer })));
}

/**
 * Lists the violations of the parameters of a request once they have gone over the wire.
 *
 * @returns undefined when nothing is wrong after all
 */
export function parameterViolations(
  spec: Spec,
  operation: Operation,
  parts: { readonly query?: readonly QueryPair[]; readonly path?: Readonly<Record<string, string>> },
): ExpectedViolation[] | undefined {
  const decode = createParameterDecoder(operation, spec.schemas);
  const required = operation.parameters.filter((parameter) => parameter.in === 'path');
  const path = new Map(
    required.flatMap(({ name }) => (parts.path?.[name] === undefined ? [] : [[name, parts.path[name]]])),
  );
  const { violations } = decode({ path, query: queryOf(parts.query ?? []).slice(1), headers: {} });
  // Headers are added when the request is sent.
  const texts = new Map([...path, ...(parts.query ?? [])]);
  // What is a number to one reader is a text to another: a schema that takes both takes it.
  const isText = (name: string): boolean => {
    const schema = operation.parameters.find((each) => each.name === name)?.schema;
    const text = texts.get(name);
    return (
      schema !== undefined &&
      text !== undefined &&
      typesOf(spec.schemas, schema).has('string') &&
      spec.schemas.validator(schema, 'request')(text).length === 0
    );
  };
  const named = violations.filter(({ path: at }) => at.length !== 1 || !isText(String(at[0])));
  const judged = named.filter(
    ({ in: place, path: [name] }) =>
      (place === 'query' && parts.query !== undefined) || (place === 'path' && path.has(String(name))),
  );
  const expected = judged.map(({ in: place, path: at, keyword, pointer }) => ({
    in: place,
    path: at,
    keyword,
    pointer,
  }));
  return expected.length === 0 ? undefined : onePerPlace(expected);
}

// A value that breaks two constraints at once is one violation or two, as the target likes.
function onePerPlace(violations: readonly ExpectedViolation[]): ExpectedViolation[] {
  const places = new Map<string, ExpectedViolation>();
  for (const violation of violations) {
    const key = JSON.stringify([violation.in, violation.path]);
    if (!places.has(key)) places.set(key, violation);
  }
  return [...places.values()];
}

/** Expects what an operation has to answer when there is nothing to work on. */
export function notFound(operation: Operation, because: string): FixedStatus {
  return {
    kind: 'status',
    check: 'unknown-not-found',
    statuses: notFoundStatuses(operation),
    warned: removesAnyway(operation) ? [200, 202, 204] : [],
    because,
    pointer: responseFor(operation, 404)?.pointer ?? `${operation.pointer}/responses`,
  };
}

/**
 * Tests for a removal of which the document does not say that it fails where there is nothing to remove: what is to be gone is gone,
 * as DELETE is idempotent (RFC 9110, section 9.2.2).
 */
export function removesAnyway({ method, responses }: Operation): boolean {
  return method === 'delete' && !responses.some(({ status }) => ['404', '410'].includes(status));
}

/** The documented statuses for what is not there: 404, and 410 only where the document has it. */
export function notFoundStatuses(operation: Operation): readonly number[] {
  const documented = [404, 410].filter((status) => operation.responses.some((each) => each.status === String(status)));
  return documented.length === 0 ? [404] : documented;
}
