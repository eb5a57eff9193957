import type { Progress } from '../../contract/verify';
import type { CommandIo } from '../command-line/command';

/** Shows the progress of a run. */
export interface ProgressTeller {
  tell(progress: Progress): void;
  /** Takes the progress line away, so that nothing of it is left. */
  end(): void;
}

/** The pauses between two lines, where one is written over and where each is added to a log, in milliseconds. */
const [REWRITTEN_MS, ADDED_MS] = [100, 10_000];
const ERASE_LINE = '\r\u001b[2K';

/**
 * Creates the teller of a run's progress on standard error: on a terminal one line that is written over, elsewhere a line now and
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
      if (time - last < (inPlace ? REWRITTEN_MS : ADDED_MS) && !(inPlace && isDone)) return;
      last = time;
      isShown = inPlace;
      const line = progressLine(progress, time - started);
      io.err(inPlace ? ERASE_LINE + line : `contact-points: ${line}\n`);
    },
    end() {
      if (isShown) io.err(ERASE_LINE);
      isShown = false;
    },
  };
}

/** Writes the progress of a run, and how much longer it will take when it goes on like this. */
function progressLine({ done, total, findings }: Progress, milliseconds: number): string {
  const found = findings === 1 ? '1 finding' : `${findings} findings`;
  if (done === total) return `${done} of ${total} cases, ${found}; removing what was created`;
  const left = Math.ceil(((milliseconds / Math.max(done, 1)) * (total - done)) / 1_000);
  const time = left < 60 ? `${left} s` : `${Math.floor(left / 60)} min ${left % 60} s`;
  return `${done} of ${total} cases, ${found}, about ${time} left`;
}
