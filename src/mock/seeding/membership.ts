import { Stream } from './stream';

/** How many members of a pool the first records share. */
const founders = 16;

/** How many members a pool gains with each record that refers to it: 3,255 records know some 300 members. */
const newMembersPerRecord = 0.09;

/** How unevenly records are spread: 1 evenly; the higher, the more records the oldest members have. */
const skew = 2.2;

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
  const grown = Math.floor(index * newMembersPerRecord);
  const known = founders + grown;
  const isNew = grown > Math.floor((index - 1) * newMembersPerRecord);
  const member = isNew ? known - 1 : Math.floor(known * new Stream(key, index).next() ** skew);
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
  return Math.floor(branches * new Stream(key ^ 0x62726368, index).next() ** 1.5);
}

/** How many branches a member has: 1 for most, 16 for the fewest. */
export function branchesOf(key: number, member: number): number {
  const drawn = new Stream(key, member).next();
  return Math.min(mostBranches, 1 + Math.floor(-1.3 * Math.log(1 - drawn)));
}
