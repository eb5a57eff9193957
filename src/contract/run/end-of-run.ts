import { setMaxListeners } from 'node:events';

/** Milliseconds that writes on their way are waited for once a run is stopped: by a person, by its time. */
const [graceOfSignal, graceOfTime] = [500, 1_500];

/** The end of a run, which a person or the time may bring early. */
export interface EndOfRun {
  /** Aborted by the caller, or when the time is over. */
  readonly signal: AbortSignal;
  /** Resolves when what is still on its way is waited for no longer. */
  readonly overdue: Promise<void>;
  release(): void;
}

/**
 * Watches for the end of a run.
 *
 * @param signal - the caller's
 * @param maxTime - milliseconds after which no case is begun; no end when left out, or 0
 */
export function watchEnd(signal: AbortSignal | undefined, maxTime: number | undefined): EndOfRun {
  const controller = new AbortController();
  // Each request that waits its turn listens.
  setMaxListeners(0, controller.signal);
  const timers: NodeJS.Timeout[] = [];
  const take = (): void => controller.abort();
  const overdue = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => {
      const grace = signal?.aborted === true ? graceOfSignal : graceOfTime;
      timers.push(setTimeout(resolve, grace));
    });
    signal?.addEventListener('abort', () => timers.push(setTimeout(resolve, graceOfSignal)));
  });
  if (maxTime !== undefined && maxTime > 0) timers.push(setTimeout(take, Math.min(maxTime, 2_147_483_647)));
  signal?.addEventListener('abort', take);
  if (signal?.aborted === true) take();
  return {
    signal: controller.signal,
    overdue,
    release: () => {
      signal?.removeEventListener('abort', take);
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
