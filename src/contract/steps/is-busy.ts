import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseContext } from './context/case';
import { listItems, listTotal } from './lists/list-items';
import { idsOf, type Scope } from './lists/scope';
import { pagerOf } from './page-query';
import { readPage } from './read-page';

const looks = 6;
/** Milliseconds between two looks. */
const pause = 80;

/**
 * Whether somebody else writes to a list at the moment: it changes while nothing is done to it. What is compared across several
 * requests proves nothing then.
 */
export async function isBusy(context: CaseContext, scope: Scope): Promise<boolean> {
  const { page } = pagerOf(scope.resource);
  const seen = new Set<string>();
  for (let look = 0; look < looks && seen.size < 2; look += 1) {
    if (look > 0) await sleep(pause);
    const exchange = await readPage(context, scope, page?.(0, 4) ?? []);
    const ids = idsOf(scope.resource, listItems(scope.resource, exchange) ?? []);
    seen.add(`${listTotal(scope.resource, exchange)} ${ids.join()}`);
  }
  return seen.size > 1;
}
