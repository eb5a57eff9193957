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
  /** False when there may be more of them. */
  readonly complete: boolean;
}

/** Facts of the target's lists and ids that a run finds out on its way. */
export interface LearntLists {
  /** The list of each resource before the run made anything of it. */
  readonly snapshots: Map<string, ListSnapshot>;
  /** Names of the resources whose ids the target gives again after a removal. */
  readonly reused: Set<string>;
}

/**
 * Reads the whole list of a resource; nothing that is wrong with it is reported.
 *
 * @returns undefined for a resource without a list, below other records, or whose list cannot be read
 */
export async function takeSnapshot(context: CaseContext, resource: Resource): Promise<ListSnapshot | undefined> {
  const { list } = resource.roles;
  // What is below records of the run goes with them.
  if (list === undefined || resource.parents.length > 0) return undefined;
  const items = new Map<string, JsonObject>();
  let complete = false;
  await context.rehearse(async (inner) => {
    const walk = await walkList(inner, resource, list, { path: {} });
    if (walk === undefined) return;
    complete = walk.complete;
    for (const item of walk.items) {
      const id = idText(memberOf(item, resource.idProperty));
      if (id !== undefined && isJsonObject(item)) items.set(id, item);
    }
  });
  return { resource, items, path: {}, complete };
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
