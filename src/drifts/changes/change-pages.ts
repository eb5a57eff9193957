import { AsyncLocalStorage } from 'node:async_hooks';
import type { Page, Store } from '../../store/store';
import type { Spoil } from '../catalogue/drift';
import { changeStore } from './change-store';
import type { Question } from './fault-injection';

/** What a list asks the store for. */
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
  question: Question,
) => Promise<Page>;

/** The question that the running handler answers: creates read pages as well, to find a free number. */
const answering = new AsyncLocalStorage<Question>();

/**
 * Spoils the pages that lists are made of.
 *
 * @param create - makes the reader of one mock, so that it may remember
 */
export function changePages(create: () => ReadPage): Spoil {
  const spoiled = changeStore((store: Store) => {
    const read = create();
    const ask = async (asked: PageAsked) => store.page(asked.resource, asked.filter, asked.offset, asked.limit);
    return {
      page: (resource, filter, offset, limit) => {
        const question = answering.getStore();
        const asked = { resource, filter, offset, limit };
        return question?.role === 'list' ? read(asked, ask, question) : ask(asked);
      },
    };
  });
  return { ...spoiled, handle: (next, find) => (request) => answering.run(find(request), () => next(request)) };
}
