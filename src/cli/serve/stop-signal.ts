/** The moments at which the process is asked to stop. */
export interface StopSignal {
  /** Resolves at the first SIGINT or SIGTERM. */
  readonly first: Promise<void>;
  /** Resolves at the second one, from a user who does not want to wait. */
  readonly second: Promise<void>;
}

/**
 * Takes over SIGINT (Ctrl-C) and SIGTERM. Having a handler also makes the process stoppable as PID 1 of a container,
 * where the kernel ignores signals without one.
 *
 * @param source - who gets the signals: the process
 */
export function createStopSignal(source: NodeJS.EventEmitter): StopSignal {
  let firstSeen!: () => void;
  let secondSeen!: () => void;
  const first = new Promise<void>((resolve) => {
    firstSeen = resolve;
  });
  const second = new Promise<void>((resolve) => {
    secondSeen = resolve;
  });
  let count = 0;
  const take = (): void => {
    count++;
    if (count === 1) firstSeen();
    else secondSeen();
  };
  source.on('SIGINT', take);
  source.on('SIGTERM', take);
  return { first, second };
}
