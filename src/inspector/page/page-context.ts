import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { PageModel } from '../../server/pages/page-model';
import { type Answer, ask, type Caller, ROOT } from '../client/mock-client';
import type { Route } from './route';

/** The things that every part of the page may use. */
export interface InspectorPage {
  readonly model: PageModel;
  readonly route: Route;
  readonly caller: Caller;
  /** Shows a message for a moment; screen readers read it out. */
  tell(text: string): void;
}

const PageContext = createContext<InspectorPage | undefined>(undefined);
export const PageProvider = PageContext.Provider;

export function usePage(): InspectorPage {
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
 * Asks the mock as an app would, but past everything that is switched on to disturb apps: rules, chaos and logins do not apply,
 * and the journal does not record it.
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

/** Something that is loaded, now or soon. */
export interface Loaded<T> {
  /** The value that was loaded last; stays while it is loaded again, and when that fails. */
  readonly value: T | undefined;
  readonly error: unknown;
  readonly reload: () => void;
}

/**
 * Loads something, and again whenever what it depends on changes. An answer that comes late is dropped.
 *
 * @param load - asks for it
 * @param inputs - what it depends on, compared as they are
 */
export function useLoaded<T>(load: () => Promise<T>, inputs: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ value?: T; error?: unknown }>({});
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    let current = true;
    latest.current().then(
      (value) => current && setState({ value }),
      (error: unknown) => current && setState(({ value }) => ({ value, error })),
    );
    return () => {
      current = false;
    };
  }, [turn, ...inputs]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  return { value: state.value, error: state.error, reload };
}
