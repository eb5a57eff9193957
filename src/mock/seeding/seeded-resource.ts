import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';

/**
 * The records that a resource starts with. A record is a pure function of seed, resource and index: any record may be
 * asked for at any time, alone or in any order, and comes out the same.
 */
export interface SeededResource {
  /** The resource's name. */
  readonly name: string;
  /** The number of records. */
  readonly count: number;
  /** The number of hand-written records (documented examples and fixtures), which come first. */
  readonly pinnedCount: number;
  /**
   * A record: the documented examples first, then the fixtures, then generated ones. A fresh object each time.
   *
   * @param index - from 0
   */
  recordAt(index: number): JsonObject;
  /**
   * The id of a record without the rest of it. From `count` on it gives ids that no seeded record has, for records that
   * are created later; undefined when the schema allows no further one.
   */
  idAt(index: number): JsonValue | undefined;
  /**
   * A property of a record: what `recordAt(index)` holds for it. Where {@link SeededResource.isIndependent} the rest of the record
   * need not be made for it.
   */
  valueAt(name: string, index: number): JsonValue | undefined;
  /** Tells whether `idAt` gives the ids that records have, so that they can be found without being made. */
  readonly isFindable: boolean;
  /** Tells whether the properties of a record can be had one by one. */
  readonly isIndependent: boolean;
  /**
   * The index of a generated record's id, or of a later one from `count` on; undefined for what is no such id. Missing where ids do
   * not tell their index.
   */
  readonly indexOf: ((id: string) => number | undefined) | undefined;
  /** The ids that stand for the path parameters of a nested collection, by parameter; empty when it is not nested. */
  parentsAt(index: number): Readonly<Record<string, JsonValue>>;
}
