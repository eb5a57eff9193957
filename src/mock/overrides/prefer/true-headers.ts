import type { Operation } from '../../../openapi/model';
import { challengesOf } from '../../login/challenges';
import type { InterventionParts, Target } from '../../stages/stage';

/** How many seconds a client is told to wait. */
export const RETRY_AFTER = '5';

/**
 * The header fields without which a status would not be true (RFC 9110): 401 says how to authenticate, 405 what is allowed,
 * 415 what is accepted, 429 and 503 when to try again, a redirection where to go.
 *
 * @param status - of the answer
 * @param target - what was asked for
 */
export function trueHeaders(
  status: number,
  target: Target,
  { spec }: Pick<InterventionParts['context'], 'spec'>,
): Record<string, string> {
  const operation = target.plan?.operation;
  switch (status) {
    case 401:
      return { 'www-authenticate': challengesOf(spec, operation) };
    case 405:
      return { allow: allowedBesides(target).join(', ') };
    case 415:
      return acceptedBy(operation);
    case 429:
    case 503:
      return { 'retry-after': RETRY_AFTER };
    default:
      return {};
  }
}

/** What else the path allows: a 405 that lists the method it refuses would contradict itself. */
export function allowedBesides({ methods, request }: Target): string[] {
  const refused = request.method === 'GET' ? ['GET', 'HEAD'] : [request.method];
  return methods.filter((method) => !refused.includes(method));
}

function acceptedBy(operation: Operation | undefined): Record<string, string> {
  const accepted = operation?.body?.mediaTypes.map(({ name }) => name) ?? [];
  return accepted.length === 0 ? {} : { accept: accepted.join(', ') };
}
