import type { Eventual } from './store';

/** The milliseconds for which work over many records keeps others waiting. */
const SLICE = 2;

/**
 * Cuts work over many records into slices, between which requests come to their turn. Nothing that is read between two slices may
 * be taken for one state: ask {@link ./store.Store.frozen} for that.
 *
 * @example
 * const slices = new Slices();
 * for (const record of records) {
 *   if (slices.isOver) await slices.next();
 *   judge(record);
 * }
 */
export class Slices {
  #end = performance.now() + SLICE;

  /** True when it is time to give way. */
  get isOver(): boolean {
    return performance.now() > this.#end;
  }

  /** Gives way to whatever waits, and begins the next slice. */
  async next(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#end = performance.now() + SLICE;
  }
}

/** Work over many records that says after each small step that it may be interrupted. */
export type Steps<T> = Generator<void, T, void>;

/** The most records for which work is done in one go. */
const FEW = 1000;

/** Does work at once where it is about few records, and in slices otherwise. */
export function inSteps<T>(steps: Steps<T>, records: number): Eventual<T> {
  return records <= FEW ? atOnce(steps) : inSlices(steps);
}

/** Does work in one go. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

async function inSlices<T>(steps: Steps<T>): Promise<T> {
  const slices = new Slices();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (slices.isOver) await slices.next();
  }
}

/** Does something with each of many, one after the other, in slices. */
export async function forEachInSlices<T>(all: Iterable<T>, act: (one: T) => unknown): Promise<void> {
  const slices = new Slices();
  for (const one of all) {
    await act(one);
    if (slices.isOver) await slices.next();
  }
}
