import type { Operation } from '../../openapi/model/model';
import { expandPath } from '../../openapi/operations/path-template';
import { buildRawRequest, type RequestParts } from '../exchange/build-request';
import type { Target } from '../exchange/exchange';
import type { Expectation } from '../exchange/expectation';

/** Tests for a write that a target takes on a condition only: its document has a 428 (RFC 6585, section 3), or requires `If-Match`. */
function needsCondition({ method, parameters, responses }: Operation): boolean {
  if (!['put', 'patch', 'delete'].includes(method)) return false;
  return (
    responses.some(({ status }) => status === '428') || parameters.some((each) => each.required && isIfMatch(each))
  );
}

function isIfMatch({ in: place, name }: Operation['parameters'][number]): boolean {
  return place === 'header' && name.toLowerCase() === 'if-match';
}

/**
 * Adds the condition that a write needs: that the record is still what it is now (RFC 9110, section 13.1.1).
 *
 * @param headers - of every request of the run
 * @returns the parts as they are where no condition is needed, the case has one, or the record has no entity tag
 */
export async function withCondition(
  target: Pick<Target, 'send'>,
  operation: Operation,
  parts: RequestParts,
  headers: Readonly<Record<string, string>>,
): Promise<RequestParts> {
  if (!needsCondition(operation) || parts.headers?.['if-match'] !== undefined) return parts;
  const path = expandPath(operation.template, parts.path ?? {});
  const seen = await target.send(buildRawRequest({ method: 'GET', path }, headers));
  const isRequired = operation.parameters.some((each) => each.required && isIfMatch(each));
  const tag = seen.status < 300 ? (seen.headers.etag ?? '*') : isRequired ? '*' : undefined;
  return tag === undefined ? parts : { ...parts, headers: { ...parts.headers, 'if-match': tag } };
}

/**
 * The expectation of a request on a condition: it may be the condition that fails, where the record is not
 * there or has just been changed.
 */
export function expectedOn(parts: RequestParts, expectation: Expectation): Expectation {
  if (parts.headers?.['if-match'] === undefined) return expectation;
  if (expectation.kind === 'rejection') return { ...expectation, or: [...expectation.or, 412] };
  return expectation.kind === 'status' ? { ...expectation, statuses: [...expectation.statuses, 412] } : expectation;
}
