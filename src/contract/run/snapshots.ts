import type { JsonObject } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Resource } from '../../openapi/model/model';
import { memberOf } from '../exchange/read-json';
import type { CaseContext, CreatedRecord } from '../steps/context/case';
import { walkList } from '../steps/lists/walk-list';
import { idText } from '../steps/requests/item-in-body';

/** The records that a list shows, by their ids. */
export interface ListSnapshot {
  readonly resource: Resource;
  readonly items: ReadonlyMap<string, JsonObject>;
  readonly path: Readonly<Record<string, string>>;
  /** Number of items that have no id, so that nothing can be done with them. */
  readonly nameless: number;
  /** False when there may be more of them. */
  readonly complete: boolean;
}

/** Facts of the target's lists and ids that a run finds out on its way. */
export interface LearntLists {
  /** The list of each resource before the run made anything of it; undefined where there is none. */
  readonly snapshots: Map<string, Promise<ListSnapshot | undefined>>;
  /** Names of the resources whose ids the target gives again after a removal. */
  readonly reused: Set<string>;
}

/** Keeps what the list of a resource shows before the run makes anything of it; later calls change nothing. */
export async function keepSnapshot(context: CaseContext, resource: Resource, learnt: LearntLists): Promise<void> {
  const known = learnt.snapshots.get(resource.name) ?? snapshotOf(context, resource);
  learnt.snapshots.set(resource.name, known);
  await known;
}

// A collection below other records is compared as well: they may have been there before, or stay.
async function snapshotOf(context: CaseContext, resource: Resource): Promise<ListSnapshot | undefined> {
  if (resource.roles.list === undefined) return undefined;
  return takeSnapshot(context, resource, resource.parents.length === 0 ? {} : await context.parents(resource));
}

/**
 * Reads the whole list of a resource; nothing that is wrong with it is reported.
 *
 * @param path - the path parameters of the collection
 * @returns undefined for a resource without a list, or whose list cannot be read
 */
export async function takeSnapshot(
  context: CaseContext,
  resource: Resource,
  path: ListSnapshot['path'],
): Promise<ListSnapshot | undefined> {
  const { list } = resource.roles;
  if (list === undefined) return undefined;
  const items = new Map<string, JsonObject>();
  let [isRead, complete, nameless] = [false, false, 0];
  await context.rehearse(async (inner) => {
    const walk = await walkList(inner, resource, list, { path });
    if (walk === undefined) return;
    isRead = true;
    complete = walk.complete;
    for (const item of walk.items) {
      const id = idText(memberOf(item, resource.idProperty));
      if (id !== undefined && isJsonObject(item)) items.set(id, item);
      else nameless += 1;
    }
  });
  return isRead ? { resource, items, path, complete, nameless } : undefined;
}

/** Lists the records that are there now and were not there before. */
export function addedSince(before: ListSnapshot, after: ListSnapshot): readonly Omit<CreatedRecord, 'exchange'>[] {
  const { resource, path } = before;
  if (!before.complete) return [];
  return [...after.items]
    .filter(([id]) => !before.items.has(id))
    .map(([id, value]) => ({
      resource,
      id,
      value,
      path: resource.idParameter === undefined ? path : { ...path, [resource.idParameter]: id },
    }));
}
