import type { JsonObject } from '../../json-schema/model/json-schema';
import type { Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import type { Store } from '../../store/interface/store';
import type { RecordCodec } from '../records/record-codec';
import { findReferences, type Reference, readSeedExtensions } from '../seeding/references/find-references';

/** Answers questions about what records refer to; each costs a look into an index of the store. */
export interface LookUp {
  /** Tells whether a pool has a member with this id. */
  exists(reference: Reference, id: ParameterValue): Promise<boolean>;
  /** Tells whether a member of a pool is known to belong to another one than this. */
  belongsElsewhere(
    reference: Reference,
    id: ParameterValue,
    owner: Reference,
    ownerId: ParameterValue,
  ): Promise<boolean>;
}

/**
 * Creates the look-up in the data of one session. The members of a pool are the records of the resource of its name; where there
 * is none, they are the ids that any record refers to or referred to at the start.
 *
 * @param codecs - the codec of each resource, with what it refers to among the keys of its records
 */
export function createLookUp(store: Store, all: AllReferences, codecs: ReadonlyMap<string, RecordCodec>): LookUp {
  /** Every property that refers to a pool. */
  const referrers = function* (pool: string): Generator<readonly [resource: string, reference: Reference]> {
    for (const [resource, references] of all) {
      for (const reference of references) {
        if (reference.pool === pool && reference.property !== undefined) yield [resource, reference];
      }
    }
  };

  /** Asks the data as they are, and only then as they were at the start. */
  const anywhere = async (holds: (store: Store) => Promise<boolean>): Promise<boolean> => {
    if (await holds(store)) return true;
    const start = store.fork();
    const held = await holds(start);
    await start.close();
    return held;
  };

  const isReferredTo = async (from: Store, { pool }: Reference, id: ParameterValue): Promise<boolean> => {
    for (const [resource, { property }] of referrers(pool)) {
      const key = codecs.get(resource)!.keyOf(property!, id);
      if (key !== undefined && (await from.page(resource, { [property!]: key }, 0, 1)).total > 0) return true;
    }
    return false;
  };

  /** Undefined where no record says whose the member is. */
  const isOwnedBy = async (
    from: Store,
    { pool }: Reference,
    id: ParameterValue,
    owner: Reference,
    ownerId: ParameterValue,
  ): Promise<boolean | undefined> => {
    let known: false | undefined;
    for (const [resource, { property, within }] of referrers(pool)) {
      if (within?.pool !== owner.pool || within.property === undefined) continue;
      const codec = codecs.get(resource)!;
      const key = codec.keyOf(property!, id);
      const ownerKey = codec.keyOf(within.property, ownerId);
      if (key === undefined || ownerKey === undefined) continue;
      const both = { [property!]: key, [within.property]: ownerKey };
      if ((await from.page(resource, both, 0, 1)).total > 0) return true;
      const [other] = (await from.page(resource, { [property!]: key }, 0, 1)).items;
      if (other?.keys[within.property] !== undefined) known = false;
    }
    return known;
  };

  return {
    exists: async (reference, id) => {
      const codec = codecs.get(reference.pool);
      if (codec !== undefined) return (await store.get(reference.pool, codec.idOf(id))) !== undefined;
      return anywhere((from) => isReferredTo(from, reference, id));
    },
    belongsElsewhere: async (reference, id, owner, ownerId) => {
      const codec = codecs.get(reference.pool);
      if (codec !== undefined) {
        const record = await store.get(reference.pool, codec.idOf(id));
        const ownership = all.get(reference.pool)?.find(({ pool }) => pool === owner.pool)?.property;
        if (record === undefined || ownership === undefined) return false;
        const own = (JSON.parse(record.json) as JsonObject)[ownership];
        return codec.keyOf(ownership, own) !== codec.keyOf(ownership, ownerId);
      }
      let isElsewhere = false;
      const isHere = await anywhere(async (from) => {
        const owned = await isOwnedBy(from, reference, id, owner, ownerId);
        if (owned === false) isElsewhere = true;
        return owned === true;
      });
      return isElsewhere && !isHere;
    },
  };
}

/** References of the records of each resource, by the resource's name. */
export type AllReferences = ReadonlyMap<string, readonly Reference[]>;

/** Finds what the records of all resources refer to, by the same rules by which they are seeded. */
export function findAllReferences(spec: Spec): AllReferences {
  return new Map(
    spec.resources.map((resource) => {
      const properties = propertiesOf(spec.schemas, resource.schema);
      return [resource.name, findReferences(spec, resource, properties, readSeedExtensions(spec, properties))];
    }),
  );
}

/** The properties of a resource by which its records have to be found, so that references to pools can be looked up. */
export function referringProperties(all: AllReferences, resource: string): string[] {
  return (all.get(resource) ?? []).flatMap(({ property }) => property ?? []);
}
