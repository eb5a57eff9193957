import { randomUUID } from 'node:crypto';
import type { JsonValue } from '../schema/json-schema';
import type { LocatedSchema, Schemas } from '../schema/schemas';
import { typesOf } from '../spec/schema-facts';
import type { Store } from '../store/store';
import type { SeededResource } from './seeding/seeded-resource';

/** Makes ids for new items; one that turns out to be taken is followed by another one. Undefined when there is none left. */
export type NewId = () => Promise<JsonValue | undefined>;

/**
 * Creates the maker of a resource's ids: the next number for integers, a random UUID (version 4) where one is valid, else
 * an id like those of the seeded items.
 *
 * @param schema - the schema of the id
 * @param seeded - what the resource starts with
 */
export function createNewId(schemas: Schemas, store: Store, schema: LocatedSchema, seeded: SeededResource): NewId {
  const types = typesOf(schemas, schema);
  if ((types.has('integer') || types.has('number')) && schema.schema.multipleOf === undefined) {
    let last = (schema.schema.minimum ?? 1) - 1;
    return async () => {
      last = Math.max(last, await newestNumber(store, seeded.name)) + 1;
      return last;
    };
  }
  if (schema.schema.format === 'uuid') return async () => randomUUID();
  let index = seeded.count;
  return async () => seeded.idAt(index++);
}

/** The largest number that the order of creation lets expect: that of the newest item, or the number of items. */
async function newestNumber(store: Store, resource: string): Promise<number> {
  const { total } = await store.page(resource, {}, 0, 0);
  const { items } = await store.page(resource, {}, Math.max(0, total - 1), 1);
  const newest = Number(items[0]?.id);
  return Number.isSafeInteger(newest) ? Math.max(newest, total) : total;
}
