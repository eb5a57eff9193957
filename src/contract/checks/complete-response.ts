import type { Operation } from '../../openapi/model/model';
import type { WireRequest } from '../exchange/exchange';
import type { Check } from '../findings/check';

/** A request that got no complete response. */
export interface FailedExchange {
  readonly message: string;
  readonly unreachable: boolean;
  readonly operation: Operation | undefined;
  /** The request under which the target went down. */
  readonly killer?: WireRequest | undefined;
}

/** Every request gets a complete response in time, whatever was sent. */
export const completeResponse: Check<FailedExchange> = {
  name: 'complete-response',
  severity: 'error',
  basis: 'RFC 9110, section 6.1; RFC 9112, section 8',
  judge: ({ message, unreachable, operation, killer }) => [
    {
      title: unreachable
        ? `stops answering${killer === undefined ? '' : ` at ${routeOf(killer)}`}`
        : 'gives no complete response',
      promised: 'a complete response',
      received: message,
      // Once nothing listens any more, every operation fails for the one reason.
      pointer: unreachable ? '#/servers' : (operation?.pointer ?? '#/paths'),
      symptom: unreachable ? 'unreachable' : message,
    },
  ],
};

function routeOf({ method, path, body }: WireRequest): string {
  const size = body === undefined ? '' : ` with a body of ${body.length} bytes`;
  return `${method} ${path.split('?')[0]}${size}`;
}
