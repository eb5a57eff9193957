import type { Progress } from '../../contract/verify';
import type { CommandIo } from '../command-line/command';

/** Tells how far a run is. */
export interface ProgressTeller {
  tell(progress: Progress): void;
  /** Takes the progress line away, so that nothing of it is left. */
  end(): void;
}

/** How often a line that is written over changes, and how often one is added to a log, in milliseconds. */
const [rewritten, added] = [100, 10_000];
const eraseLine = '\r\u001b[2K';

/**
 * Creates what tells how far a run is, on standard error: on a terminal one line that is written over, elsewhere a line now and
 * then, so that a log shows that something happens.
 *
 * @param now - tells the time in milliseconds
 */
export function createProgress(io: CommandIo, now: () => number = () => performance.now()): ProgressTeller {
  const inPlace = io.terminal === true && !io.env.CI && io.env.TERM !== 'dumb';
  const started = now();
  let last = inPlace ? Number.NEGATIVE_INFINITY : started;
  let isShown = false;
  return {
    tell(progress) {
      const time = now();
      const isDone = progress.done === progress.total;
      if (time - last < (inPlace ? rewritten : added) && !(inPlace && isDone)) return;
      last = time;
      isShown = inPlace;
      const line = progressLine(progress, time - started);
      io.err(inPlace ? eraseLine + line : `contact-points: ${line}\n`);
    },
    end() {
      if (isShown) io.err(eraseLine);
      isShown = false;
    },
  };
}

/** Writes how far a run is, and how much longer it will take when it goes on like this. */
export function progressLine({ done, total, findings }: Progress, milliseconds: number): string {
  const found = findings === 1 ? '1 finding' : `${findings} findings`;
  if (done === total) return `${done} of ${total} cases, ${found}; removing what was created`;
  const left = Math.ceil(((milliseconds / Math.max(done, 1)) * (total - done)) / 1_000);
  const time = left < 60 ? `${left} s` : `${Math.floor(left / 60)} min ${left % 60} s`;
  return `${done} of ${total} cases, ${found}, about ${time} left`;
}
