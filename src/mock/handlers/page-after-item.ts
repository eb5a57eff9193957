import type { Paging } from '../../openapi/model';
import type { ParameterValue } from '../../openapi/parameter-codec';
import type { Store } from '../../store/store';
import type { ResourceContext } from '../engine/resource-context';
import { type PageRequest, readPageRequest } from './paging';

/**
 * Finds the page after an item, where the cursor is the id of the last item that the client has seen: lists whose answer
 * gives no cursor are asked that way (`starting_after=cus_7`).
 *
 * @param query - the query parameters by name
 * @param filter - what the records must have, without which the item would not have been seen
 * @returns undefined when the list is not paged so, or has no such item
 */
export async function pageAfterItem(
  { resource, codec }: Pick<ResourceContext, 'resource' | 'codec'>,
  store: Store,
  paging: Paging,
  query: ReadonlyMap<string, ParameterValue>,
  filter: Readonly<Record<string, string>>,
): Promise<PageRequest | undefined> {
  if (paging.kind !== 'cursor' || paging.nextProperty !== undefined) return undefined;
  const id = codec.idOf(query.get(paging.cursor.name)!);
  const { items } = await store.page(resource.name, filter, 0, Number.MAX_SAFE_INTEGER);
  const index = items.findIndex((item) => item.id === id);
  if (index === -1) return undefined;
  const rest = new Map([...query].filter(([name]) => name !== paging.cursor.name));
  const first = readPageRequest(paging, rest);
  return 'name' in first ? undefined : { ...first, offset: index + 1 };
}
