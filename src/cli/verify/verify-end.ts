import type { CommandIo } from '../command-line/command';
import { STOPPED } from './verify-exit-code';

/** A run that Ctrl-C can end. */
export interface StoppableRun {
  /** Aborted at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** Gives the signals back. */
  release(): void;
}

/** Who gets the signals: the process. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  removeListener(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): unknown;
}

/** Lets the first SIGINT or SIGTERM stop a run in order, and the second one quit at once. */
export function stopOnSignal(source: SignalSource, io: CommandIo): StoppableRun {
  const stop = new AbortController();
  const take = (): void => {
    if (stop.signal.aborted) {
      io.err('contact-points: quit at once; records of this run may be left on the server.\n');
      source.exit(STOPPED);
      return;
    }
    io.err('\ncontact-points: stopping; what was created is removed first. Ctrl-C again quits at once.\n');
    stop.abort();
  };
  source.on('SIGINT', take);
  source.on('SIGTERM', take);
  return {
    signal: stop.signal,
    release: () => {
      source.removeListener('SIGINT', take);
      source.removeListener('SIGTERM', take);
    },
  };
}
