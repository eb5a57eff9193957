/** A value that is there at once, or one that has to be waited for. */
export type Eventual<T> = T | Promise<T>;

/**
 * Goes on with a value: at once when it is there, else when it comes. Memory answers at once, and a request that waits for
 * nothing costs no promises.
 *
 * @param next - what becomes of the value; what it throws is thrown, or rejects the promise
 * @example whenThere(store.get('notes', '1'), (record) => record?.json)
 */
export function whenThere<T, R>(value: Eventual<T>, next: (value: T) => Eventual<R>): Eventual<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}
