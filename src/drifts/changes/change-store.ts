import { AsyncLocalStorage } from 'node:async_hooks';
import type { Page, Store } from '../../store/interface/store';
import type { FaultInjection, MatchedRequest } from './fault-injection';

/**
 * Injects faults into the store.
 *
 * @param create - gives the operations that stand in for those of the healthy store
 */
export function changeStore(create: (store: Store) => Partial<Store>): FaultInjection {
  return { store: (store) => faulty(store, create) };
}

function faulty(store: Store, create: (store: Store) => Partial<Store>): Store {
  const own: Partial<Store> = create(store);
  return new Proxy(store, {
    get(healthy, name) {
      // A fork has a state of its own, and the same fault.
      if (name === 'fork') return () => faulty(healthy.fork(), create);
      const value: unknown = Reflect.get(own, name) ?? Reflect.get(healthy, name);
      return typeof value === 'function' ? value.bind(healthy) : value;
    },
  });
}

/** The page that a list asks the store for. */
export interface PageAsked {
  readonly resource: string;
  readonly filter: Readonly<Record<string, string>>;
  readonly offset: number;
  readonly limit: number;
}

/** Reads a page; `ask` reads it as a healthy mock does. */
export type ReadPage = (
  asked: PageAsked,
  ask: (asked: PageAsked) => Promise<Page>,
  matched: MatchedRequest,
) => Promise<Page>;

/** The request that the running handler answers: creates read pages as well, to find a free number. */
const answering = new AsyncLocalStorage<MatchedRequest>();

/**
 * Changes the pages that lists are made of.
 *
 * @param create - makes the reader of one mock, so that it may remember
 */
export function changePages(create: () => ReadPage): FaultInjection {
  const faulty = changeStore((store: Store) => {
    const read = create();
    const ask = async (asked: PageAsked) => store.page(asked.resource, asked.filter, asked.offset, asked.limit);
    return {
      page: (resource, filter, offset, limit) => {
        const matched = answering.getStore();
        const asked = { resource, filter, offset, limit };
        return matched?.role === 'list' ? read(asked, ask, matched) : ask(asked);
      },
    };
  });
  return { ...faulty, handle: (next, match) => (request) => answering.run(match(request), () => next(request)) };
}
