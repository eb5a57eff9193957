import type { JsonValue } from '../../../json-schema/model/json-schema';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import type { Operation, Spec } from '../../../openapi/model/model';
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
  const judged = violations.filter(
    ({ in: place, path: [name] }) => place === 'query' || (place === 'path' && path.has(String(name))),
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
    because,
    pointer: responseFor(operation, 404)?.pointer ?? `${operation.pointer}/responses`,
  };
}

/** The documented statuses for what is not there: 404, and 410 only where the document has it. */
export function notFoundStatuses(operation: Operation): readonly number[] {
  const documented = [404, 410].filter((status) => operation.responses.some((each) => each.status === String(status)));
  return documented.length === 0 ? [404] : documented;
}
