import { useState } from 'preact/hooks';
import type { ExchangeJson } from '../client/admin-json';
import { usePage } from '../page/page-context';
import { formatRoute, goTo } from '../page/route';

const STEP = 100;

interface RequestTableProps {
  readonly exchanges: readonly ExchangeJson[];
  readonly chosen: number | undefined;
}

/** One row for each request. The arrow keys go from row to row, Enter opens one. */
export function RequestTable({ exchanges, chosen }: RequestTableProps) {
  const { route } = usePage();
  const [most, setMost] = useState(STEP);
  if (exchanges.length === 0) return null;
  const to = (id: number): string => formatRoute({ view: 'requests', item: String(id), session: route.session });
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || !(event.target instanceof HTMLElement)) return;
    const links = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('a[data-id]')];
    const next = links[links.indexOf(event.target) + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
    // With one request open, the others are only a key away.
    if (chosen !== undefined) location.replace(to(Number(next.dataset.id)));
  };
  return (
    <>
      <table class="rows">
        <caption class="sr-only">Requests, the newest first</caption>
        <thead>
          <tr>
            <th scope="col">Status</th>
            <th scope="col">Request</th>
            <th scope="col" class="optional">
              Why
            </th>
            <th scope="col" class="number">
              Time
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={move}>
          {exchanges.slice(0, most).map((exchange) => (
            <Row key={exchange.id} exchange={exchange} to={to(exchange.id)} current={exchange.id === chosen} />
          ))}
        </tbody>
      </table>
      {exchanges.length > most && (
        <button type="button" class="more" onClick={() => setMost(most + STEP)}>
          Show more of {exchanges.length}
        </button>
      )}
    </>
  );
}

function Row({ exchange, to, current }: { exchange: ExchangeJson; to: string; current: boolean }) {
  const { route } = usePage();
  const { id, method, path, query, status, note, time, duration_ms } = exchange;
  const open = (event: MouseEvent): void => {
    if ((event.target as Element).closest('a') === null)
      goTo({ view: 'requests', item: String(id), session: route.session });
  };
  return (
    <tr data-current={current} onClick={open}>
      <td>
        <Status status={status} />
      </td>
      <td class="request">
        <a href={to} data-id={id} aria-current={current ? 'true' : undefined}>
          <span class={`method ${method.toLowerCase()}`}>{method}</span> <span class="path">{path}</span>
          {query !== '' && <span class="query">?{query}</span>}
        </a>
        {note !== '' && <span class="note narrow">{note}</span>}
      </td>
      <td class="note optional">{note}</td>
      <td class="number">
        <time dateTime={time}>{clock(time)}</time>
        <span class="duration">{took(duration_ms)}</span>
      </td>
    </tr>
  );
}

function clock(time: string): string {
  return new Date(time).toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
}

export function took(ms: number): string {
  return ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
}

/** A status, coloured by its class; 0 stands for an answer that never left. */
export function Status({ status }: { status: number }) {
  const kind = status >= 500 || status === 0 ? 'bad' : status >= 400 ? 'warn' : status >= 300 ? 'info' : 'good';
  return <span class={`status ${kind}`}>{status === 0 ? '—' : status}</span>;
}
