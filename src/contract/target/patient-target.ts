import { setTimeout as sleep } from 'node:timers/promises';
import type { Target, WireResponse } from '../exchange/exchange';
import { VERIFY_DEFAULTS } from '../exchange/verify-defaults';

/** Patience of a run. */
export interface PatienceOptions {
  /** Number of times that a request is sent again before its refusal is taken for an answer; 5 by default. */
  readonly retries?: number;
  /** Ends the waiting; what was answered last is the answer then. */
  readonly signal?: AbortSignal | undefined;
}

/** The longest time that is waited because a target asks for it, in milliseconds. */
const LONGEST_WAIT = 60_000;

/**
 * Wraps a target so that being asked to slow down is obeyed: 429 (RFC 6585, section 4), and 503 with `Retry-After`
 * (RFC 9110, section 10.2.3), are no answers; all requests wait, a minute at most, then the request is sent again.
 */
export function createPatientTarget(
  target: Target,
  { retries = VERIFY_DEFAULTS.retries, signal }: PatienceOptions = {},
): Target {
  let pausedUntil = 0;
  const pause = async (): Promise<void> => {
    for (let wait = pausedUntil - Date.now(); wait > 0 && !isOver(signal); wait = pausedUntil - Date.now()) {
      await sleep(wait, undefined, signal === undefined ? {} : { signal }).catch(() => {});
    }
  };
  return {
    url: target.url,
    close: () => target.close(),
    async send(request) {
      for (let attempt = 0; ; attempt += 1) {
        if (pausedUntil > 0) await pause();
        const response = await target.send(request);
        const wait = waitOf(response);
        if (wait === undefined || attempt >= retries || isOver(signal)) return response;
        pausedUntil = Math.max(pausedUntil, Date.now() + wait);
      }
    },
  };
}

function isOver(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/**
 * Reads for how many milliseconds a response asks to wait.
 *
 * @returns undefined when it does not ask
 */
export function waitOf({ status, headers }: WireResponse, now: number = Date.now()): number | undefined {
  const value = headers['retry-after'];
  if (status !== 429 && !(status === 503 && value !== undefined)) return undefined;
  if (value === undefined) return 1_000;
  const wait = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isNaN(wait) ? 1_000 : Math.min(Math.max(wait, 50), LONGEST_WAIT);
}

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
      // A turn is taken before it is waited for, so that all requests that wait have turns of their own.
      const turn = Math.max(clock.now(), next);
      next = turn + gap;
      const wait = turn - clock.now();
      if (wait > 0) await clock.sleep(wait);
      return target.send(request);
    },
  };
}

/** Clock that a pace is measured by. */
export interface PaceClock {
  now(): number;
  sleep(milliseconds: number): Promise<unknown>;
}

const wallClock: PaceClock = { now: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds) };
