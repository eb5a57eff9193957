import type { JsonValue } from '../../../json-schema/model/json-schema';
import { hashKeys } from '../../../json-schema/model/random';
import { Stream } from '../random/stream';
import type { Reference } from './find-references';
import type { PooledResource, Pools } from './pools';

/** Chooses the entries of pools that the generated records of one resource refer to. */
export interface EntryChooser {
  /** The number of the entry; undefined when the pool is empty. */
  entryAt(reference: Reference, index: number): number | undefined;
  /** Its id. */
  idAt(reference: Reference, index: number): JsonValue | undefined;
}

/**
 * Finds entries so that ownership holds: where a location of a customer is referred to, the customer is that location's.
 * If locations are a resource, the location is chosen first and knows its customer; if they are ids only, the customer is
 * chosen first and has a few.
 *
 * @param resource - the name of the resource that refers
 * @param references - all of its references
 */
export function createEntryChooser(
  resource: string,
  references: readonly Reference[],
  pools: Pools,
  seed: number,
): EntryChooser {
  const routes = new Map<Reference, Route>();
  // Found on first use, when all resources are planned.
  const routeOf = (reference: Reference): Route => {
    const route = routes.get(reference) ?? findRoute(reference, resource, references, pools, seed);
    routes.set(reference, route);
    return route;
  };

  const entryAt = (reference: Reference, index: number): number | undefined => {
    const route = routeOf(reference);
    // Several properties of a record ask for the same entry, one after the other.
    if (route.lastIndex !== index) {
      route.lastEntry = findEntry(reference, route, index);
      route.lastIndex = index;
    }
    return route.lastEntry;
  };

  const findEntry = (reference: Reference, route: Route, index: number): number | undefined => {
    const { key, branchKey, size, owned } = route;
    if (owned !== undefined) {
      const entry = entryAt(owned.reference, index);
      return entry === undefined ? undefined : owned.resource.entryAt(owned.ownership, entry);
    }
    if (size === 0) return undefined;
    if (reference.within === undefined || size !== undefined) return entryFor(key, index, size);
    const owner = entryAt(reference.within, index);
    if (owner === undefined) return undefined;
    return owner * MAX_BRANCHES + branchFor(key, index, branchesOf(branchKey, owner));
  };

  const idAt = (reference: Reference, index: number): JsonValue | undefined => {
    const { owned } = routeOf(reference);
    const entry = entryAt(owned?.reference ?? reference, index);
    if (entry === undefined) return undefined;
    return owned === undefined ? pools.idOf(reference, entry) : owned.resource.referredIdAt(owned.ownership, entry);
  };
  return { entryAt, idAt };
}

/** The way in which the entries of one reference are found. */
interface Route {
  readonly key: number;
  readonly branchKey: number;
  /** The size of the pool; undefined when it has no end. */
  readonly size: number | undefined;
  /** The reference that the entry owns and is found by, where a resource says which entry owns what. */
  readonly owned?: { readonly reference: Reference; readonly resource: PooledResource; readonly ownership: Reference };
  lastIndex: number;
  lastEntry: number | undefined;
}

function findRoute(
  reference: Reference,
  resource: string,
  references: readonly Reference[],
  pools: Pools,
  seed: number,
): Route {
  const key = hashKeys([seed, resource, reference.property ?? reference.parameter ?? '', 'member']);
  const size = pools.resource(reference.pool)?.count;
  const route = { key, branchKey: hashKeys([seed, reference.pool]), size, lastIndex: -1, lastEntry: undefined };
  for (const candidate of references.filter(({ within }) => within === reference)) {
    const owner = pools.resource(candidate.pool);
    const ownership = owner?.references.find(({ pool }) => pool === reference.pool);
    if (owner !== undefined && ownership !== undefined && owner.count > 0) {
      return { ...route, owned: { reference: candidate, resource: owner, ownership } };
    }
  }
  return route;
}

const { floor, sqrt } = Math;

/** The number of entries of a pool that the first records share. */
const FIRST_ENTRIES = 16;

/** The number of entries that a pool gains with each record that refers to it: 3,255 records know some 300 entries. */
const NEW_ENTRIES_PER_RECORD = 0.09;

/** The share of entries that have at least one branch more than those before. */
const FURTHER_BRANCH_SHARE = 0.46;

/** The most entries that one entry can have below it. */
export const MAX_BRANCHES = 16;

/**
 * Finds the entry of a pool that a record refers to. A pool grows as records are made, so the answer depends on the
 * record's index and not on how many records there are. Every new entry gets a record at once; the rest are spread by a
 * power law over the entries so far.
 *
 * @param key - names the reference
 * @param index - the record's
 * @param size - the number of entries, where the pool is a resource; at least 1
 */
export function entryFor(key: number, index: number, size: number | undefined): number {
  const grown = floor(index * NEW_ENTRIES_PER_RECORD);
  const known = FIRST_ENTRIES + grown;
  const isNew = grown > floor((index - 1) * NEW_ENTRIES_PER_RECORD);
  const entry = isNew ? known - 1 : floor(known * skewed(new Stream(key, index).next()));
  return size === undefined ? entry : entry % size;
}

/**
 * Chooses among the branches of an entry, the first the most often.
 *
 * @param key - names the reference
 * @param index - the record's
 * @param branches - how many there are, at least 1
 */
export function branchFor(key: number, index: number, branches: number): number {
  const drawn = new Stream(key ^ 0x62726368, index).next();
  return floor(branches * drawn * sqrt(drawn));
}

/** Counts the branches of an entry: 1 for most, 16 for the fewest. */
export function branchesOf(key: number, entry: number): number {
  const random = new Stream(key, entry);
  let branches = 1;
  while (branches < MAX_BRANCHES && random.chance(FURTHER_BRANCH_SHARE)) branches++;
  return branches;
}

/**
 * Bends an even spread over 0..1 to a power law (exponent 2.25): the lower, the more often. Unlike powers and logarithms,
 * products and square roots come out the same, to the last bit, on every machine (IEEE 754).
 */
function skewed(drawn: number): number {
  return drawn * drawn * sqrt(sqrt(drawn));
}
