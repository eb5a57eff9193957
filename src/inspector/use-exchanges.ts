import { useEffect, useState } from 'preact/hooks';
import type { Exchange } from './admin-types';
import { createEventParser } from './event-parser';
import { type Caller, headersFor, ROOT } from './mock-client';
import { askAdmin } from './page-context';

/** The most exchanges that the page holds. */
const MOST = 500;

/** What has been asked of a world, as it happens. */
export interface LiveExchanges {
  /** The newest first. */
  readonly exchanges: readonly Exchange[];
  readonly state: 'connecting' | 'live' | 'lost';
  readonly clear: () => Promise<void>;
}

/** Follows the journal of a world: first what it has, then what comes. A connection that breaks is made again. */
export function useExchanges(caller: Caller): LiveExchanges {
  const [exchanges, setExchanges] = useState<readonly Exchange[]>([]);
  const [state, setState] = useState<LiveExchanges['state']>('connecting');
  useEffect(() => {
    const stop = new AbortController();
    let last = 0;
    const add = (some: readonly Exchange[]): void => {
      const fresh = some.filter(({ id }) => id > last);
      if (fresh.length === 0) return;
      last = Math.max(...fresh.map(({ id }) => id));
      setExchanges((known) => [...fresh, ...known].slice(0, MOST));
    };
    const follow = async (): Promise<void> => {
      const journal = await askAdmin(caller, 'GET', `/journal?limit=${MOST}`);
      const { exchanges: all } = journal.body as { exchanges: Exchange[] };
      // A mock that was started anew counts from the beginning.
      if ((all[0]?.id ?? 0) < last) {
        last = 0;
        setExchanges([]);
      }
      if (!stop.signal.aborted) add(all);
      await readEvents(caller, last, stop.signal, () => setState('live'), add);
    };
    void (async () => {
      setExchanges([]);
      setState('connecting');
      while (!stop.signal.aborted) {
        await follow().catch(() => undefined);
        if (stop.signal.aborted) return;
        setState('lost');
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    })();
    return () => stop.abort();
  }, [caller.session, caller.token]);
  const clear = async (): Promise<void> => {
    await askAdmin(caller, 'DELETE', '/journal');
    setExchanges([]);
  };
  return { exchanges, state, clear };
}

async function readEvents(
  caller: Caller,
  last: number,
  signal: AbortSignal,
  opened: () => void,
  add: (exchanges: readonly Exchange[]) => void,
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
