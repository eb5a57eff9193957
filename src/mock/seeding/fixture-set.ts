import type { JsonObject } from '../../json-schema/model/json-schema';

/** Hand-written records, checked against a document, by the name of their resource. */
export interface FixtureSet {
  /** Every file they come from, absolute. */
  readonly files: readonly string[];
  /** In the order they were written; each has its id, and no two of a resource have the same. */
  readonly records: ReadonlyMap<string, readonly JsonObject[]>;
}
