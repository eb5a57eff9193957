import { setTimeout as sleep } from 'node:timers/promises';
import type { Target, WireResponse } from './exchange';

/** How often a request is sent again before its refusal is taken for an answer. */
const mostRetries = 10;
const longestWait = 60_000;

/**
 * Wraps a target so that being asked to slow down is obeyed: 429 (RFC 6585, section 4), and 503 with `Retry-After`
 * (RFC 9110, section 10.2.3), are no answers; everybody waits, then the request is sent again.
 */
export function createPatientTarget(target: Target): Target {
  let pausedUntil = 0;
  const pause = async (): Promise<void> => {
    for (let wait = pausedUntil - Date.now(); wait > 0; wait = pausedUntil - Date.now()) await sleep(wait);
  };
  return {
    url: target.url,
    close: () => target.close(),
    async send(request) {
      for (let attempt = 0; ; attempt += 1) {
        await pause();
        const response = await target.send(request);
        const wait = waitOf(response);
        if (wait === undefined || attempt === mostRetries) return response;
        pausedUntil = Math.max(pausedUntil, Date.now() + wait);
      }
    },
  };
}

/**
 * How long a response asks to wait, in milliseconds.
 *
 * @returns undefined when it does not ask
 */
export function waitOf({ status, headers }: WireResponse, now: number = Date.now()): number | undefined {
  const value = headers['retry-after'];
  if (status !== 429 && !(status === 503 && value !== undefined)) return undefined;
  if (value === undefined) return 1_000;
  const wait = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isNaN(wait) ? 1_000 : Math.min(Math.max(wait, 50), longestWait);
}
