import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DocumentNews, Exchange } from '../client/admin-json';
import { type Caller, headersFor, ROOT } from '../client/mock-client';
import { askAdmin } from '../page/page-context';
import { createEventParser } from './event-stream';

/** The most exchanges that the page holds. */
const MOST = 500;

/** What has been asked of a session, as it happens. */
export interface LiveExchanges {
  /** The newest first. */
  readonly exchanges: readonly Exchange[];
  readonly state: 'connecting' | 'live' | 'lost';
  readonly clear: () => Promise<void>;
}

const LiveContext = createContext<LiveExchanges | undefined>(undefined);

/** What is asked of the session that the page shows, as it happens. */
export function useExchanges(): LiveExchanges {
  const live = useContext(LiveContext);
  if (live === undefined) throw new Error('useExchanges() outside of the page.');
  return live;
}

interface LiveProviderProps {
  readonly caller: Caller;
  /** Called when the mock keeps another document, could not do so, or may have done either. */
  readonly documentChanged: (news?: DocumentNews) => void;
  readonly children: ComponentChildren;
}

/**
 * Follows the journal of a session: first what it has, then what comes. A connection that breaks is made again; a page that nobody sees
 * has none, since a browser allows six to a server, and the app that is tried out needs some.
 */
export function LiveProvider({ caller, documentChanged, children }: LiveProviderProps) {
  const [exchanges, setExchanges] = useState<readonly Exchange[]>([]);
  const [state, setState] = useState<LiveExchanges['state']>('connecting');
  const changed = useRef(documentChanged);
  changed.current = documentChanged;
  // Before anybody sees what was asked of another session.
  useLayoutEffect(() => {
    setExchanges([]);
    setState('connecting');
  }, [caller.session, caller.token]);
  useEffect(() => {
    const stop = new AbortController();
    let last = 0;
    const add = (some: readonly Exchange[]): void => {
      const fresh = some.filter(({ id }) => id > last);
      if (fresh.length === 0) return;
      last = Math.max(...fresh.map(({ id }) => id));
      setExchanges((known) => [...fresh, ...known].slice(0, MOST));
    };
    const follow = async (signal: AbortSignal): Promise<void> => {
      const journal = await askAdmin(caller, 'GET', `/journal?limit=${MOST}`);
      const { exchanges: all } = journal.body as { exchanges: Exchange[] };
      // A mock that was started anew counts from the beginning.
      if ((all[0]?.id ?? 0) < last) {
        last = 0;
        setExchanges([]);
      }
      if (!signal.aborted) add(all);
      const tell = {
        opened: () => setState('live'),
        add,
        documentChanged: (news?: DocumentNews) => changed.current(news),
      };
      await readEvents(caller, last, signal, tell);
    };
    void (async () => {
      for (let turn = 0; !stop.signal.aborted; turn++) {
        await untilSeen(stop.signal);
        const seen = whileSeen(stop.signal);
        // What happened in the meantime is not known.
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

/** Waits until somebody sees the page, or `stop` is aborted. */
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

/** A signal that is aborted when nobody sees the page any more, or `stop` is. */
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

/** Who is told what comes. */
interface Told {
  readonly opened: () => void;
  readonly add: (exchanges: readonly Exchange[]) => void;
  readonly documentChanged: (news: DocumentNews) => void;
}

async function readEvents(
  caller: Caller,
  last: number,
  signal: AbortSignal,
  { opened, add, documentChanged }: Told,
): Promise<void> {
  const headers = headersFor(caller, 'GET');
  headers.set('accept', 'text/event-stream');
  headers.set('last-event-id', String(last));
  const response = await fetch(`${ROOT}/__admin/events`, { headers, signal, cache: 'no-store' });
  if (!response.ok || response.body === null) throw new Error(`events: ${response.status}`);
  opened();
  // Many events of one piece are shown at once.
  let batch: Exchange[] = [];
  const parse = createEventParser(({ type, data }) => {
    if (type === 'exchange') batch.unshift(JSON.parse(data) as Exchange);
    if (type === 'document') documentChanged(JSON.parse(data) as DocumentNews);
  });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parse(value);
    add(batch);
    batch = [];
  }
}
