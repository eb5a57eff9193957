/** What remembers cannot be reached now. Nobody knows whether a change that was under way has been made. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  /** Seconds after which trying again is worth it. */
  readonly retryAfter = 1;
}
