import type { QueryPair } from '../exchange/build-request';
import type { Exchange } from '../exchange/exchange';
import type { CaseContext } from './context/case';
import type { Scope } from './lists/scope';

/** Reads one page of a scope; the filter of the scope and the page make the query. */
export function readPage(
  context: CaseContext,
  { list, path, query }: Scope,
  page: readonly QueryPair[],
): Promise<Exchange> {
  const because = page.map(([name, value]) => `${name}=${value}`).join('&') || 'no page is asked for';
  return context.send(list, { path, query: [...query, ...page] }, { kind: 'success', because, pointer: list.pointer });
}
