import type { JsonValue } from '../../../json-schema/model/json-schema';
import type { Schemas } from '../../../json-schema/model/schemas';
import { readIdRules } from '../ids/id-rules';
import { createIds, type IdSeries } from '../ids/ids';
import type { Sampler } from '../random/sampler';
import type { Reference } from './find-references';

/** A resource seen as a pool of ids that other resources refer to. */
export interface PooledResource {
  readonly count: number;
  readonly references: readonly Reference[];
  idAt(index: number): JsonValue | undefined;
  /** The entry that a record refers to. */
  entryAt(reference: Reference, index: number): number | undefined;
  /** Tells whether a documented record has an id. */
  isDocumented(id: JsonValue): boolean;
  /** The id that a record refers to. */
  referredIdAt(reference: Reference, index: number): JsonValue | undefined;
}

/** All pools of a plan: resources by name, and pools that no resource stands for. */
export interface Pools {
  /** The resource behind a pool; undefined when there is none. */
  resource(pool: string): PooledResource | undefined;
  /** Tells whether all ids of a pool are UUIDs that this plan has made up. */
  hasUuids(reference: Reference): boolean;
  /** The id of an entry. */
  idOf(reference: Reference, entry: number): JsonValue | undefined;
}

/**
 * Creates the pools of a plan.
 *
 * @param resources - looks a resource up when it is first needed, so that resources may refer to each other
 */
export function createPools(
  resources: (name: string) => PooledResource | undefined,
  schemas: Schemas,
  seed: number,
  sample: Sampler,
): Pools {
  const series = new Map<string, IdSeries>();
  const seriesOf = ({ pool, schema, example }: Reference): IdSeries => {
    const known = series.get(pool);
    if (known !== undefined) return known;
    const first = example === undefined ? [] : [example];
    const made = createIds(pool, readIdRules(schemas, schema), seed, new Set(first), sample);
    const ids =
      first.length === 0 ? made : { mayEnd: made.mayEnd, at: (index: number) => first[index] ?? made.at(index) };
    series.set(pool, ids);
    return ids;
  };
  return {
    resource: resources,
    hasUuids: (reference) => resources(reference.pool) === undefined && seriesOf(reference).indexOf !== undefined,
    idOf: (reference, entry) => {
      const resource = resources(reference.pool);
      return resource === undefined ? seriesOf(reference).at(entry) : resource.idAt(entry);
    },
  };
}
