/**
 * The highest number, by resource, that a world has given to an item: no id comes back, even when its item is gone.
 * One of the things that each world has of its own.
 */
export function createLastNumbers(): Map<string, number> {
  return new Map();
}
