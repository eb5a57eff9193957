import type { Target } from '../exchange/exchange';
import { Blocked } from '../steps/blocked';

/**
 * Wraps a target so that no request is begun once the run is stopped. What is on its way is waited for: a record that it
 * makes has to be known to be removed.
 *
 * @throws {@link Blocked} from `send`, which ends the case
 */
export function createStoppableTarget(target: Target, signal: AbortSignal | undefined): Target {
  if (signal === undefined) return target;
  return {
    url: target.url,
    close: () => target.close(),
    async send(request) {
      if (signal.aborted) throw new Blocked('the run was stopped');
      return target.send(request);
    },
  };
}
