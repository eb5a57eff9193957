import type { ServerResponse } from 'node:http';

/**
 * Waits until the time is over, the client is gone or the server stops; without a time only for the latter two.
 *
 * @param delay - milliseconds
 * @param stopping - aborted when the server begins to stop
 */
export function pause(
  delay: number | undefined,
  response: ServerResponse,
  stopping: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve) => {
    if (stopping?.aborted || response.destroyed) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      response.off('close', end);
      stopping?.removeEventListener('abort', end);
      resolve();
    };
    // The connection keeps the process alive, and nothing else should.
    const timer = delay === undefined ? undefined : setTimeout(end, delay).unref();
    response.on('close', end);
    stopping?.addEventListener('abort', end);
  });
}
