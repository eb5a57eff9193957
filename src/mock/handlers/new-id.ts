import type { JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { typesOf } from '../../openapi/model/schema-facts';
import type { Eventual, Store } from '../../store/interface/store';
import type { SeededResource } from '../seeding/seeded-resource';
import type { Session } from '../sessions/session';
import { createLastNumbers } from '../sessions/session-data';

/**
 * Makes ids for new items of a session; one that turns out to be taken is followed by another one. Undefined when there is
 * none left.
 */
export type NewId = (session: Session) => Eventual<JsonValue | undefined>;

/**
 * Creates the maker of a resource's ids: the next number for integers, a random UUID (version 4) where one is valid, else
 * an id like those of the seeded items.
 *
 * @param schema - the schema of the id
 * @param seeded - what the resource starts with
 */
export function createNewId(schemas: Schemas, schema: LocatedSchema, seeded: SeededResource): NewId {
  const { name } = seeded;
  const types = typesOf(schemas, schema);
  if ((types.has('integer') || types.has('number')) && schema.schema.multipleOf === undefined) {
    const beforeFirst = (schema.schema.minimum ?? 1) - 1;
    return async (session) => nextNumber(session, name, Math.max(beforeFirst, await newestNumber(session.store, name)));
  }
  if (schema.schema.format === 'uuid') return () => crypto.randomUUID();
  return async (session) => {
    const { total } = await session.store.page(name, {}, 0, 0);
    return seeded.idAt(await nextNumber(session, name, Math.max(seeded.count, total) - 1));
  };
}

/** The number after the last one that was given, and after those that stand in the store. */
function nextNumber(session: Session, resource: string, stored: number): number | Promise<number> {
  if (session.store.nextNumber !== undefined) return session.store.nextNumber(resource, stored);
  const numbers = session.of(createLastNumbers);
  const next = Math.max(numbers.get(resource) ?? stored, stored) + 1;
  numbers.set(resource, next);
  return next;
}

/** The largest number that the order of creation lets expect: that of the newest item, or the number of items. */
async function newestNumber(store: Store, resource: string): Promise<number> {
  const { total } = await store.page(resource, {}, 0, 0);
  const { items } = await store.page(resource, {}, Math.max(0, total - 1), 1);
  const newest = Number(items[0]?.id);
  return Number.isSafeInteger(newest) ? Math.max(newest, total) : total;
}
