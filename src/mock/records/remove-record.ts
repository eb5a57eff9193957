import type { ParentLink, Resource } from '../../openapi/model/model';
import { forEachInSlices } from '../../store/interface/slices';
import type { Store } from '../../store/interface/store';
import { parentKey, type RecordCodec } from './record-codec';

/** Removes a record at its path, and what hangs on it; answers whether it was there. */
export type RemoveRecord = (store: Store, id: string) => Promise<boolean>;

/**
 * Creates the function that removes records of a resource, and with them the records that are made at paths below. What such a
 * path only lists (the followers of a user) stays. Where records are seen below something that they do not name
 * (`/groups/{id}/users/{userId}` beside `/users/{userId}`), they are taken out of that and stay.
 *
 * @param resource - the one at whose path a record is removed
 * @param resources - all of the document, as their records are kept
 */
export function createRemoveRecord(
  resource: Resource,
  resources: readonly Resource[],
  codecs: ReadonlyMap<string, RecordCodec>,
): RemoveRecord {
  const { name } = resource;
  const seenBy = resource.parents.filter(({ key }) => key !== undefined).map(parentKey);
  if (seenBy.length > 0) return (store, id) => takeOut(store, name, id, seenBy);
  const isMadeBelow = (other: Resource, link: ParentLink): boolean => {
    if (link.resource !== name) return false;
    if (other.recordsOf === undefined) return true;
    // Tags of a contact are tags without it, too; comments that only an article has a list of are not.
    const isAlone = resources.some((owner) => isOwner(owner, other) && owner.roles.list !== undefined);
    return other.roles.create !== undefined && (link.key === undefined || !isAlone);
  };
  const below = resources.flatMap((other) => {
    const links = other.parents.filter((link) => isMadeBelow(other, link));
    return links.map((link) => ({ other, key: parentKey(link) }));
  });
  return async (store, id) => {
    const wasThere = await store.remove(name, id);
    for (const { other, key } of wasThere ? below : []) {
      const value = codecs.get(other.name)!.keyOf(key, id)!;
      const { items } = await store.page(other.name, { [key]: value }, 0, Number.MAX_SAFE_INTEGER);
      const parents = other.parents.filter((link) => link.key === undefined);
      const remove = createRemoveRecord({ ...other, parents }, resources, codecs);
      await forEachInSlices(items, (record) => remove(store, record.id));
    }
    return wasThere;
  };
}

function isOwner({ name, recordsOf }: Resource, view: Resource): boolean {
  return name === view.recordsOf && recordsOf === undefined;
}

async function takeOut(store: Store, name: string, id: string, seenBy: readonly string[]): Promise<boolean> {
  const record = await store.update(name, id, (current) => ({
    ...current,
    keys: Object.fromEntries(Object.entries(current.keys).filter(([key]) => !seenBy.includes(key))),
  }));
  return record !== undefined;
}
