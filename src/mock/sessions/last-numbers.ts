/**
 * The highest number, by resource, that a session has given to an item: no id comes back, even when its item is gone.
 * One of the things that each session has of its own.
 */
export function createLastNumbers(): Map<string, number> {
  return new Map();
}
