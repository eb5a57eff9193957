import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ExchangeJson } from '../client/admin-json';
import { ROOT } from '../client/mock-client';
import { usePage } from '../page/page-context';
import { goTo } from '../page/route';
import { download } from '../ui/download';
import { type ExchangeFilter, matchesFilter, NO_FILTER } from './exchange-filter';
import { harOf } from './har';
import { useExchanges } from './live-exchanges';
import { RequestDetail } from './request-detail';
import { RequestFilters } from './request-filters';
import { RequestTable } from './request-table';

/** The requests that the mock gets, as they come, and one exchange in full. */
export function RequestsView() {
  const { model, route } = usePage();
  const live = useExchanges();
  const [filter, setFilter] = useState<ExchangeFilter>(NO_FILTER);
  const [held, setHeld] = useState<readonly ExchangeJson[]>();
  const shown = useMemo(
    () => (held ?? live.exchanges).filter((exchange) => matchesFilter(exchange, filter)),
    [held, live.exchanges, filter],
  );
  const chosen =
    live.exchanges.find(({ id }) => String(id) === route.item) ?? held?.find(({ id }) => String(id) === route.item);
  const announcement = useAnnouncement(live.exchanges);
  const list = useRef<HTMLDivElement>(null);

  const close = (): void => {
    const id = route.item;
    goTo({ view: 'requests', session: route.session });
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus());
  };
  return (
    <div class="requests" data-detail={chosen !== undefined}>
      <section class="requests-list" aria-label="Requests" ref={list}>
        <RequestFilters
          filter={filter}
          change={setFilter}
          state={live.state}
          paused={held !== undefined}
          pause={(paused) => setHeld(paused ? live.exchanges : undefined)}
          clear={live.clear}
          save={() => download([model.title, route.session, 'requests'], 'har', harOf(shown, ROOT))}
        />
        <p class="sr-only" role="status" aria-live="polite">
          {announcement}
        </p>
        <RequestTable exchanges={shown} chosen={chosen?.id} />
        {shown.length === 0 && (
          <Nothing filtered={live.exchanges.length > 0} connecting={live.state === 'connecting'} />
        )}
      </section>
      {chosen !== undefined && <RequestDetail key={chosen.id} exchange={chosen} close={close} />}
      {chosen === undefined && route.item !== undefined && live.state === 'live' && (
        <p class="empty requests-gone">Request {route.item} is not in the journal any more.</p>
      )}
    </div>
  );
}

function Nothing({ filtered, connecting }: { filtered: boolean; connecting: boolean }) {
  if (connecting) return <p class="empty">Connecting…</p>;
  return (
    <p class="empty">
      {filtered ? 'No request matches the filter.' : 'No requests yet. They appear here as they come.'}
    </p>
  );
}

/** Announces now and then how many requests came: screen readers should not hear each of them. */
function useAnnouncement(exchanges: readonly ExchangeJson[]): string {
  const [text, setText] = useState('');
  const announced = useRef<number | undefined>(undefined);
  const newest = exchanges[0]?.id;
  useEffect(() => {
    if (newest === undefined) return;
    const timer = setTimeout(() => {
      const count = newest - (announced.current ?? newest);
      announced.current = newest;
      if (count > 0) setText(count === 1 ? 'One new request.' : `${count} new requests.`);
    }, 2000);
    return () => clearTimeout(timer);
  }, [newest]);
  return text;
}
