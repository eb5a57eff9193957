import type { JsonValue } from '../../../json-schema/model/json-schema';
import { hashKeys } from '../../../json-schema/model/random';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import type { Resource } from '../../../openapi/model/model';
import type { PinnedRecords } from '../fixtures/pinned-records';
import type { IdRules } from '../ids/id-rules';
import { createIds, type IdSeries } from '../ids/ids';
import type { Sampler } from '../random/sampler';
import { Stream } from '../random/stream';
import type { Reference } from '../references/find-references';
import { createEntryChooser } from '../references/pool-entries';
import type { PooledResource, Pools } from '../references/pools';
import { BOUNDARY_SHARES } from '../values/boundary-values';

/** The facts that a plan follows from. */
export interface SeedPlanParts {
  readonly resource: Resource;
  readonly idRules: IdRules;
  readonly references: readonly Reference[];
  readonly pinned: PinnedRecords;
  readonly seed: number;
  /** The number of records that the options ask for. */
  readonly count: number;
  readonly warn?: (message: string) => void;
}

/** The plan of a resource's records: their number, their ids, and what they refer to. */
export interface SeedPlan extends PooledResource {
  readonly pinned: PinnedRecords;
  /** The index of a generated record's id, if it is below `count`. Missing where ids do not tell their index. */
  readonly indexOf: IdSeries['indexOf'];
  /** Tells whether a reference is to UUIDs that this plan has made up, and to nothing that a document or a fixture says. */
  refersToUuids(reference: Reference): boolean;
  /** Tells whether a generated record says null instead, which it does in the known share where the schema allows it. */
  isNull(reference: Reference, index: number): boolean;
}

/** Plans the ids and references of a resource's records. */
export function createSeedPlan(parts: SeedPlanParts, pools: Pools, sample: Sampler): SeedPlan {
  const { resource, references, pinned, seed, count: wanted, idRules, warn } = parts;
  const ids = createIds(resource.name, idRules, seed, pinned.ids, sample);
  const entries = createEntryChooser(resource.name, references, pools, seed);
  const pinnedCount = pinned.records.length;

  const idAt = (index: number): JsonValue | undefined =>
    index < pinnedCount ? pinned.records[index]![resource.idProperty] : ids.at(index);
  let count = ids.mayEnd ? pinnedCount : Math.max(wanted, pinnedCount);
  while (count < wanted && idAt(count) !== undefined) count++;
  if (count < wanted) {
    // Of a few numbers some are left for items that clients make.
    if (resource.roles.create !== undefined && typeof idAt(0) === 'number') {
      count = Math.max(pinnedCount, Math.ceil(count / 2));
    }
    warn?.(
      `${resource.name}: ${count} records instead of ${wanted}, as the schema of "${resource.idProperty}" allows no more ids.`,
    );
  }

  const documented = new Set([...pinned.ids].map(String));
  const nullKeys = new Map<Reference, number>();
  for (const reference of references) {
    if (!allowsNull(reference.schema)) continue;
    nullKeys.set(reference, hashKeys([seed, resource.name, reference.property ?? '', 'null']));
  }
  return {
    count,
    pinned,
    references,
    idAt,
    indexOf: ids.indexOf,
    refersToUuids: pools.hasUuids,
    entryAt: entries.entryAt,
    referredIdAt: (reference, index) => {
      const record = pinned.records[index];
      const own = reference.property === undefined ? undefined : record?.[reference.property];
      if (own !== undefined) return own;
      const said = record && reference.parameter && pinned.paths.get(record)?.[reference.parameter];
      const isThere = said !== undefined && pools.resource(reference.pool)?.isDocumented(said) !== false;
      return isThere ? said : entries.idAt(reference, index);
    },
    isDocumented: (id) => documented.has(String(id)),
    isNull: (reference, index) => {
      const key = nullKeys.get(reference);
      return key !== undefined && new Stream(key, index).chance(reference.nulls ?? BOUNDARY_SHARES.null);
    },
  };
}

function allowsNull({ schema: { type } }: LocatedSchema): boolean {
  return Array.isArray(type) && type.includes('null');
}
