import type { Operation, Spec } from '../../openapi/model';
import type { QueryPair, RequestParts } from '../exchange/build-request';
import type { Expectation } from '../exchange/expectation';
import { validRequest } from './requests/valid-request';

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
  const { query = [], headers } = validRequest(spec, { ...operation, parameters: missing }, seed, 'required');
  const added: readonly QueryPair[] = query.filter(([name]) => !named.has(name));
  return {
    ...parts,
    ...(added.length > 0 && { query: [...added, ...(parts.query ?? [])] }),
    ...(headers !== undefined && { headers: { ...headers, ...parts.headers } }),
  };
}

// An object may be spread over several names: `filter[kind]`.
function isGiven(name: string, named: ReadonlySet<string>): boolean {
  return named.has(name) || [...named].some((each) => each.startsWith(`${name}[`));
}
