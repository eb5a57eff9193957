import { setTimeout as sleep } from 'node:timers/promises';
import type { Target } from '../exchange/exchange';

/**
 * Wraps a target so that it gets no more than so many requests a second, evenly spread, however many cases run at a time.
 *
 * @param rate - requests a second, more than 0
 * @param clock - tells the time in milliseconds, and waits; for tests
 */
export function createPacedTarget(target: Target, rate: number, clock: PaceClock = wallClock): Target {
  const gap = 1_000 / rate;
  let next = Number.NEGATIVE_INFINITY;
  return {
    url: target.url,
    close: () => target.close(),
    async send(request) {
      // A turn is taken before it is waited for, so that everybody who waits has a turn of their own.
      const turn = Math.max(clock.now(), next);
      next = turn + gap;
      const wait = turn - clock.now();
      if (wait > 0) await clock.sleep(wait);
      return target.send(request);
    },
  };
}

/** What a pace is measured by. */
export interface PaceClock {
  now(): number;
  sleep(milliseconds: number): Promise<unknown>;
}

const wallClock: PaceClock = { now: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds) };
