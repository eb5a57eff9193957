import { Stream } from '../random/stream';

const { floor, sqrt } = Math;

/** How many members of a pool the first records share. */
const founders = 16;

/** How many members a pool gains with each record that refers to it: 3,255 records know some 300 members. */
const newMembersPerRecord = 0.09;

/** The share of members that have at least one branch more than those before. */
const furtherBranches = 0.46;

/** The most members that one member can have below it. */
export const mostBranches = 16;

/**
 * Finds the member of a pool that a record refers to. A pool grows as records are made, so the answer depends on the
 * record's index and not on how many records there are. Every new member gets a record at once; the rest are spread by a
 * power law over the members so far.
 *
 * @param key - names the reference
 * @param index - the record's
 * @param size - the number of members, where the pool is a resource; at least 1
 */
export function memberFor(key: number, index: number, size: number | undefined): number {
  const grown = floor(index * newMembersPerRecord);
  const known = founders + grown;
  const isNew = grown > floor((index - 1) * newMembersPerRecord);
  const member = isNew ? known - 1 : floor(known * skewed(new Stream(key, index).next()));
  return size === undefined ? member : member % size;
}

/**
 * Chooses among the branches of a member, the first the most often.
 *
 * @param key - names the reference
 * @param index - the record's
 * @param branches - how many there are, at least 1
 */
export function branchFor(key: number, index: number, branches: number): number {
  const drawn = new Stream(key ^ 0x62726368, index).next();
  return floor(branches * drawn * sqrt(drawn));
}

/** How many branches a member has: 1 for most, 16 for the fewest. */
export function branchesOf(key: number, member: number): number {
  const random = new Stream(key, member);
  let branches = 1;
  while (branches < mostBranches && random.chance(furtherBranches)) branches++;
  return branches;
}

/**
 * Bends an even spread over 0..1 to a power law (exponent 2.25): the lower, the more often. Unlike powers and logarithms,
 * products and square roots come out the same, to the last bit, on every machine (IEEE 754).
 */
function skewed(drawn: number): number {
  return drawn * drawn * sqrt(sqrt(drawn));
}
