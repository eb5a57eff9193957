import type { Store } from '../../store/store';
import type { Spoil } from '../catalogue/drift';

/**
 * Spoils the memory.
 *
 * @param create - gives the operations that stand in for those of the healthy store
 */
export function changeStore(create: (store: Store) => Partial<Store>): Spoil {
  return { store: (store) => spoiled(store, create) };
}

function spoiled(store: Store, create: (store: Store) => Partial<Store>): Store {
  const own: Partial<Store> = create(store);
  return new Proxy(store, {
    get(healthy, name) {
      // A fork has a state of its own, and the same fault.
      if (name === 'fork') return () => spoiled(healthy.fork(), create);
      const value: unknown = Reflect.get(own, name) ?? Reflect.get(healthy, name);
      return typeof value === 'function' ? value.bind(healthy) : value;
    },
  });
}
