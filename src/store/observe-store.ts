import type { Eventual, Store } from './interface/store';

/**
 * Wraps a store so that it reports every change. Changes in its forks are not reported: they belong to other sessions.
 *
 * @param store - what remembers
 * @param changed - called after each change, also when it may have changed nothing
 */
export function observeStore(store: Store, changed: () => void): Store {
  const telling = async <T>(change: Eventual<T>): Promise<T> => {
    const result = await change;
    changed();
    return result;
  };
  const { nextNumber, isReady, frozen } = store;
  return {
    nextNumber: nextNumber && ((resource, stored) => telling(store.nextNumber!(resource, stored))),
    frozen: frozen && (() => store.frozen!()),
    isReady: isReady && (() => store.isReady!()),
    insert: (resource, record) => telling(store.insert(resource, record)),
    get: (resource, id) => store.get(resource, id),
    update: (resource, id, change) => telling(store.update(resource, id, change)),
    remove: (resource, id) => telling(store.remove(resource, id)),
    page: (resource, filter, offset, limit) => store.page(resource, filter, offset, limit),
    reset: () => telling(store.reset()),
    fork: (name) => store.fork(name),
    load: (records) => telling(store.load(records)),
    reseed: (initial) => telling(store.reseed(initial)),
    snapshot: () => store.snapshot(),
    restore: (snapshot) => telling(store.restore(snapshot)),
    close: () => store.close(),
  };
}
