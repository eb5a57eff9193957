import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageModel } from '../server/pages/page-model';
import { type Answer, ask, type Caller, ROOT } from './mock-client';
import type { Route } from './route';

/** What every part of the page may use. */
export interface Page {
  readonly model: PageModel;
  readonly route: Route;
  readonly caller: Caller;
  /** Says something for a moment, to eyes and to screen readers. */
  tell(text: string): void;
}

const PageContext = createContext<Page | undefined>(undefined);
export const PageProvider = PageContext.Provider;

export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === undefined) throw new Error('usePage() outside of the page.');
  return page;
}

/** Asks the admin API: `useAdmin()('PUT', '/settings', {})`. */
export function useAdmin(): (method: string, path: string, body?: unknown) => Promise<Answer> {
  const { caller } = usePage();
  return (method, path, body) => askAdmin(caller, method, path, body);
}

export function askAdmin(caller: Caller, method: string, path: string, body?: unknown): Promise<Answer> {
  return ask(caller, method, `${ROOT}/__admin${path}`, body);
}

/**
 * Asks the mock as an app would, but beside everything that is switched on to disturb apps: no rule, no chaos and no login stands
 * in the way, and the journal does not tell of it.
 *
 * @param path - path and query below the mock's root
 */
export function askUsual(
  caller: Caller,
  method: string,
  path: string,
  body?: unknown,
  mediaType?: string,
): Promise<Answer> {
  return ask(caller, method, `${ROOT}/__admin/usual${path}`, body, mediaType);
}
