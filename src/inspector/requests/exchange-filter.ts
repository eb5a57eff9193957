import type { ExchangeJson } from '../client/admin-json';

/** The choice of requests that are listed. */
export interface ExchangeFilter {
  /** Every word of it is in the method, path, query, operation, status or reason. */
  readonly text: string;
  /** The first digit of the status, `0` for answers that never left; `''` for all. */
  readonly status: string;
}

export const NO_FILTER: ExchangeFilter = { text: '', status: '' };

export function matchesFilter(exchange: ExchangeJson, { text, status }: ExchangeFilter): boolean {
  if (status !== '' && String(exchange.status)[0] !== status) return false;
  if (text.trim() === '') return true;
  const { method, path, query, operation = '', note } = exchange;
  const all = `${method} ${path}?${query} ${operation} ${exchange.status} ${note}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
