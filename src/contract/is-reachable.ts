import { setTimeout as sleep } from 'node:timers/promises';
import { type Target, TransportError } from './exchange';

/**
 * Whether anybody answers at a target at all; what it answers does not matter.
 *
 * @param waitFor - seconds to keep trying when nobody listens yet
 */
export async function isReachable(target: Target, waitFor: number): Promise<boolean> {
  const deadline = performance.now() + waitFor * 1_000;
  for (;;) {
    try {
      await target.send({ method: 'GET', path: '/', headers: {} });
      return true;
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      // Who hangs up or is slow is there; the cases will tell what is wrong with it.
      if (!error.unreachable) return true;
    }
    if (performance.now() >= deadline) return false;
    await sleep(200);
  }
}
