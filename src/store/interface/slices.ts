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
