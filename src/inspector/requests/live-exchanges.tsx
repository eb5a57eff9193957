import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DocumentNewsJson, ExchangeJson } from '../client/admin-json';
import { type Caller, headersFor, ROOT } from '../client/mock-client';
import { askAdmin } from '../page/page-context';
import { readEvents } from './event-stream';

/** The most exchanges that the page holds. */
const MOST = 500;

/** The exchanges of a session as they happen. */
export interface LiveExchanges {
  /** The newest first. */
  readonly exchanges: readonly ExchangeJson[];
  readonly state: 'connecting' | 'live' | 'lost';
  readonly clear: () => Promise<void>;
}

const LiveContext = createContext<LiveExchanges | undefined>(undefined);

/** Returns the exchanges of the session that the page shows, as they happen. */
export function useExchanges(): LiveExchanges {
  const live = useContext(LiveContext);
  if (live === undefined) throw new Error('useExchanges() outside of the page.');
  return live;
}

interface LiveProviderProps {
  readonly caller: Caller;
  /** Called when the mock keeps another document, could not do so, or may have done either. */
  readonly documentChanged: (news?: DocumentNewsJson) => void;
  readonly children: ComponentChildren;
}

/**
 * Follows the journal of a session: first the exchanges that it has, then those that come. A connection that breaks is made again; a
 * page in the background has none, since a browser allows six to a server, and the app that is tried out needs some.
 */
export function LiveProvider({ caller, documentChanged, children }: LiveProviderProps) {
  const [exchanges, setExchanges] = useState<readonly ExchangeJson[]>([]);
  const [state, setState] = useState<LiveExchanges['state']>('connecting');
  const changed = useRef(documentChanged);
  changed.current = documentChanged;
  // Before the exchanges of another session are painted.
  useLayoutEffect(() => {
    setExchanges([]);
    setState('connecting');
  }, [caller.session, caller.token]);
  useEffect(() => {
    const stop = new AbortController();
    let last = 0;
    const add = (some: readonly ExchangeJson[]): void => {
      const fresh = some.filter(({ id }) => id > last);
      if (fresh.length === 0) return;
      last = Math.max(...fresh.map(({ id }) => id));
      setExchanges((known) => [...fresh, ...known].slice(0, MOST));
    };
    const follow = async (signal: AbortSignal): Promise<void> => {
      const journal = await askAdmin(caller, 'GET', `/journal?limit=${MOST}`);
      const { exchanges: all } = journal.body as { exchanges: ExchangeJson[] };
      // A mock that was started anew counts from the beginning.
      if ((all[0]?.id ?? 0) < last) {
        last = 0;
        setExchanges([]);
      }
      if (!signal.aborted) add(all);
      await readEvents(`${ROOT}/__admin/events`, headersFor(caller, 'GET'), last, signal, {
        opened: () => setState('live'),
        add,
        documentChanged: (news) => changed.current(news),
      });
    };
    void (async () => {
      for (let turn = 0; !stop.signal.aborted; turn++) {
        await untilSeen(stop.signal);
        const seen = whileSeen(stop.signal);
        // The document may have changed in the meantime.
        if (turn > 0) changed.current();
        await follow(seen.signal).catch(() => undefined);
        seen.forget();
        if (stop.signal.aborted) return;
        setState('lost');
        if (!document.hidden) await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    })();
    return () => stop.abort();
  }, [caller.session, caller.token]);
  const clear = async (): Promise<void> => {
    await askAdmin(caller, 'DELETE', '/journal');
    setExchanges([]);
  };
  return <LiveContext.Provider value={{ exchanges, state, clear }}>{children}</LiveContext.Provider>;
}

/** Waits until the page is in the foreground, or `stop` is aborted. */
function untilSeen(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.hidden && !stop.aborted) return;
      document.removeEventListener('visibilitychange', look);
      stop.removeEventListener('abort', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    stop.addEventListener('abort', look);
    look();
  });
}

/** Makes a signal that is aborted when the page goes into the background, or `stop` is. */
function whileSeen(stop: AbortSignal): { readonly signal: AbortSignal; readonly forget: () => void } {
  const unseen = new AbortController();
  const look = (): void => {
    if (document.hidden || stop.aborted) unseen.abort();
  };
  document.addEventListener('visibilitychange', look);
  stop.addEventListener('abort', look);
  const forget = (): void => {
    document.removeEventListener('visibilitychange', look);
    stop.removeEventListener('abort', look);
  };
  return { signal: unseen.signal, forget };
}
